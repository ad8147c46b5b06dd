package httpsguard.audit;

import httpsguard.distribution.DependentResources;
import httpsguard.policy.Mode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what an audit finds, counts everything and keeps what there is room for. */
final class ReportBuilder {
  private static final int MAX_UNREADABLE = 20;

  /** For the guard, which reads each distribution itself: so every one has room in a report. */
  private static final int MAX_ALIASES = 5;

  private static final int MAX_BEHAVIORS = 50;

  /** About what JSON takes for the names of the fields, in characters. */
  private static final int FRAME = 160;

  private final Optional<Report.Purpose> purpose;
  private final LocalDate today;
  private final int room;
  private final Map<ReportedDistribution.Standing, Integer> counts =
      new EnumMap<>(ReportedDistribution.Standing.class);
  private final Map<DependentResources.Kind, Integer> dependents =
      new EnumMap<>(DependentResources.Kind.class);
  private final List<ReportedDistribution> toRepair = new ArrayList<>();
  private final Deque<ReportedDistribution> others = new ArrayDeque<>();
  private final List<Report.Unreadable> unreadable = new ArrayList<>();
  private int unreadableCount;
  private int audited;
  private int wanted;
  private int taken;

  ReportBuilder(Optional<Report.Purpose> purpose, LocalDate today, int room) {
    this.purpose = purpose;
    this.today = today;
    this.room = room;
  }

  void count() {
    audited++;
  }

  void add(Report.Unreadable distribution) {
    unreadableCount++;
    if (unreadable.size() < MAX_UNREADABLE) {
      unreadable.add(distribution);
    }
  }

  /**
   * @param resources what a write to it may need permissions on
   */
  void add(ReportedDistribution found, DependentResources resources) {
    if (found.standing().isOutOfPolicy()) {
      resources.kinds().forEach(kind -> dependents.merge(kind, 1, Integer::sum));
    }
    add(found);
  }

  void add(ReportedDistribution found) {
    var _ = counts.merge(found.standing(), 1, Integer::sum);
    if (!isWanted(found)) {
      return;
    }
    wanted++;
    ReportedDistribution distribution =
        purpose.isPresent() ? found.shortened(MAX_ALIASES, MAX_BEHAVIORS) : found;
    boolean first = distribution.standing().isToRepair();
    int size = size(distribution);
    while (first && taken + size > room && !others.isEmpty()) {
      taken -= size(others.removeLast());
    }
    if (taken + size <= room) {
      taken += size;
      if (first) {
        toRepair.add(distribution);
      } else {
        others.add(distribution);
      }
    }
  }

  Report build(String requestId, Instant begin, String account, Mode mode, boolean complete) {
    List<ReportedDistribution> all = new ArrayList<>(toRepair);
    all.addAll(others);
    return new Report(
        requestId,
        begin,
        account,
        purpose,
        mode,
        new Report.Totals(
            audited,
            count(ReportedDistribution.Standing.DRIFTED),
            count(ReportedDistribution.Standing.UNDECIDED),
            count(ReportedDistribution.Standing.NOTIFY_ONLY),
            count(ReportedDistribution.Standing.UNSERVABLE),
            count(ReportedDistribution.Standing.EXEMPT),
            count(ReportedDistribution.Standing.DISABLED),
            unreadableCount,
            complete),
        all,
        wanted - all.size(),
        unreadable,
        new Report.Dependents(
            dependents(DependentResources.Kind.LAMBDA_EDGE),
            dependents(DependentResources.Kind.WEB_ACL),
            dependents(DependentResources.Kind.VPC_ORIGIN)));
  }

  private int dependents(DependentResources.Kind kind) {
    return dependents.getOrDefault(kind, 0);
  }

  private int count(ReportedDistribution.Standing standing) {
    return counts.getOrDefault(standing, 0);
  }

  private boolean isWanted(ReportedDistribution distribution) {
    return purpose
        .map(
            asked ->
                switch (asked) {
                  case REPAIR -> distribution.standing().isToRepair();
                  case REPORT ->
                      distribution.standing() != ReportedDistribution.Standing.EXEMPT
                          || endsSoon(distribution);
                })
        .orElse(true);
  }

  private boolean endsSoon(ReportedDistribution distribution) {
    return distribution.behaviors().stream()
        .anyMatch(
            behavior ->
                behavior.verdict() instanceof ReportedVerdict.Exempt(var until, var _)
                    && !until.isAfter(today.plusDays(Report.SOON_TO_END)));
  }

  private static int size(ReportedDistribution distribution) {
    int size = FRAME + distribution.aliases().stream().mapToInt(alias -> alias.length() + 3).sum();
    for (ReportedDistribution.Behavior behavior : distribution.behaviors()) {
      size += FRAME + behavior.pathPattern().length() + behavior.origin().length();
    }
    return size;
  }
}
