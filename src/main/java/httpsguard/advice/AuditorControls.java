package httpsguard.advice;

import httpsguard.policy.Assessment;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.Verdict;
import java.util.List;

/**
 * The controls that auditors know by name: Security Hub's CloudFront.3 and AWS Config's rule {@code
 * cloudfront-viewer-policy-https}. Both fail a distribution if any of its cache behaviors, S3 or
 * not, is on {@code allow-all} (Security Hub guide, CloudFront controls; AWS Config guide).
 */
public final class AuditorControls {
  private static final String NAMES =
      "Security Hub CloudFront.3 and AWS Config cloudfront-viewer-policy-https";

  private final List<JudgedBehavior> findings;
  private final List<JudgedBehavior> others;
  private final List<JudgedBehavior> unknown;

  public AuditorControls(Assessment assessment) {
    List<JudgedBehavior> failing =
        assessment.behaviors().stream()
            .filter(judged -> judged.behavior().viewerProtocolPolicy().servesHttp())
            .toList();
    findings = failing.stream().filter(JudgedBehavior::mayBeFinding).toList();
    others = failing.stream().filter(judged -> !judged.mayBeFinding()).toList();
    unknown =
        assessment.behaviors().stream()
            .filter(judged -> !judged.behavior().viewerProtocolPolicy().isKnown())
            .toList();
  }

  /** Whether the answer is known: an unknown viewer protocol policy may satisfy them or not. */
  public boolean areKnown() {
    return unknown.isEmpty();
  }

  /** Whether the distribution satisfies the controls as it was judged. */
  public boolean areSatisfied() {
    return findings.isEmpty() && others.isEmpty();
  }

  /** Whether it does once the findings are repaired. */
  public boolean areSatisfiedByRepair() {
    return others.isEmpty();
  }

  /** Where the findings were repaired. */
  public String afterRepair() {
    if (!areKnown()) {
      return notKnown();
    }
    return others.isEmpty()
        ? "For auditors: now that it is repaired, the distribution satisfies " + NAMES + "."
        : "For auditors: the distribution still fails " + NAMES + ", because of " + reasons() + ".";
  }

  /** Where nothing was changed. */
  public String unchanged() {
    if (!areKnown()) {
      return notKnown();
    }
    if (areSatisfied()) {
      return "For auditors: the distribution satisfies " + NAMES + ".";
    }
    String fails = "For auditors: the distribution fails " + NAMES;
    if (others.isEmpty()) {
      return fails + ". Once repaired, it will satisfy them.";
    }
    return findings.isEmpty()
        ? fails + ", because of " + reasons() + "."
        : fails + ". It will still fail once repaired, because of " + reasons() + ".";
  }

  private String notKnown() {
    return ("For auditors: whether the distribution satisfies %s is not known here, because"
            + " of the viewer protocol policy of %s.")
        .formatted(NAMES, Labels.of(unknown));
  }

  private String reasons() {
    return "cache behaviors on allow-all that HTTPS Guard leaves alone: "
        + Labels.list(others, judged -> Labels.of(judged.behavior()) + " (" + reason(judged) + ")");
  }

  private static String reason(JudgedBehavior judged) {
    return switch (judged.verdict()) {
      case Verdict.NotS3() -> Labels.notS3(judged);
      case Verdict.Exempt _ -> "exempt";
      case Verdict.Unservable _ -> "fails over HTTPS";
      case Verdict.Unjudgeable _ -> "not judged";
      case Verdict.InPolicy _, Verdict.Finding _, Verdict.Undecided _ -> "in the HTTPS policy";
    };
  }
}
