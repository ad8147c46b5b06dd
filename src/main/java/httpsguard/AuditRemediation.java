package httpsguard;

import httpsguard.ReportOutcome.Handled;
import httpsguard.audit.Report;
import httpsguard.audit.ReportedDistribution;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Works on reports: repairs what an audit found, one distribution at a time, and tells once.
 *
 * @param guard repairs each distribution as it does after a change
 * @param maxRepairs no report has more distributions written: more to write look like a mistake in
 *     the HTTPS policy, not like drift
 * @param interval from one audit to the next; empty where none are scheduled
 */
public record AuditRemediation(HttpsGuard guard, int maxRepairs, Optional<Duration> interval) {

  /** What reading, judging and writing one distribution may take. */
  private static final Duration FOR_ONE = Duration.ofSeconds(45);

  /**
   * Within which a change's event arrives, if it does (CloudTrail guide: 5 minutes, on average).
   */
  private static final Duration EVENTS_ARRIVE_WITHIN = Duration.ofMinutes(30);

  private static final Duration A_DAY = Duration.ofDays(1);

  /**
   * Brings the report's distributions into policy as far as time allows, and tells people.
   *
   * @param isRepeat whether the report was delivered before: an earlier try may then have repaired
   *     what cannot be looked at now, and told no one; so it is told
   * @return with {@link ReportOutcome#failed} those that could not be finished now, and may be
   *     later: the report is to be delivered again
   * @throws TryAgainException if people could not be told
   */
  public ReportOutcome handle(Report report, boolean isRepeat, TimeLeft timeLeft) {
    Duration forTelling = guard.notices().longest().multipliedBy(2);
    List<Handled> handled = repair(report, isRepeat, timeLeft.reserving(forTelling));
    ReportOutcome outcome =
        new ReportOutcome(
            report,
            handled,
            perhapsMissed(report, handled),
            isRepeat,
            overtakenAt(report, interval).map(guard.clock().instant()::isAfter).orElse(false));
    if (outcome.isTold()) {
      guard.notices().tell(outcome, timeLeft);
    }
    return outcome;
  }

  /**
   * When a later audit is due that looks at the same again; empty where none is scheduled.
   *
   * @param interval from one audit to the next
   */
  public static Optional<Instant> overtakenAt(Report report, Optional<Duration> interval) {
    return interval.map(between -> report.time().plus(report.isDaily() ? A_DAY : between));
  }

  /** In the report's order, which begins with another one each time. */
  private List<Handled> repair(Report report, boolean isRepeat, TimeLeft timeLeft) {
    RepairCap cap = new RepairCap(report, maxRepairs, A_DAY.plus(interval.orElse(A_DAY)), isRepeat);
    List<Handled> handled = new ArrayList<>();
    for (ReportedDistribution reported : report.toRepair()) {
      var trigger = new Trigger.Audited(report.account(), reported);
      Outcome.Concerning outcome =
          cap.holdsBack(reported)
              ? new Outcome.HeldBack(aboutUnread(trigger), Outcome.HeldBack.Why.TOO_MANY)
              : remediate(trigger, isRepeat, timeLeft);
      cap.count(reported, outcome);
      handled.add(new Handled(reported, outcome));
    }
    return handled;
  }

  private Outcome.Concerning remediate(
      Trigger.Audited trigger, boolean isRepeat, TimeLeft timeLeft) {
    if (timeLeft.remaining().compareTo(FOR_ONE) < 0) {
      return isRepeat
          ? new Outcome.Failed(
              aboutUnread(trigger), "no time was left; an earlier try may have repaired it")
          : new Outcome.HeldBack(aboutUnread(trigger), Outcome.HeldBack.Why.NO_TIME);
    }
    try {
      return guard.remediate(trigger, timeLeft);
    } catch (TryAgainException e) {
      // Something may have been written, and is then told by the next try.
      return new Outcome.Failed(aboutUnread(trigger), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // A bug that one of them meets must not keep people from hearing of the others.
      return new Outcome.Failed(aboutUnread(trigger), "a fault of HTTPS Guard: " + e);
    }
  }

  private List<ReportedDistribution> perhapsMissed(Report report, List<Handled> handled) {
    if (interval.isEmpty()) {
      return List.of();
    }
    Instant latest = report.time().minus(EVENTS_ARRIVE_WITHIN);
    // The daily report also tells of what no audit of that day told.
    Instant earliest =
        latest.minus(
            report.isDaily() ? Collections.max(List.of(A_DAY, interval.get())) : interval.get());
    return handled.stream()
        .filter(each -> isRepairable(each.outcome()))
        .map(Handled::found)
        .filter(
            found ->
                found
                    .lastModified()
                    .filter(time -> !time.isBefore(earliest) && time.isBefore(latest))
                    .isPresent())
        .toList();
  }

  /** Whether an event would have led to a repair, or may have. */
  private static boolean isRepairable(Outcome.Concerning outcome) {
    return outcome instanceof Outcome.Repaired
        || outcome instanceof Outcome.HeldBack
        || outcome instanceof Outcome.Failed
        || outcome instanceof Outcome.NotRepaired(var _, Outcome.NotRepaired.Obstacle.Refused _);
  }

  private static Outcome.About aboutUnread(Trigger.Audited trigger) {
    return new TriggerImpact.Found(trigger)
        .about(Optional.empty(), Optional.empty(), TagReader.Known.NOTHING);
  }
}
