package httpsguard.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.distribution.Distributions;
import httpsguard.template.GuardTemplate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a notice says of the permission that AWS names. */
class RefusalsTest {
  private static final String USER =
      "User: arn:aws:sts::111122223333:assumed-role/https-guard/guard is not authorized to perform: ";

  private static final String NOT_AGAIN =
      ". Trying again would not help, so HTTPS Guard did not try again.";

  /** The parameter that is named must be the one that grants the action. */
  @ParameterizedTest
  @CsvSource({
    "lambda:GetFunction, AllowLambdaEdge, yes",
    "lambda:EnableReplication*, AllowLambdaEdge, yes",
    "lambda:DisableReplication*, AllowLambdaEdge, yes",
    "s3:GetBucketAcl, AllowLegacyLogBucket, logs",
    "s3:PutBucketAcl, AllowLegacyLogBucket, logs",
  })
  void namesTheParameterThatGrantsIt(String action, String parameter, String value) {
    Set<String> granted = GuardTemplate.grantedActions(parameter, value);
    assertTrue(granted.contains(action), granted.toString());
    String words = step(action + " on resource: arn:aws:any because no policy allows it");
    assertTrue(words.contains("Let HTTPS Guard use " + action + ":"), words);
    assertTrue(words.contains(parameter), words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wafv2:GetWebACL", "cloudfront:GetVpcOrigin"})
  void saysWhatTheStackGrantsByItself(String action) {
    assertTrue(GuardTemplate.grantedActions().contains(action));
    String words = step(action + " on resource: arn:aws:any because no policy allows it");
    assertTrue(words.contains("Let HTTPS Guard use " + action + ": its stack grants that"), words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lambda:InvokeFunction",
        "s3:GetObject",
        "cloudfront:UpdateDistribution",
        "a1:B2c"
      })
  void namesNoParameterThatDoesNotGrantIt(String action) {
    String words = step(action + " with an explicit deny in a service control policy");
    assertTrue(words.startsWith("Let HTTPS Guard use " + action + ": look at its role"), words);
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDenied, lambda:GetFunction, lambda:GetFunction",
    "AccessDeniedException, 'lambda:GetFunction, says AWS', lambda:GetFunction",
    "AccessDenied, lambda:GetFunction., lambda:GetFunction",
    "IllegalUpdate, lambda:GetFunction, ''",
    "AccessDenied, lambda:GetFunction;rm, ''",
    "AccessDenied, lambda:*, ''",
    "AccessDenied, https://attacker.example, ''",
    "AccessDenied, '', ''",
  })
  void readsOnlyWhatIsAnAction(String code, String named, String action) {
    assertEquals(
        (action.isEmpty() ? "" : " because HTTPS Guard is denied " + action) + NOT_AGAIN,
        Refusals.because(refusal(code, USER + named)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Access denied", "is not authorized to perform:", ""})
  void saysNothingThatAwsDoesNotSay(String message) {
    assertEquals(NOT_AGAIN, Refusals.because(refusal("AccessDenied", message)));
    String words = Refusals.cure(refusal("AccessDenied", message)).words();
    assertTrue(words.contains("resolve what the error names"), words);
  }

  /** However CloudFront's messages are wrapped. */
  @Test
  void readsWordsOnSeveralLines() {
    String message =
        "You don't have permission to access the S3 bucket for CloudFront logs: a.s3.amazonaws.com\n"
            + "If you're using IAM, you need s3:GetBucketAcl\nand s3:PutBucketAcl permissions";
    String words = Refusals.cure(refusal("AccessDenied", message)).words();
    assertTrue(words.contains("AllowLegacyLogBucket"), words);
  }

  private static String step(String message) {
    return Refusals.cure(refusal("AccessDenied", USER + message)).words();
  }

  private static Distributions.Refusal refusal(String code, String message) {
    return new Distributions.Refusal("UpdateDistribution", code, message, "a-request");
  }
}
