package httpsguard.advice;

import httpsguard.distribution.Distributions;
import httpsguard.text.Step;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What AWS's refusals mean for whoever has to act on them. */
public final class Refusals {
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

  private Refusals() {}

  /** What lets the guard do it the next time. */
  public static Step cure(Distributions.Refusal refusal) {
    if (isStale(refusal)) {
      return ASK_ABOUT_THE_ETAG;
    }
    if (isAboutTheAccount(refusal)) {
      return ASK_SUPPORT;
    }
    return MissingPermission.of(refusal)
        .map(MissingPermission::step)
        .orElseGet(() -> resolve(isAboutAccess(refusal)));
  }

  /** The rest of a sentence that says that a call was refused, and what trying again would do. */
  public static String because(Distributions.Refusal refusal) {
    if (isStale(refusal)) {
      return ": CloudFront says each time that someone has changed the distribution in the"
          + " meantime, but no one has. HTTPS Guard tried twice, and trying again would not help.";
    }
    Optional<MissingPermission> missing = MissingPermission.of(refusal);
    return missing.map(MissingPermission::because).orElse("")
        + ". Trying again would not help, so HTTPS Guard did not try again.";
  }

  /** Whether it may be due to a missing one that AWS does not name. */
  static boolean mayBeAbout(DependentPermission permission, Distributions.Refusal refusal) {
    boolean isItsCode =
        permission == DependentPermission.WEB_ACL && refusal.code().equals("InvalidWebACLId");
    return isItsCode || isAboutAccess(refusal);
  }

  private static Step resolve(boolean isAboutAccess) {
    return Step.of(
        ("So that HTTPS Guard can do it: resolve what the error names.%s The next audit of all"
                + " distributions then tries again, and so does any change to the distribution.")
            .formatted(
                isAboutAccess
                    ? " For AccessDenied, look at the role of HTTPS Guard, its"
                        + MissingPermission.BOUNDARY
                    : ""));
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
