package httpsguard.cli;

import httpsguard.distribution.CliOutput;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.MalformedConfigException;
import httpsguard.notice.ConfigPreview;
import httpsguard.policy.Assessment;
import httpsguard.policy.Doubts;
import httpsguard.policy.Subject;
import httpsguard.policy.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges the distributions of some files, and shows the verdicts and what would come of them. */
final class ConfigCheck {
  /** Of more, one is to be picked. */
  private static final int MAX_PREVIEWS = 3;

  private final CheckConfigOptions options;
  private final PrintStream out;
  private final Clock clock;
  private final List<Checked> checked = new ArrayList<>();
  private int unreadable;

  /** One distribution with its verdicts. */
  private record Checked(
      Path file, DistributionConfig config, Subject subject, Assessment assessment) {
    String name() {
      return subject.distribution().map(DistributionId::value).orElse("a distribution");
    }

    boolean isOutOfPolicy() {
      return !assessment.open().isEmpty();
    }

    /** For certain. */
    boolean hasFindings() {
      return !assessment.findings().isEmpty() || isUnservable();
    }

    private boolean isUnservable() {
      return assessment.leftOpen().stream()
          .anyMatch(judged -> judged.verdict() instanceof Verdict.Unservable);
    }

    /** What is undecided of it may be in policy, and nothing else is out. */
    boolean isUndecided() {
      return isOutOfPolicy() && !hasFindings();
    }

    /** Whether there is more to say of it than what to tell so that it can be judged. */
    boolean isWorthAPreview() {
      return hasFindings() || !assessment.leftOpen().isEmpty();
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
    previews();
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
    Subject subject = new Subject(distribution.account().or(options::account), id, options.tags());
    LocalDate today = LocalDate.now(clock);
    Assessment assessment = options.policy().assess(distribution.config(), subject, today);
    Doubts doubts = new Doubts(options.policy(), subject, today);
    Checked judged = new Checked(file, distribution.config(), subject, assessment);
    checked.add(judged);
    out.println(
        ConfigPreview.verdicts(
            judged.name()
                + (assessment.enabled() ? "" : " (disabled: left alone)")
                + ", from "
                + file,
            assessment,
            doubts));
    if (judged.isOutOfPolicy()) {
      doubts.aboutMode().forEach(words -> out.println("Note: " + words + "\n"));
    }
  }

  private void previews() {
    List<Checked> previews = checked.stream().filter(Checked::isWorthAPreview).toList();
    if (previews.size() > MAX_PREVIEWS) {
      out.println(
          previews.size()
              + " distributions are out of policy, or cannot be judged. To see what would come of one,"
              + " pick it with -Did.\n");
      return;
    }
    previews.forEach(each -> out.println(preview(each).text()));
  }

  private ConfigPreview preview(Checked each) {
    return new ConfigPreview(
        each.name(),
        each.file().toString(),
        each.assessment(),
        options.policy().mode(each.subject(), options.mode()),
        each.config().kind(),
        options.tags());
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
