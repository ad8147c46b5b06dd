package httpsguard.cli;

import httpsguard.cli.Checked.Standing;
import java.io.PrintStream;
import java.util.List;

/** What a check came to, for people: the verdicts, and what would come of them. */
final class CheckText {
  /** Of more, one is to be picked. */
  private static final int MAX_PREVIEWS = 3;

  private final CheckConfigOptions options;
  private final PrintStream out;

  CheckText(CheckConfigOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  void print(ConfigCheck check) {
    for (Checked each : check.checked()) {
      if (options.isAllShown() || each.standing() != Standing.IN_POLICY) {
        verdicts(each);
      }
    }
    previews(check.checked().stream().filter(Checked::isWorthAPreview).toList());
    check
        .unread()
        .forEach(
            unread ->
                out.println(
                    TextFile.name(unread.file())
                        + " cannot be judged"
                        + (unread.isPart() ? " in full: " : ": ")
                        + unread.why()));
    out.printf(
        "Distributions judged: %d, with findings: %d, undecided: %d, exempt: %d, disabled: %d, in"
            + " policy: %d.%s%n",
        check.checked().size(),
        check.count(Standing.FINDINGS),
        check.count(Standing.UNDECIDED),
        check.count(Standing.EXEMPT),
        check.count(Standing.DISABLED),
        check.count(Standing.IN_POLICY),
        check.unread().isEmpty() ? "" : " Not judged: " + check.unread().size() + ".");
  }

  private void verdicts(Checked each) {
    out.println(ConfigPreview.verdicts(heading(each), each.assessment(), each.doubts()));
    if (each.isOutOfPolicy()) {
      each.doubts().aboutMode().forEach(words -> out.println("Note: " + words + "\n"));
    }
  }

  private static String heading(Checked each) {
    List<String> aliases = each.config().aliases();
    return each.name()
        + (aliases.isEmpty() ? "" : " (" + String.join(", ", aliases) + ")")
        + (each.assessment().enabled() ? "" : " (disabled: left alone)")
        + ", from "
        + TextFile.name(each.file());
  }

  private void previews(List<Checked> previews) {
    if (previews.size() > MAX_PREVIEWS) {
      out.println(
          previews.size()
              + " distributions are out of policy, or cannot be judged. To see what would come of"
              + " one, pick it with "
              + options.syntax().option("id")
              + ".\n");
      return;
    }
    previews.forEach(each -> out.println(preview(each).text()));
  }

  private ConfigPreview preview(Checked each) {
    return new ConfigPreview(
        each.name(),
        TextFile.name(each.file()),
        each.assessment(),
        options.policy().mode(each.subject(), options.mode()),
        each.config().kind(),
        each.doubts());
  }
}
