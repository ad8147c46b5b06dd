package httpsguard.advice;

import httpsguard.distribution.Distributions;
import httpsguard.text.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The permission that HTTPS Guard lacks, by what AWS says or, failing that, by the config.
 *
 * @param because the rest of a sentence that says that a call was refused
 * @param step what grants it, and what else to look at
 */
record MissingPermission(String because, Step step) {
  private static final String ACTION =
      "([a-z][a-z0-9-]{1,31}:[A-Z][A-Za-z0-9]{2,63}\\*?)(?=[ ,.]|$)";

  /**
   * As IAM words it (IAM guide, troubleshoot_access-denied), and as CloudFront does for
   * Lambda@Edge, under more than one code (aws-cdk, issue 1474;
   * serverless-lambda-edge-pre-existing-cloudfront, issue 36).
   */
  private static final Pattern BY_IAM = Pattern.compile(" is not authorized to perform: " + ACTION);

  private static final Pattern BY_CLOUDFRONT = Pattern.compile(" add permission: " + ACTION);

  /**
   * As CloudFront words it for the log bucket (terraform-provider-aws, issue 3622); the rest of the
   * words may be cut off (distributed-load-testing-on-aws, issue 113).
   */
  private static final String NO_LOG_BUCKET =
      "permission to access the S3 bucket for CloudFront logs";

  private static final String OF_LOG_BUCKET = "s3:GetBucketAcl and s3:PutBucketAcl";

  /** As CloudFront words it for the web ACL (terraform, issue 17544). */
  private static final String NO_WEB_ACL = "Web ACL is not accessible by the requester";

  /** Where else to look, and who can; stands behind "its" or "the role's". */
  static final String BOUNDARY =
      " permissions boundary and the organization's service control policies. That is a job for"
          + " whoever runs HTTPS Guard (for service control policies, whoever manages the"
          + " organization): ask them.";

  private static final String ONCE_ALLOWED =
      " Once it is allowed, the next audit (every hour, unless set otherwise) tries again.";

  /** Empty if the refusal is another one, or nothing shows which permission it is about. */
  static Optional<MissingPermission> of(Distributions.Refusal refusal) {
    return named(refusal).map(action -> denied(action, refusal)).or(() -> guessed(refusal));
  }

  /** The action that AWS names, or means; two of them as AWS joins them. */
  private static Optional<String> named(Distributions.Refusal refusal) {
    String message = refusal.message().replaceAll("\\s+", " ");
    boolean byIam = refusal.code().startsWith("AccessDenied");
    Matcher named = (byIam ? BY_IAM : BY_CLOUDFRONT).matcher(message);
    if (named.find() || named.usePattern(BY_CLOUDFRONT).reset().find()) {
      return Optional.of(named.group(1));
    }
    if (message.contains(NO_LOG_BUCKET)
        || (message.contains("S3 bucket") && message.contains(OF_LOG_BUCKET))) {
      return Optional.of(OF_LOG_BUCKET);
    }
    return message.contains(NO_WEB_ACL) ? Optional.of("wafv2:GetWebACL") : Optional.empty();
  }

  private static MissingPermission denied(String action, Distributions.Refusal refusal) {
    String look =
        DependentPermission.granting(action)
            .map(
                permission ->
                    permission
                            .setting(refusal.dependentResources())
                            .map(
                                setting ->
                                    "deploy its stack with "
                                        + setting
                                        + ". If that is set already,")
                            .orElse(
                                "its stack grants that, so see that the stack is up to date. If it"
                                    + " is,")
                        + " look at its role's")
            .orElse("look at its role, the role's");
    return new MissingPermission(
        " because HTTPS Guard is denied " + action,
        Step.of("Let HTTPS Guard use " + action + ": " + look + BOUNDARY + ONCE_ALLOWED));
  }

  /** AWS names none, and the config has what some are asked for. */
  private static Optional<MissingPermission> guessed(Distributions.Refusal refusal) {
    List<DependentPermission> perhaps =
        Arrays.stream(DependentPermission.values())
            .filter(each -> refusal.dependentResources().kinds().contains(each.kind()))
            .filter(each -> Refusals.mayBeAbout(each, refusal))
            .toList();
    if (perhaps.isEmpty()) {
      return Optional.empty();
    }
    String guesses =
        perhaps.stream()
            .map(each -> guess(each, refusal))
            .collect(Collectors.joining("; and it has "));
    return Optional.of(
        new MissingPermission(
            ", perhaps because a permission is missing",
            Step.of(
                ("AWS does not say what is missing. A guess: the distribution has %s. If that is not"
                        + " it, look at the role of HTTPS Guard, its%s%s")
                    .formatted(guesses, BOUNDARY, ONCE_ALLOWED))));
  }

  private static String guess(DependentPermission permission, Distributions.Refusal refusal) {
    return permission.what()
        + ", for which whoever updates it needs permissions, and "
        + permission
            .setting(refusal.dependentResources())
            .map(setting -> "HTTPS Guard's stack grants them only with " + setting)
            .orElse("HTTPS Guard's stack grants them if it is up to date");
  }
}
