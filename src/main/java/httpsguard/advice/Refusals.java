package httpsguard.advice;

import httpsguard.distribution.Distributions;
import httpsguard.text.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What AWS's refusals mean for whoever has to act on them. */
public final class Refusals {
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

  private static final Step ASK_SUPPORT =
      Step.of(
          "Do what the error says. It is about the AWS account, not about HTTPS Guard's role; AWS"
              + " Support can say more. The next audit of all distributions then tries again.");

  private static final Step ASK_ABOUT_THE_ETAG =
      Step.of(
          "Set the viewer protocol policy by hand. If CloudFront refuses that as well, contact AWS"
              + " Support with the request id. The next audit of all distributions tries again.");

  /** AWS reports trouble with the account as AccessDenied, too (aws-cdk-examples, issue 279). */
  private static final Pattern ABOUT_THE_ACCOUNT =
      Pattern.compile(
          "\\baccount (?:must be verified|is (?:suspended|blocked|not active|closed))\\b"
              + "|\\bcontact (?:AWS|Amazon) (?:Web Services )?(?:Customer )?Support\\b",
          Pattern.CASE_INSENSITIVE);

  /** A missing origin access identity or control is not about permissions. */
  private static final Pattern ABOUT_ACCESS =
      Pattern.compile(
          "\\b(?:(?<!origin )access|permissions?|authori[sz]ed|denied)\\b",
          Pattern.CASE_INSENSITIVE);

  /** Of a log bucket: a setting of the bucket, whoever asks (aws-lex-web-ui, issue 515). */
  private static final String NO_ACLS = "does not enable ACL access";

  private static final Set<String> STALE = Set.of("PreconditionFailed", "InvalidIfMatchVersion");

  /** Where else to look, and who can; stands behind "its" or "the role's". */
  private static final String BOUNDARY =
      " permissions boundary and the organization's service control policies. That is a job for"
          + " whoever runs HTTPS Guard (for service control policies, whoever manages the"
          + " organization): ask them.";

  private static final String ONCE_ALLOWED =
      " Once it is allowed, the next audit (every hour, unless set otherwise) tries again.";

  private Refusals() {}

  /** What lets the guard do it the next time. */
  public static Step cure(Distributions.Refusal refusal) {
    if (isStale(refusal)) {
      return ASK_ABOUT_THE_ETAG;
    }
    if (isAboutTheAccount(refusal)) {
      return ASK_SUPPORT;
    }
    Optional<String> denied = deniedAction(refusal);
    if (denied.isPresent()) {
      return allow(denied.get(), refusal);
    }
    List<DependentPermission> perhaps = perhapsMissing(refusal);
    return perhaps.isEmpty() ? resolve(isAboutAccess(refusal)) : allowOneOf(perhaps, refusal);
  }

  /** The rest of a sentence that says that a call was refused, and what trying again would do. */
  public static String because(Distributions.Refusal refusal) {
    if (isStale(refusal)) {
      return ": CloudFront says each time that someone has changed the distribution in the"
          + " meantime, but no one has. HTTPS Guard tried twice, and trying again would not help.";
    }
    String guess =
        perhapsMissing(refusal).isEmpty() ? "" : ", perhaps because a permission is missing";
    return deniedAction(refusal).map(" because HTTPS Guard is denied "::concat).orElse(guess)
        + ". Trying again would not help, so HTTPS Guard did not try again.";
  }

  /** The action that AWS names, or means; two of them as AWS joins them. */
  private static Optional<String> deniedAction(Distributions.Refusal refusal) {
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

  private static Step allow(String action, Distributions.Refusal refusal) {
    Optional<DependentPermission> known = DependentPermission.granting(action);
    String look =
        known
            .flatMap(permission -> permission.setting(refusal.dependentResources()))
            .map("deploy its stack with %s. If that is set already, look at its role's"::formatted)
            .orElse(
                known.isPresent()
                    ? "its stack grants that, so see that the stack is up to date. If it is, look at"
                        + " its role's"
                    : "look at its role, the role's");
    return Step.of("Let HTTPS Guard use " + action + ": " + look + BOUNDARY + ONCE_ALLOWED);
  }

  /** By the config, where AWS names none. */
  private static List<DependentPermission> perhapsMissing(Distributions.Refusal refusal) {
    boolean isAboutWebAcl = refusal.code().equals("InvalidWebACLId");
    return Arrays.stream(DependentPermission.values())
        .filter(each -> refusal.dependentResources().kinds().contains(each.kind()))
        .filter(
            each ->
                isAboutAccess(refusal) || (isAboutWebAcl && each == DependentPermission.WEB_ACL))
        .toList();
  }

  private static Step allowOneOf(List<DependentPermission> perhaps, Distributions.Refusal refusal) {
    String guesses =
        perhaps.stream()
            .map(
                each ->
                    each.what()
                        + ", for which whoever updates it needs permissions, and HTTPS Guard's"
                        + " stack grants them "
                        + each.setting(refusal.dependentResources())
                            .map("only with "::concat)
                            .orElse("if it is up to date"))
            .collect(Collectors.joining("; and it has "));
    return Step.of(
        ("AWS does not say what is missing. A guess: the distribution has %s. If that is not it,"
                + " look at the role of HTTPS Guard, its%s%s")
            .formatted(guesses, BOUNDARY, ONCE_ALLOWED));
  }

  private static Step resolve(boolean isAboutAccess) {
    String look =
        isAboutAccess ? " For AccessDenied, look at the role of HTTPS Guard, its" + BOUNDARY : "";
    return Step.of(
        ("So that HTTPS Guard can do it: resolve what the error names.%s The next audit of all"
                + " distributions then tries again, and so does any change to the distribution.")
            .formatted(look));
  }

  private static boolean isStale(Distributions.Refusal refusal) {
    return STALE.contains(refusal.code());
  }

  private static boolean isAboutTheAccount(Distributions.Refusal refusal) {
    return ABOUT_THE_ACCOUNT.matcher(refusal.message()).find();
  }

  private static boolean isAboutAccess(Distributions.Refusal refusal) {
    return !isAboutTheAccount(refusal)
        && !isStale(refusal)
        && !refusal.message().contains(NO_ACLS)
        && (refusal.code().startsWith("AccessDenied")
            || ABOUT_ACCESS.matcher(refusal.message()).find());
  }
}
