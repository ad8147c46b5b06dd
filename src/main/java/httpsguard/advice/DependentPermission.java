package httpsguard.advice;

import httpsguard.audit.Report;
import httpsguard.distribution.DependentResources;
import httpsguard.distribution.DependentResources.Kind;
import httpsguard.text.Quoted;
import httpsguard.text.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Permissions that whoever updates a distribution needs for something beside it (CloudFront guide,
 * "Required permissions" of Lambda@Edge and of standard logging; service authorization reference,
 * {@code UpdateDistribution}). docs/permissions.md has the same.
 */
enum DependentPermission {
  LAMBDA_EDGE(
      Kind.LAMBDA_EDGE,
      "Lambda@Edge functions",
      Optional.of("the parameter AllowLambdaEdge=yes"),
      // The latter two may carry a *, as CloudFront's guide writes them.
      "lambda:GetFunction",
      "lambda:EnableReplication",
      "lambda:DisableReplication"),
  LEGACY_LOG_BUCKET(
      Kind.LEGACY_LOG_BUCKET,
      "standard logs (legacy) in a bucket",
      Optional.of("the log bucket's name%s in the parameter AllowLegacyLogBucket"),
      "s3:GetBucketAcl",
      "s3:PutBucketAcl"),
  WEB_ACL(Kind.WEB_ACL, "a web ACL", Optional.empty(), "wafv2:GetWebACL"),
  VPC_ORIGIN(Kind.VPC_ORIGIN, "a VPC origin", Optional.empty(), "cloudfront:GetVpcOrigin");

  private final Kind kind;
  private final String what;
  private final Optional<String> setting;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
  private final Set<String> actions;

  /**
   * @param setting has %s for the bucket's name, if it is about one
   */
  DependentPermission(Kind kind, String what, Optional<String> setting, String... actions) {
    this.kind = kind;
    this.what = what;
    this.setting = setting;
    this.actions = Set.of(actions);
  }

  /**
   * @param action may carry a {@code *}, or be the first of several in AWS's words
   */
  static Optional<DependentPermission> granting(String action) {
    String plain = action.replaceFirst("[* ].*", "");
    return Arrays.stream(values()).filter(each -> each.actions.contains(plain)).findFirst();
  }

  Kind kind() {
    return kind;
  }

  /** What a distribution has that CloudFront asks it for. */
  String what() {
    return what;
  }

  /** What to set so that the stack grants it; empty if it always does (template.yaml). */
  Optional<String> setting(DependentResources resources) {
    String bucket = resources.logBucket().map(name -> ", " + Quoted.plain(name) + ",").orElse("");
    return setting.map(words -> words.formatted(bucket));
  }

  /**
   * What the guard's role may lack for what an audit found, before CloudFront refuses a write;
   * empty where nothing that a list shows needs any.
   */
  static Optional<Step> needed(Report.Dependents dependents) {
    List<String> have =
        Stream.of(
                LAMBDA_EDGE.of(dependents.lambdaEdge()),
                WEB_ACL.of(dependents.webAcl()),
                VPC_ORIGIN.of(dependents.vpcOrigin()))
            .flatMap(Optional::stream)
            .toList();
    if (have.isEmpty()) {
      return Optional.empty();
    }
    String words =
        "First make sure that HTTPS Guard may update what is out of policy: "
            + String.join(", ", have)
            + ". Whoever updates such a distribution needs permissions on these. ";
    String logs =
        " The audit does not see standard logging (legacy): put the names of its buckets in the"
            + " parameter AllowLegacyLogBucket.";
    return Optional.of(
        dependents.lambdaEdge() > 0
            ? Step.of(
                words
                    + "For Lambda@Edge functions the stack grants them only with"
                    + " AllowLambdaEdge=yes (the command is for SAM CLI); for web ACLs and VPC"
                    + " origins it always does."
                    + logs,
                ReportSteps.DEPLOY + "AllowLambdaEdge=yes")
            : Step.of(words + "The stack always grants them." + logs));
  }

  private Optional<String> of(int number) {
    return number > 0
        ? Optional.of(number + (number == 1 ? " has " : " have ") + what)
        : Optional.empty();
  }
}
