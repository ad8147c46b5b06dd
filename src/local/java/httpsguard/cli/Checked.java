package httpsguard.cli;

import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionId;
import httpsguard.policy.Assessment;
import httpsguard.policy.Doubts;
import httpsguard.policy.Subject;
import httpsguard.policy.Verdict;
import java.nio.file.Path;
import java.util.Locale;

/** One distribution with its verdicts. */
record Checked(
    Path file, DistributionConfig config, Subject subject, Assessment assessment, Doubts doubts) {

  /** What a distribution is counted as, in the order in which they are shown. */
  enum Standing {
    FINDINGS,
    UNDECIDED,
    EXEMPT,
    DISABLED,
    IN_POLICY;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  Standing standing() {
    if (!assessment.enabled()) {
      return Standing.DISABLED;
    }
    if (!assessment.findings().isEmpty() || isUnservable()) {
      return Standing.FINDINGS;
    }
    if (isOutOfPolicy()) {
      return Standing.UNDECIDED;
    }
    return assessment.exempt().isEmpty() ? Standing.IN_POLICY : Standing.EXEMPT;
  }

  private boolean isUnservable() {
    return assessment.leftOpen().stream()
        .anyMatch(judged -> judged.verdict() instanceof Verdict.Unservable);
  }

  /** For certain, or perhaps. */
  boolean isOutOfPolicy() {
    return !assessment.open().isEmpty();
  }

  /** Whether there is more to say of it than what to tell so that it can be judged. */
  boolean isWorthAPreview() {
    return standing() == Standing.FINDINGS || !assessment.leftOpen().isEmpty();
  }

  String name() {
    return subject.distribution().map(DistributionId::value).orElse("A distribution");
  }
}
