package httpsguard.cli;

import httpsguard.cli.Checked.Standing;
import httpsguard.distribution.DistributionId;
import httpsguard.notice.ConfigVerdicts;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** What a check came to, for people: the verdicts, and the notices of the findings. */
final class CheckText {
  /** Of more, one is to be picked. */
  private static final int MAX_NOTICES = 3;

  private final CheckConfigOptions options;
  private final PrintStream out;
  private final Clock clock;

  CheckText(CheckConfigOptions options, PrintStream out, Clock clock) {
    this.options = options;
    this.out = out;
    this.clock = clock;
  }

  void print(ConfigCheck check) {
    for (Checked each : check.checked()) {
      if (options.isAllShown() || each.standing() != Standing.IN_POLICY) {
        verdicts(each);
      }
    }
    notices(check.checked().stream().filter(each -> each.standing() == Standing.FINDINGS).toList());
    check
        .unread()
        .forEach(unread -> out.println(unread.file() + " cannot be judged: " + unread.why()));
    out.printf(
        "Distributions judged: %d, with findings: %d, undecided: %d, exempt: %d, disabled: %d, in"
            + " policy: %d.%s%n",
        check.checked().size(),
        check.count(Standing.FINDINGS),
        check.count(Standing.UNDECIDED),
        check.count(Standing.EXEMPT),
        check.count(Standing.DISABLED),
        check.count(Standing.IN_POLICY),
        check.unread().isEmpty() ? "" : " Files not judged: " + check.unread().size() + ".");
  }

  private void verdicts(Checked each) {
    out.println(ConfigVerdicts.of(heading(each), each.assessment(), each.doubts()));
    if (each.isOutOfPolicy()) {
      each.notes().forEach(words -> out.println("Note: " + words + "\n"));
    }
  }

  private static String heading(Checked each) {
    List<String> aliases = each.distribution().config().aliases();
    return each.id().map(DistributionId::value).orElse("a distribution")
        + (aliases.isEmpty() ? "" : " (" + String.join(", ", aliases) + ")")
        + (each.assessment().enabled() ? "" : " (disabled: left alone)")
        + ", from "
        + each.file();
  }

  private void notices(List<Checked> findings) {
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
                    .orElseGet(() -> howToSeeTheNotice(each))));
  }

  private static String howToSeeTheNotice(Checked each) {
    List<String> missing = new ArrayList<>();
    if (each.id().isEmpty()) {
      missing.add("-Did");
    }
    if (each.account().isEmpty()) {
      missing.add("-Daccount");
    }
    return "To see the notice about it, say " + String.join(" and ", missing) + ".\n";
  }
}
