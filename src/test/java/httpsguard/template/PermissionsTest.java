package httpsguard.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.template.Deployment.Resource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the two functions' roles may do. */
class PermissionsTest {
  /** IAM knows no narrower resource for it (service authorization reference, CloudFront). */
  private static final Set<String> ONLY_ON_EVERYTHING = Set.of("cloudfront:ListDistributions");

  private static final String DISTRIBUTION =
      "arn:aws:cloudfront::111122223333:distribution/EDFDVBD632BHDS5";

  static List<Resource> roles() {
    return everything().ofType("AWS::IAM::Role");
  }

  @Test
  void theAuditMayReadAndHandOverAndNoMore() {
    assertEquals(
        new TreeSet<>(
            Set.of(
                "cloudfront:ListDistributions",
                "cloudfront:ListTagsForResource",
                "logs:CreateLogStream",
                "logs:PutLogEvents",
                "sqs:SendMessage")),
        GuardTemplate.actionsGrantedToTheAudit());
  }

  @Test
  void theAuditListsAllAndReadsTagsOfTheAccountsDistributionsOnly() {
    Deployment stack = GuardTemplate.deployed(Map.of());
    Access access = new Access(stack);
    Resource role = stack.resource(GuardTemplate.AUDIT_ROLE);
    assertTrue(access.roleMay(role, "cloudfront:ListDistributions", "*", Map.of()));
    String tags = "cloudfront:ListTagsForResource";
    assertTrue(access.roleMay(role, tags, DISTRIBUTION, Map.of()));
    assertFalse(
        access.roleMay(role, tags, DISTRIBUTION.replace("111122223333", "444455556666"), Map.of()));
  }

  @Test
  void eachFunctionHasARoleOfItsOwn() {
    Deployment stack = GuardTemplate.deployed(Map.of());
    assertEquals(
        List.of(GuardTemplate.GUARD_ROLE, GuardTemplate.AUDIT_ROLE),
        stack.ofType("AWS::Serverless::Function").stream()
            .map(function -> stack.byArn(function.at("Role").text()).logicalId())
            .toList());
  }

  @Test
  void theGuardMayDoTheseAndNoMore() {
    assertEquals(
        new TreeSet<>(
            Set.of(
                "cloudfront:GetDistributionConfig",
                "cloudfront:GetVpcOrigin",
                "cloudfront:ListTagsForResource",
                "cloudfront:UpdateDistribution",
                "kms:Decrypt",
                "kms:GenerateDataKey",
                "logs:CreateLogStream",
                "logs:PutLogEvents",
                "sns:Publish",
                "sqs:DeleteMessage",
                "sqs:GetQueueAttributes",
                "sqs:ReceiveMessage",
                "wafv2:GetWebACL")),
        GuardTemplate.grantedActions());
  }

  @Test
  void knowsNoKeyWhereThereIsNone() {
    Set<String> actions =
        GuardTemplate.actions(
            GuardTemplate.deployed(
                Map.of("TopicArn", "arn:aws:sns:eu-west-1:111122223333:security")),
            GuardTemplate.GUARD_ROLE);
    assertTrue(actions.stream().noneMatch(action -> action.startsWith("kms:")), actions::toString);
  }

  @ParameterizedTest
  @MethodSource("roles")
  void everyGrantIsOnResourcesOfItsOwn(Resource role) {
    for (Part statement : GuardTemplate.roleStatements(role)) {
      assertEquals("Allow", statement.at("Effect").text());
      boolean onEverything = statement.at("Resource").texts().contains("*");
      assertEquals(
          ONLY_ON_EVERYTHING.containsAll(statement.at("Action").texts()),
          onEverything,
          () -> statement.value().toString());
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

  /** VPC origins are shared between accounts (CloudFront guide, private-content-vpc-origins). */
  @Test
  void letsCloudFrontReadEveryVpcOriginAndTheAccountsWebAcls() {
    Access access = new Access(GuardTemplate.deployed(Map.of()));
    assertTrue(access.guardMay("cloudfront:GetVpcOrigin", vpcOrigin("111122223333"), Map.of()));
    assertTrue(access.guardMay("cloudfront:GetVpcOrigin", vpcOrigin("444455556666"), Map.of()));
    assertFalse(access.guardMay("cloudfront:UpdateVpcOrigin", vpcOrigin("111122223333"), Map.of()));
    assertTrue(access.guardMay("wafv2:GetWebACL", webAcl("111122223333"), Map.of()));
    assertFalse(access.guardMay("wafv2:GetWebACL", webAcl("444455556666"), Map.of()));
  }

  private static String vpcOrigin(String account) {
    return "arn:aws:cloudfront::" + account + ":vpcorigin/vo_1a2b3c";
  }

  private static String webAcl(String account) {
    return "arn:aws:wafv2:us-east-1:" + account + ":global/webacl/name/1a2b3c";
  }

  /** Whoever reads docs/permissions.md sees all that is granted, and nothing that is not. */
  @Test
  void thePageNamesEachPermissionWithWhoAsksForIt() throws IOException {
    assertEquals(
        GuardTemplate.actions(everything(), GuardTemplate.GUARD_ROLE),
        PermissionsPage.ofGuard().keySet());
    assertEquals(
        GuardTemplate.actions(everything(), GuardTemplate.AUDIT_ROLE),
        PermissionsPage.ofAudit().keySet());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AllowLambdaEdge|yes|lambda:DisableReplication*, lambda:EnableReplication*, lambda:GetFunction",
        "AllowLegacyLogBucket|logs-example|s3:GetBucketAcl, s3:PutBucketAcl",
      })
  void eachOptInAddsItsOwn(String parameter, String value, String added) {
    Set<String> actions =
        GuardTemplate.actions(
            GuardTemplate.deployed(Map.of(parameter, value)), GuardTemplate.GUARD_ROLE);
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

  @ParameterizedTest
  @MethodSource("roles")
  void onlyLambdaTakesTheRole(Resource role) {
    List<Part> trusted = role.at("AssumeRolePolicyDocument", "Statement").items();
    assertEquals(1, trusted.size());
    assertEquals(
        Map.of("Service", "lambda.amazonaws.com"), trusted.getFirst().at("Principal").map());
    assertEquals("sts:AssumeRole", trusted.getFirst().at("Action").text());
  }

  @ParameterizedTest
  @ValueSource(strings = {GuardTemplate.GUARD_ROLE, GuardTemplate.AUDIT_ROLE})
  void takesThePermissionsBoundaryIfThereIsOne(String role) {
    String boundary = "arn:aws:iam::111122223333:policy/boundary";
    assertEquals(
        boundary,
        GuardTemplate.deployed(Map.of("PermissionsBoundary", boundary))
            .resource(role)
            .at("PermissionsBoundary")
            .text());
    assertFalse(
        GuardTemplate.deployed(Map.of()).resource(role).properties().has("PermissionsBoundary"));
  }

  private static Deployment everything() {
    return GuardTemplate.deployed(
        Map.of(
            "AllowLambdaEdge", "yes",
            "AllowLegacyLogBucket", "logs-example"));
  }
}
