package httpsguard.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the guard's role may do. */
class PermissionsTest {
  private static final String DISTRIBUTION =
      "arn:aws:cloudfront::111122223333:distribution/EDFDVBD632BHDS5";

  @Test
  void grantsTheseAndNoMore() {
    assertEquals(
        new TreeSet<>(
            Set.of(
                "cloudfront:GetDistributionConfig",
                "cloudfront:ListTagsForResource",
                "cloudfront:UpdateDistribution",
                "kms:Decrypt",
                "kms:GenerateDataKey",
                "logs:CreateLogStream",
                "logs:PutLogEvents",
                "sns:Publish",
                "sqs:SendMessage")),
        GuardTemplate.grantedActions());
  }

  @Test
  void knowsNoKeyWhereThereIsNone() {
    Set<String> actions =
        GuardTemplate.actions(
            GuardTemplate.deployed(
                Map.of("TopicArn", "arn:aws:sns:eu-west-1:111122223333:security")));
    assertTrue(actions.stream().noneMatch(action -> action.startsWith("kms:")), actions::toString);
  }

  @Test
  void everyGrantIsOnResourcesOfItsOwn() {
    for (Part statement : GuardTemplate.roleStatements(everything())) {
      assertEquals("Allow", statement.at("Effect").text());
      for (String resource : statement.at("Resource").texts()) {
        assertFalse(resource.equals("*"), statement::path);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cloudfront:GetDistributionConfig",
    "cloudfront:UpdateDistribution",
    "cloudfront:ListTagsForResource"
  })
  void reachesTheAccountsDistributionsOnly(String action) {
    Access access = new Access(GuardTemplate.deployed(Map.of()));
    assertTrue(access.guardMay(action, DISTRIBUTION, Map.of()));
    assertFalse(
        access.guardMay(action, DISTRIBUTION.replace("111122223333", "444455556666"), Map.of()));
    assertFalse(
        access.guardMay(
            action, DISTRIBUTION.replace("distribution", "distribution-tenant"), Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AllowLambdaEdge|yes|lambda:DisableReplication*, lambda:EnableReplication*, lambda:GetFunction",
        "AllowLegacyLogBucket|logs-example|s3:GetBucketAcl, s3:PutBucketAcl",
        "AllowWebAcl|yes|wafv2:GetWebACL",
      })
  void eachOptInAddsItsOwn(String parameter, String value, String added) {
    Set<String> actions = GuardTemplate.actions(GuardTemplate.deployed(Map.of(parameter, value)));
    actions.removeAll(GuardTemplate.grantedActions());
    assertEquals(added, actions.stream().sorted().collect(Collectors.joining(", ")));
  }

  @Test
  void reachesTheLegacyLogBucketsThatAreNamed() {
    Access access =
        new Access(
            GuardTemplate.deployed(Map.of("AllowLegacyLogBucket", "logs-example, more-logs")));
    assertTrue(access.guardMay("s3:PutBucketAcl", "arn:aws:s3:::logs-example", Map.of()));
    assertTrue(access.guardMay("s3:PutBucketAcl", "arn:aws:s3:::more-logs", Map.of()));
    assertFalse(access.guardMay("s3:PutBucketAcl", "arn:aws:s3:::more-logs-of-ours", Map.of()));
  }

  @Test
  void onlyLambdaTakesTheRole() {
    List<Part> trusted =
        GuardTemplate.deployed(Map.of())
            .resource("GuardRole")
            .at("AssumeRolePolicyDocument", "Statement")
            .items();
    assertEquals(1, trusted.size());
    assertEquals(
        Map.of("Service", "lambda.amazonaws.com"), trusted.getFirst().at("Principal").map());
    assertEquals("sts:AssumeRole", trusted.getFirst().at("Action").text());
  }

  @Test
  void takesThePermissionsBoundaryIfThereIsOne() {
    String boundary = "arn:aws:iam::111122223333:policy/boundary";
    assertEquals(
        boundary,
        GuardTemplate.deployed(Map.of("PermissionsBoundary", boundary))
            .resource("GuardRole")
            .at("PermissionsBoundary")
            .text());
    assertFalse(
        GuardTemplate.deployed(Map.of())
            .resource("GuardRole")
            .properties()
            .has("PermissionsBoundary"));
  }

  private static Deployment everything() {
    return GuardTemplate.deployed(
        Map.of(
            "AllowLambdaEdge", "yes",
            "AllowLegacyLogBucket", "logs-example",
            "AllowWebAcl", "yes"));
  }
}
