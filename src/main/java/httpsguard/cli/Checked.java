package httpsguard.cli;

import httpsguard.distribution.CliOutput;
import httpsguard.distribution.DistributionId;
import httpsguard.policy.Assessment;
import httpsguard.policy.Doubts;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.Subject;
import httpsguard.policy.Unknown;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One distribution with its verdicts.
 *
 * @param doubts by precedence: why a verdict is not certain
 * @param notes what else may decide
 */
record Checked(
    Path file,
    CliOutput.Described distribution,
    Subject subject,
    Optional<Map<String, String>> tags,
    Assessment assessment,
    Map<Integer, List<String>> doubts,
    List<String> notes) {
  /** Stands for an id that is not known: no rule can name it. */
  private static final DistributionId NO_ID = new DistributionId("00000");

  /** What a distribution is counted as, in the order in which they are shown. */
  enum Standing {
    FINDINGS("findings"),
    UNDECIDED("undecided"),
    EXEMPT("exempt"),
    DISABLED("disabled"),
    IN_POLICY("in-policy");

    private final String word;

    Standing(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  static Checked of(
      Path file,
      CliOutput.Described distribution,
      Optional<DistributionId> id,
      CheckConfigOptions options,
      LocalDate today) {
    Optional<String> account = distribution.account().or(options::account);
    Optional<Map<String, String>> tags = distribution.tags().or(() -> options.tags(id));
    Subject subject = new Subject(account.orElse(""), id.orElse(NO_ID), tags);
    Assessment assessment = options.policy().assess(distribution.config(), subject, today);
    Doubts doubts =
        new Doubts(
            options.policy(),
            subject,
            new Unknown(account.isEmpty(), id.isEmpty(), tags.isEmpty()),
            today);
    return new Checked(
        file,
        distribution,
        subject,
        tags,
        assessment,
        doubts(assessment, doubts),
        doubts.aboutMode());
  }

  private static Map<Integer, List<String>> doubts(Assessment assessment, Doubts doubts) {
    Map<Integer, List<String>> byPrecedence = new TreeMap<>();
    if (!assessment.enabled()) {
      return byPrecedence;
    }
    for (JudgedBehavior judged : assessment.behaviors()) {
      List<String> why =
          judged.isFinding() || judged.isExempt() ? doubts.about(judged.behavior()) : List.of();
      if (!why.isEmpty()) {
        byPrecedence.put(judged.behavior().precedence(), why);
      }
    }
    return byPrecedence;
  }

  Standing standing() {
    if (!assessment.enabled()) {
      return Standing.DISABLED;
    }
    if (assessment.findings().stream()
        .anyMatch(judged -> !doubts.containsKey(judged.behavior().precedence()))) {
      return Standing.FINDINGS;
    }
    if (!doubts.isEmpty()) {
      return Standing.UNDECIDED;
    }
    return assessment.behaviors().stream().anyMatch(JudgedBehavior::isExempt)
        ? Standing.EXEMPT
        : Standing.IN_POLICY;
  }

  /** For certain, or perhaps. */
  boolean isOutOfPolicy() {
    return standing() == Standing.FINDINGS || standing() == Standing.UNDECIDED;
  }

  Optional<DistributionId> id() {
    return Optional.of(subject.distribution()).filter(id -> !id.equals(NO_ID));
  }

  Optional<String> account() {
    return Optional.of(subject.account()).filter(account -> !account.isEmpty());
  }

  boolean isNamed() {
    return id().isPresent() && account().isPresent();
  }
}
