package httpsguard.advice;

import httpsguard.distribution.DependentResources;
import httpsguard.distribution.DependentResources.Kind;
import httpsguard.text.Quoted;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Permissions that whoever updates a distribution needs for something beside it (CloudFront guide,
 * "Required permissions" of Lambda@Edge and of standard logging; service authorization reference,
 * {@code UpdateDistribution}). docs/permissions.md has the same.
 */
enum DependentPermission {
  LAMBDA_EDGE(
      Kind.LAMBDA_EDGE,
      "Lambda@Edge functions",
      Optional.of("AllowLambdaEdge=yes"),
      // The latter two may carry a *, as CloudFront's guide writes them.
      "lambda:GetFunction",
      "lambda:EnableReplication",
      "lambda:DisableReplication"),
  LEGACY_LOG_BUCKET(
      Kind.LEGACY_LOG_BUCKET,
      "standard logs (legacy) in a bucket",
      Optional.of("AllowLegacyLogBucket"),
      "s3:GetBucketAcl",
      "s3:PutBucketAcl"),
  WEB_ACL(Kind.WEB_ACL, "a web ACL", Optional.empty(), "wafv2:GetWebACL"),
  VPC_ORIGIN(Kind.VPC_ORIGIN, "a VPC origin", Optional.empty(), "cloudfront:GetVpcOrigin");

  private final Kind kind;
  private final String what;
  private final Optional<String> parameter;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
  private final Set<String> actions;

  DependentPermission(Kind kind, String what, Optional<String> parameter, String... actions) {
    this.kind = kind;
    this.what = what;
    this.parameter = parameter;
    this.actions = Set.of(actions);
  }

  static Optional<DependentPermission> granting(String action) {
    String plain = action.endsWith("*") ? action.substring(0, action.length() - 1) : action;
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
    return parameter.map(
        name ->
            this == LEGACY_LOG_BUCKET
                ? "the log bucket's name%s in the parameter %s"
                    .formatted(
                        resources
                            .logBucket()
                            .map(bucket -> ", " + Quoted.plain(bucket) + ",")
                            .orElse(""),
                        name)
                : "the parameter " + name);
  }
}
