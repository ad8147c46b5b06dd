package httpsguard.advice;

import httpsguard.Outcome;
import httpsguard.ReportOutcome;
import httpsguard.audit.Report;
import httpsguard.audit.ReportedDistribution.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How many distributions of a report ended how, in words. */
public record ReportCounts(ReportOutcome outcome) {
  /** The outcomes, the gravest first. */
  static final List<Map.Entry<String, String>> WORDS =
      List.of(
          Map.entry("HeldBack", "held back"),
          Map.entry("NotRepaired", "NOT repaired"),
          Map.entry("Failed", "failed"),
          Map.entry("Repaired", "repaired"),
          Map.entry("AlreadyBack", "in policy again"),
          Map.entry("InPolicy", "in policy"),
          Map.entry("Gone", "gone"),
          Map.entry("WouldRepair", "in mode notify"),
          Map.entry("Exempt", "exempt"),
          Map.entry("Disabled", "disabled now"));

  /** How many ended in this outcome. */
  public int of(String name) {
    return outcome.counts().getOrDefault(name, 0);
  }

  /** All that there are. */
  public List<String> gravestFirst() {
    List<String> words = handled();
    add(words, outcome.report().leftOut(), "left out");
    add(words, outcome.report().totals().unreadable(), "not judged");
    if (outcome.report().isDaily()) {
      words.addAll(ofThoseLeftAlone());
    }
    return words;
  }

  /** The numbers add up to those that were to be repaired. */
  public List<String> ofThoseToRepair() {
    List<String> words = handled();
    add(words, outcome.report().allToRepair() - outcome.handled().size(), "left out of the report");
    return words;
  }

  public List<String> ofThoseLeftAlone() {
    List<String> words = new ArrayList<>();
    Report.Totals totals = outcome.report().totals();
    add(words, totals.of(Standing.UNSERVABLE), "that would fail over HTTPS");
    add(words, totals.of(Standing.NOTIFY_ONLY), "in mode notify");
    add(words, totals.of(Standing.EXEMPT), "exempt");
    add(words, totals.of(Standing.DISABLED), "disabled");
    return words;
  }

  public int heldBack(Outcome.HeldBack.Why why) {
    return (int)
        outcome.outcomes(Outcome.HeldBack.class).stream().filter(held -> held.why() == why).count();
  }

  private List<String> handled() {
    List<String> words = new ArrayList<>();
    WORDS.forEach(each -> add(words, of(each.getKey()), each.getValue()));
    return words;
  }

  private static void add(List<String> words, int number, String word) {
    if (number > 0) {
      words.add(number + " " + word);
    }
  }
}
