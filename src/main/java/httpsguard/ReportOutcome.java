package httpsguard;

import httpsguard.audit.Report;
import httpsguard.audit.ReportedDistribution;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came of a report.
 *
 * @param outcomes one for each distribution in it that was to be repaired, in the order in which
 *     they were looked at
 * @param perhapsMissed those whose last change is old enough for its event to have arrived, and
 *     young enough for the audit before not to have seen it
 */
public record ReportOutcome(
    Report report, List<Outcome.Concerning> outcomes, List<ReportedDistribution> perhapsMissed) {

  public ReportOutcome {
    outcomes = List.copyOf(outcomes);
    perhapsMissed = List.copyOf(perhapsMissed);
  }

  /** Whether people are told: of what is new by either purpose, of what stays by one only. */
  public boolean isTold() {
    return outcomes.stream().anyMatch(ReportOutcome::isNews)
        || (report.purpose().equals(Optional.of(Report.Purpose.REPORT)) && somethingStays());
  }

  /** Those that could not be brought to an end, and are tried again. */
  public List<Outcome.Failed> failed() {
    return outcomes.stream()
        .filter(Outcome.Failed.class::isInstance)
        .map(Outcome.Failed.class::cast)
        .toList();
  }

  /** How many distributions ended in each outcome. */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    for (Outcome.Concerning each : outcomes) {
      counts.merge(each.name(), 1, Integer::sum);
    }
    return counts;
  }

  private boolean somethingStays() {
    return !outcomes.isEmpty()
        || !report.distributions().isEmpty()
        || report.leftOut() > 0
        || report.totals().unreadable() > 0
        || !report.totals().complete();
  }

  private static boolean isNews(Outcome.Concerning outcome) {
    return switch (outcome) {
      case Outcome.Repaired _, Outcome.AlreadyBack _, Outcome.Gone _ -> true;
      case Outcome.InPolicy _,
          Outcome.WouldRepair _,
          Outcome.Exempt _,
          Outcome.Disabled _,
          Outcome.NotRepaired _,
          Outcome.HeldBack _,
          Outcome.Failed _ ->
          false;
    };
  }
}
