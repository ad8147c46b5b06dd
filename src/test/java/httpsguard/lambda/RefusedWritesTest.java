package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.TryAgainException;
import httpsguard.local.Fault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people are told of a write that CloudFront refuses, in its own words of many kinds. */
class RefusedWritesTest {
  private static final String WRITE = "UpdateDistribution";

  private final Lab lab = new Lab();

  @AfterEach
  void close() {
    lab.close();
  }

  /** People were sent to the role and its boundary; the parameter was named nowhere. */
  @ParameterizedTest
  @ValueSource(
      strings = {"lambda:GetFunction", "lambda:EnableReplication*", "lambda:DisableReplication*"})
  void lambdaEdgesOwnWordsNameItsParameter(String denied) {
    lab.put(config().withLambdaEdge()).cloud().deny(denied);
    notRepaired();
    says("because HTTPS Guard is denied " + denied + ".");
    says(
        "Let HTTPS Guard use "
            + denied
            + ": deploy its stack with the parameter AllowLambdaEdge=yes.");
  }

  /** The same. The bucket's name is the live config's. */
  @ParameterizedTest
  @CsvSource({
    "s3:GetBucketAcl, case-logs.s3.amazonaws.com, case-logs",
    "s3:PutBucketAcl, case-logs.s3.eu-west-1.amazonaws.com, case-logs",
    "s3:PutBucketAcl, logs.example.com.s3.amazonaws.com, logs.example.com",
  })
  void theLogBucketsWordsNameItsParameterAndTheBucket(String denied, String host, String bucket) {
    lab.put(config().loggingTo(host)).cloud().deny(denied);
    notRepaired();
    says("because HTTPS Guard is denied s3:GetBucketAcl and s3:PutBucketAcl.");
    says(
        "deploy its stack with the log bucket's name, "
            + bucket
            + ", in the parameter AllowLegacyLogBucket.");
  }

  @Test
  void theWebAclsWordsNameThePermission() {
    lab.put(config().withWebAcl()).cloud().deny("wafv2:GetWebACL");
    notRepaired();
    says("because HTTPS Guard is denied wafv2:GetWebACL.");
    says("Let HTTPS Guard use wafv2:GetWebACL: its stack grants that, so see that the stack is up");
  }

  @Test
  void theVpcOriginsWordsNameThePermission() {
    lab.put(config().vpc("inside")).cloud().deny("cloudfront:GetVpcOrigin");
    notRepaired();
    says("because HTTPS Guard is denied cloudfront:GetVpcOrigin.");
    says("Let HTTPS Guard use cloudfront:GetVpcOrigin: its stack grants that,");
  }

  /** The words of three reports, character by character. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | InvalidLambdaFunctionAssociation | Lambda@Edge cannot enable replication for the"
            + " specified Lambda function. Update the IAM policy to add permission:"
            + " lambda:EnableReplication* for resource:"
            + " arn:aws:lambda:us-east-1:123456789012:function:headers:2 and try again. |"
            + " AllowLambdaEdge=yes",
        "403 | AccessDenied | You don't have permission to access the S3 bucket for CloudFront logs:"
            + " case-logs.s3.amazonaws.com If you're using IAM, you need s3:GetBucketAcl and"
            + " s3:PutBucketAcl permissions to create a distribution or to update log settings for an"
            + " existing distribution. In addition, the S3 ACL for the bucket must grant you"
            + " FULL_CONTROL. | bucket's name in the parameter AllowLegacyLogBucket",
        "403 | AccessDenied | You don't have permission to access the S3 bucket for CloudFront logs"
            + " | bucket's name in the parameter AllowLegacyLogBucket",
      })
  void theWordsAloneSuffice(int status, String code, String message, String parameter) {
    lab.put(config()).cloud().faults().always(WRITE, new Fault.Refuse(status, code, message));
    notRepaired();
    says(parameter);
  }

  /** Told as final, though trying again is all that it takes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "InvalidWebACLId | Unable to verify read permissions on Web ACL. Please retry the request.",
        "IllegalUpdate | Only one viewer certificate change may be in progress at a time.",
        "InvalidArgument | Something is not ready. Please try again later.",
        "InvalidLambdaFunctionAssociation | The function must be in an Active state. The current state"
            + " for function arn:aws:lambda:us-east-1:111122223333:function:edge:2 is Pending",
      })
  void whatPassesIsTriedAgainAndThenKept(String code, String message) {
    lab.put(config()).cloud().faults().once(WRITE, new Fault.Refuse(400, code, message));
    assertThrows(TryAgainException.class, this::handle);
    assertTrue(lab.cloud().published().isEmpty(), "nobody is told that it is final");
    assertEquals("Repaired", handle());
  }

  /** Where the words name nothing, the config does. */
  @Test
  void whatTheConfigDependsOnIsAGuessAndCalledOne() {
    lab.put(config().withLambdaEdge().withWebAcl().vpc("inside").loggingTo("logs.s3.amazonaws.com"))
        .cloud()
        .faults()
        .always(WRITE, Fault.accessDenied("Access denied."));
    notRepaired();
    says("UpdateDistribution was refused, perhaps because a permission is missing.");
    says("AWS does not say what is missing. A guess: the distribution has Lambda@Edge functions");
    says("only with the parameter AllowLambdaEdge=yes");
    says("only with the log bucket's name, logs, in the parameter AllowLegacyLogBucket");
    says("and it has a web ACL");
    says("and it has a VPC origin");
  }

