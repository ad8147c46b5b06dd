package httpsguard;

import httpsguard.audit.Report;
import httpsguard.audit.ReportedDistribution;
import httpsguard.audit.ReportedDistribution.Standing;
import httpsguard.policy.Assessment;
import httpsguard.policy.JudgedBehavior;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of a report.
 *
 * @param handled each distribution in it that was to be repaired, in the order in which they were
 *     looked at
 * @param perhapsMissed those whose last change is old enough for its event to have arrived, and
 *     young enough for the audit before not to have seen it
 * @param isRepeat whether an earlier try may have repaired some of them, and died before it told
 * @param isOvertaken whether a later audit was due: how many there are of a kind is no news any
 *     more
 */
public record ReportOutcome(
    Report report,
    List<Handled> handled,
    List<ReportedDistribution> perhapsMissed,
    boolean isRepeat,
    boolean isOvertaken) {

  /**
   * What came of one distribution.
   *
   * @param found as the audit reported it
   */
  public record Handled(ReportedDistribution found, Outcome.Concerning outcome) {
    /** Whether it stays open until somebody acts, or a part of it. */
    boolean isLeftOpen() {
      return outcome instanceof Outcome.NotRepaired
          || (outcome instanceof Outcome.Repaired(var _, var found, var _)
              && !found.leftOpen().isEmpty());
    }

    private boolean isNews() {
      return outcome instanceof Outcome.PutRight || isPartlyPutRight();
    }

    /**
     * Whether a part of what the audit found is right again beside what stays as it is: repaired by
     * this guard perhaps, which then died before it told.
     */
    public boolean isPartlyPutRight() {
      return switch (outcome) {
        case Outcome.NotRepaired(var _, Outcome.NotRepaired.Obstacle.LeftOpen(var live, var _)) ->
            !found.isDriftWithin(open(live));
        case Outcome.Disabled(var _, var live) -> !found.isDriftWithin(open(live));
        case Outcome.Concerning _ -> false;
      };
    }

    /** In force or not. */
    private static Set<String> open(Assessment live) {
      return live.behaviors().stream()
          .filter(JudgedBehavior::isOpen)
          .map(judged -> judged.behavior().label())
          .collect(Collectors.toSet());
    }
  }

  public ReportOutcome {
    handled = List.copyOf(handled);
    perhapsMissed = List.copyOf(perhapsMissed);
  }

  /** Whether people are told: of what is new by either purpose, of what stays by one only. */
  public boolean isTold() {
    return handled.stream().anyMatch(Handled::isNews)
        || (isRepeat && !failed().isEmpty())
        || (report.isDaily() && somethingStays());
  }

  /** Those that could not be finished, and are tried again. */
  public List<Outcome.Failed> failed() {
    return outcomes(Outcome.Failed.class);
  }

  /** The outcomes of a kind, in the order in which the distributions were looked at. */
  public <T extends Outcome.Concerning> List<T> outcomes(Class<T> kind) {
    return handled.stream().map(Handled::outcome).filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * How many distributions of the account stay open until somebody acts: what CloudFront refuses,
   * what a repair would break, and what cannot be judged.
   */
  public int leftOpen() {
    return (int) handled.stream().filter(Handled::isLeftOpen).count()
        + report.totals().of(Standing.UNSERVABLE)
        + report.totals().unreadable();
  }

  /** How many distributions ended in each outcome. */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    for (Handled each : handled) {
      counts.merge(each.outcome().name(), 1, Integer::sum);
    }
    return counts;
  }

  private boolean somethingStays() {
    return !handled.isEmpty()
        || !report.distributions().isEmpty()
        || report.leftOut() > 0
        || report.totals().unreadable() > 0
        || !report.totals().complete();
  }
}
