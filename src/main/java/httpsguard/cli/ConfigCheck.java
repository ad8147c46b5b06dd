package httpsguard.cli;

import httpsguard.distribution.CliOutput;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.MalformedConfigException;
import httpsguard.notice.ConfigVerdicts;
import httpsguard.policy.Assessment;
import httpsguard.policy.Doubts;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.Subject;
import httpsguard.policy.Unknown;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Judges the distributions of some files, and shows the verdicts and the notices. */
final class ConfigCheck {
  /** Stands for an id that is not known: no rule can name it. */
  private static final DistributionId NO_ID = new DistributionId("00000");

  /** Of more, one is to be picked. */
  private static final int MAX_NOTICES = 3;

  private final CheckConfigOptions options;
  private final PrintStream out;
  private final Clock clock;
  private final List<Checked> checked = new ArrayList<>();
  private int unreadable;

  /** One distribution with its verdicts. */
  record Checked(
      CliOutput.Described distribution,
      Assessment assessment,
      Map<Integer, List<String>> doubts,
      Subject subject) {
    boolean isNamed() {
      return !subject.account().isEmpty() && !subject.distribution().equals(NO_ID);
    }

    boolean isOutOfPolicy() {
      return hasFindings() || isUndecided();
    }

    /** For certain. */
    boolean hasFindings() {
      return assessment.findings().stream()
          .anyMatch(judged -> !doubts.containsKey(judged.behavior().precedence()));
    }

    /** What is undecided of it may be in policy, and nothing else is out. */
    boolean isUndecided() {
      return !hasFindings() && !doubts.isEmpty();
    }

    String howToSeeTheNotice() {
      List<String> options = new ArrayList<>();
      if (subject.distribution().equals(NO_ID)) {
        options.add("-Did");
      }
      if (subject.account().isEmpty()) {
        options.add("-Daccount");
      }
      return "To see the notice about it, say " + String.join(" and ", options) + ".\n";
    }
  }

  ConfigCheck(CheckConfigOptions options, PrintStream out, Clock clock) {
    this.options = options;
    this.out = out;
    this.clock = clock;
  }

  int run() {
    for (Path file : files()) {
      check(file);
    }
    if (checked.isEmpty() && unreadable == 0) {
      out.println(
          options.config()
              + " has no distribution"
              + options.id().map(id -> " of the id " + id).orElse("")
              + ".");
      return CheckConfig.UNREADABLE;
    }
    notices();
    return total();
  }

  private List<Path> files() {
    try {
      return ConfigFiles.in(options.config());
    } catch (IOException e) {
      throw new IllegalArgumentException(options.config() + " cannot be read: " + e, e);
    }
  }

  private void check(Path file) {
    try {
      CliOutput output = ConfigFiles.read(file);
      for (CliOutput.Described distribution : output.distributions()) {
        Optional<DistributionId> id = distribution.id().or(() -> ConfigFiles.idInName(file));
        if (options.id().isEmpty() || id.isEmpty() || id.equals(options.id())) {
          judge(file, distribution, id.or(options::id));
        }
      }
      if (!output.isComplete()) {
        unreadable++;
        out.println(file + ": the list goes on; print all of it (without --max-items)");
      }
    } catch (MalformedConfigException | IOException e) {
      unreadable++;
      out.println(file + " cannot be judged: " + e.getMessage());
    }
  }

  private void judge(Path file, CliOutput.Described distribution, Optional<DistributionId> id) {
    Optional<String> account = distribution.account().or(options::account);
    Subject subject = new Subject(account.orElse(""), id.orElse(NO_ID), options.tags());
    LocalDate today = LocalDate.now(clock);
    Assessment assessment = options.policy().assess(distribution.config(), subject, today);
    Doubts doubts =
        new Doubts(
            options.policy(),
            subject,
            new Unknown(account.isEmpty(), id.isEmpty(), options.tags().isEmpty()),
            today);
    Checked judged = new Checked(distribution, assessment, doubts(assessment, doubts), subject);
    checked.add(judged);
    String name = id.map(DistributionId::value).orElse("a distribution");
    out.println(
        ConfigVerdicts.of(
            name + (assessment.enabled() ? "" : " (disabled: left alone)") + ", from " + file,
            assessment,
            judged.doubts()));
    if (judged.isOutOfPolicy()) {
      doubts.aboutMode().forEach(words -> out.println("Note: " + words + "\n"));
    }
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

  private void notices() {
    List<Checked> findings = checked.stream().filter(Checked::hasFindings).toList();
    if (findings.isEmpty()) {
      return;
    }
    out.println("Nothing was changed: this only reads files.");
    if (findings.size() > MAX_NOTICES) {
      out.println(
          findings.size()
              + " distributions have findings. To see the notice about one, pick it with -Did.\n");
      return;
    }
    findings.forEach(
        each ->
            out.println(
                ConfigNotice.of(each, options, clock)
                    .map(notice -> "The guard would send this notice:\n\n" + notice)
                    .orElseGet(() -> each.howToSeeTheNotice())));
  }

  private int total() {
    out.printf(
        "Distributions judged: %d, with findings: %d, undecided: %d.%s%n",
        checked.size(),
        checked.stream().filter(Checked::hasFindings).count(),
        checked.stream().filter(Checked::isUndecided).count(),
        unreadable == 0 ? "" : " Files not judged: " + unreadable + ".");
    if (unreadable > 0) {
      return CheckConfig.UNREADABLE;
    }
    return checked.stream().anyMatch(Checked::isOutOfPolicy)
        ? CheckConfig.OUT_OF_POLICY
        : CheckConfig.IN_POLICY;
  }
}