  @Test
  void nothingIsGuessedOfAConfigThatDependsOnNothing() {
    lab.put(config()).cloud().faults().always(WRITE, Fault.accessDenied("Access denied."));
    notRepaired();
    assertFalse(lab.noticeWords().contains("guess"), lab.notice());
    says("look at the role of HTTPS Guard");
  }

  /** What has nothing to do with permissions has nothing to do with the role. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | AccessDenied | Your account must be verified before you can add new CloudFront"
            + " resources. To verify your account, please contact AWS Support.",
        "400 | IllegalUpdate | OriginReadTimeout is required for updates.",
        "400 | InvalidOriginAccessIdentity | The specified origin access identity does not exist or is"
            + " not valid.",
        "400 | InvalidOriginAccessControl | The specified origin access control does not exist.",
        "400 | InvalidArgument | You can't remove or replace the web ACL for your distribution."
            + " Distributions with a pricing plan subscription must have a web ACL resource.",
        "409 | CNAMEAlreadyExists | One or more of the CNAMEs you provided are already associated with"
            + " a different resource.",
        "400 | InvalidArgument | The S3 bucket that you specified for CloudFront logs does not enable"
            + " ACL access: logs.s3.amazonaws.com",
        "400 | InvalidLambdaFunctionAssociation | The function execution role must be assumable with"
            + " edgelambda.amazonaws.com as well as lambda.amazonaws.com principals. Update the IAM role"
            + " and try again.",
      })
  void whatIsAboutSomethingElseSendsNobodyToTheRole(int status, String code, String message) {
    lab.put(config().withLambdaEdge().withWebAcl().loggingTo("logs.s3.amazonaws.com"))
        .cloud()
        .faults()
        .always(WRITE, new Fault.Refuse(status, code, message));
    notRepaired();
    assertFalse(lab.noticeWords().contains("permissions boundary"), lab.notice());
    assertFalse(lab.noticeWords().contains("AllowL"), lab.notice());
  }

  /** Tried and failed for ever, with the words that others were faster. */
  @ParameterizedTest
  @CsvSource({"412, PreconditionFailed", "400, InvalidIfMatchVersion"})
  void anETagThatIsRefusedThoughItIsTheLiveOneIsTold(int status, String code) {
    lab.put(config())
        .cloud()
        .faults()
        .always(WRITE, new Fault.Refuse(status, code, "The preconditions were not met."));
    notRepaired();
    assertEquals(2, lab.cloud().calls(WRITE).size());
    says(
        "CloudFront says each time that someone has changed the distribution in the meantime, but");
    says("\"The preconditions were not met.\"");
  }

  @Test
  void aReportSaysTheSame() {
    lab.put(config().withLambdaEdge()).withTimeLeft(Duration.ofMinutes(3));
    lab.cloud().deny("lambda:GetFunction");
    lab.auditAndHandOver("report");
    says(
        "Let HTTPS Guard use lambda:GetFunction: deploy its stack with the parameter AllowLambdaEdge=yes.");
  }

  /** Before CloudFront refuses anything: what a list shows of web ACLs, functions, VPC origins. */
  @Test
  void anAuditNamesBeforehandWhatTheRoleMayLack() {
    lab.cloud().distributions().put("EEDGE1", config().withLambdaEdge().xml());
    lab.cloud().distributions().put("EEDGE2", config().withLambdaEdge().withWebAcl().xml());
    lab.cloud().distributions().put("EVPC1", config().vpc("inside").xml());
    lab.cloud()
        .distributions()
        .put("EINPOLICY", config().defaultTo("s3", "https-only").withLambdaEdge().xml());

    JsonObject report = lab.audit("{}");

    assertEquals(
        Map.of("lambdaEdge", 2, "webAcl", 1, "vpcOrigin", 1), report.getObject("dependents"));
    String text = report.getString("text").replaceAll("\\s+", " ");
    assertTrue(
        text.contains("2 have Lambda@Edge functions, 1 has a web ACL, 1 has a VPC origin."), text);
    assertTrue(text.contains("only with AllowLambdaEdge=yes"), text);
    assertTrue(text.contains("--parameter-overrides AllowLambdaEdge=yes"), text);
  }

  @Test
  void anAuditSaysNothingOfPermissionsThatNothingNeeds() {
    lab.put(config());
    assertFalse(lab.audit("{}").getString("text").contains("First make sure"));
  }

  @Test
  void aReportNamesBeforehandWhatIsHeldBack() {
    lab.set("MAX_REPAIRS_PER_AUDIT", "1").withTimeLeft(Duration.ofMinutes(3));
    lab.cloud().distributions().put("EEDGE1", config().withLambdaEdge().xml());
    lab.cloud().distributions().put("EEDGE2", config().withLambdaEdge().xml());
    lab.auditAndHandOver("report");
    says("2 have Lambda@Edge functions.");
  }

  private String handle() {
    return lab.handle(Events.update("allow-all")).getString("outcome");
  }

  private void notRepaired() {
    String before = lab.live();
    assertEquals("NotRepaired", handle());
    assertEquals(before, lab.live());
  }

  private void says(String words) {
    assertTrue(lab.noticeWords().contains(words), () -> words + "\n" + lab.notice());
  }
}
