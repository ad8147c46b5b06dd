package httpsguard.advice;

import httpsguard.distribution.DependentResources;
import httpsguard.distribution.Distributions;
import httpsguard.text.Quoted;
import httpsguard.text.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The permission that HTTPS Guard lacks, by what AWS says or, failing that, by the config. */
public sealed interface MissingPermission {
  /** What grants it, and what else to look at. */
  Step step();

  /** The rest of a sentence that says that a call was refused. */
  String because();

  /** Empty if the refusal is another one, or nothing tells which permission it is about. */
  static Optional<MissingPermission> of(Distributions.Refusal refusal) {
    return Named.in(refusal)
        .<MissingPermission>map(named -> named)
        .or(() -> Guessed.from(refusal).map(guessed -> guessed));
  }

  /** Where else to look, behind whose. */
  String LOOK = " permissions boundary and the organization's service control policies";

  /**
   * AWS names it.
   *
   * @param action such as {@code lambda:GetFunction}; two of them as AWS joins them
   * @param of which of those that CloudFront asks for in the caller's name, if it is one
   */
  record Named(
      String action, Optional<DependentPermission> of, DependentResources dependentResources)
      implements MissingPermission {
    private static final String ACTION =
        "([a-z][a-z0-9-]{1,31}:[A-Z][A-Za-z0-9]{2,63}\\*?)(?=[ ,.]|$)";

    /**
     * As IAM words it (IAM guide, troubleshoot_access-denied), and as CloudFront does for
     * Lambda@Edge, under more than one code (aws-cdk, issue 1474;
     * serverless-lambda-edge-pre-existing-cloudfront, issue 36).
     */
    private static final Pattern BY_IAM =
        Pattern.compile(" is not authorized to perform: " + ACTION);

    private static final Pattern BY_CLOUDFRONT = Pattern.compile(" add permission: " + ACTION);

    /**
     * As CloudFront words it for the log bucket (terraform-provider-aws, issue 3622); the rest of
     * the words may be cut off (distributed-load-testing-on-aws, issue 113).
     */
    private static final String NO_LOG_BUCKET =
        "permission to access the S3 bucket for CloudFront logs";

    private static final String OF_LOG_BUCKET = "s3:GetBucketAcl and s3:PutBucketAcl";

    /** As CloudFront words it for the web ACL (terraform, issue 17544). */
    private static final String NO_WEB_ACL = "Web ACL is not accessible by the requester";

    static Optional<Named> in(Distributions.Refusal refusal) {
      String message = refusal.message().replaceAll("\\s+", " ");
      boolean byIam = refusal.code().startsWith("AccessDenied");
      Matcher named = (byIam ? BY_IAM : BY_CLOUDFRONT).matcher(message);
      if (named.find() || named.usePattern(BY_CLOUDFRONT).reset().find()) {
        return Optional.of(
            new Named(
                named.group(1),
                DependentPermission.granting(named.group(1)),
                refusal.dependentResources()));
      }
      if (message.contains(NO_LOG_BUCKET)
          || (message.contains("S3 bucket") && message.contains(OF_LOG_BUCKET))) {
        return Optional.of(of(OF_LOG_BUCKET, DependentPermission.LEGACY_LOG_BUCKET, refusal));
      }
      return message.contains(NO_WEB_ACL)
          ? Optional.of(of("wafv2:GetWebACL", DependentPermission.WEB_ACL, refusal))
          : Optional.empty();
    }

    private static Named of(
        String action, DependentPermission permission, Distributions.Refusal refusal) {
      return new Named(action, Optional.of(permission), refusal.dependentResources());
    }

    @Override
    public String because() {
      return " because AWS denies it " + action;
    }

    @Override
    public Step step() {
      String use = "Let HTTPS Guard use " + action + ": ";
      String after = ". Its next audit then tries again.";
      return Step.of(
          use + of.map(this::grant).orElse("look at its role, the role's") + LOOK + after);
    }

    private String grant(DependentPermission permission) {
      return permission
              .setting(bucket(dependentResources))
              .map(setting -> "deploy its stack with " + setting + ". If that is set already,")
              .orElse("its stack grants that, so see that the stack is up to date. If it is,")
          + " look at its role's";
    }
  }

  /** AWS names none, and the config has what some are asked for. */
  record Guessed(List<DependentPermission> perhaps, DependentResources dependentResources)
      implements MissingPermission {
    public Guessed {
      perhaps = List.copyOf(perhaps);
    }

    static Optional<Guessed> from(Distributions.Refusal refusal) {
      DependentResources resources = refusal.dependentResources();
      List<DependentPermission> perhaps =
          Arrays.stream(DependentPermission.values())
              .filter(each -> resources.kinds().contains(each.kind()))
              .filter(each -> Refusals.mayBeAbout(each, refusal))
              .toList();
      return perhaps.isEmpty() ? Optional.empty() : Optional.of(new Guessed(perhaps, resources));
    }

    @Override
    public String because() {
      return ", perhaps for want of a permission";
    }

    @Override
    public Step step() {
      return Step.of(
          "AWS does not say what is missing. A guess: the distribution has "
              + perhaps.stream().map(this::guess).collect(Collectors.joining("; and it has "))
              + ". If that is not it, look at the role of HTTPS Guard, its"
              + LOOK
              + ". Its next audit then tries again.");
    }

    private String guess(DependentPermission permission) {
      return permission.what()
          + ", for which CloudFront asks whoever updates it for permissions, and "
          + permission
              .setting(bucket(dependentResources))
              .map(setting -> "HTTPS Guard's stack grants them only with " + setting)
              .orElse("HTTPS Guard's stack grants them if it is up to date");
    }
  }

  private static Optional<String> bucket(DependentResources resources) {
    return resources.logBucket().map(Quoted::plain);
  }
}
