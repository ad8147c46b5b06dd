package httpsguard.audit;

import httpsguard.audit.Report.Purpose;
import httpsguard.audit.Report.Unreadable;
import httpsguard.audit.ReportedDistribution.Standing;
import httpsguard.distribution.DependentResources;
import httpsguard.distribution.DependentResources.Kind;
import httpsguard.policy.Mode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gathers what an audit finds, counts everything and keeps what there is room for. */
final class ReportBuilder {
  private static final int MAX_UNREADABLE = 20;

  /** For distributions that the guard only tells of. */
  private static final int MAX_ALIASES = 5;

  private static final int MAX_BEHAVIORS = 50;

  /**
   * In characters, for the cache behaviors of a distribution that the guard looks at itself. Of one
   * that takes more, the report names no behaviors; so hundreds have room, however large they are.
   */
  private static final int MAX_BRIEF = 500;

  /** About what JSON takes for the names of the fields, in characters. */
  private static final int FRAME = 160;

  private final Optional<Purpose> purpose;
  private final LocalDate today;
  private final Turns turns;
  private final int room;
  private final Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
  private final Map<Kind, Integer> dependents = new EnumMap<>(Kind.class);
  private final TreeMap<Rank, ReportedDistribution> kept = new TreeMap<>(Rank.FIRST_TO_LAST);
  private final List<Unreadable> unreadable = new ArrayList<>();
  private int unreadableCount;
  private int audited;
  private int wanted;
  private int taken;

  /**
   * Where a distribution stands in the report; what comes last goes first for want of room.
   *
   * @param place by its turn, or in the order in which CloudFront lists them
   */
  private record Rank(boolean isToRepair, long place, int number) {
    static final Comparator<Rank> FIRST_TO_LAST =
        Comparator.comparing(Rank::isToRepair)
            .reversed()
            .thenComparing(Rank::place, Long::compareUnsigned)
            .thenComparingInt(Rank::number);
  }

  ReportBuilder(Optional<Purpose> purpose, LocalDate today, Turns turns, int room) {
    this.purpose = purpose;
    this.today = today;
    this.turns = turns;
    this.room = room;
  }

  void count() {
    audited++;
  }

  void add(Unreadable distribution) {
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
    ReportedDistribution distribution = purpose.isPresent() ? forGuard(found) : found;
    kept.put(rank(distribution), distribution);
    taken += size(distribution);
    while (taken > room && !kept.isEmpty()) {
      taken -= size(kept.pollLastEntry().getValue());
    }
  }

  /** A report by hand keeps the order in which CloudFront lists them. */
  private Rank rank(ReportedDistribution distribution) {
    return new Rank(
        distribution.standing().isToRepair(),
        purpose.isPresent() ? turns.place(distribution.id()) : 0,
        wanted);
  }

  private static ReportedDistribution forGuard(ReportedDistribution found) {
    if (!found.standing().isToRepair()) {
      return found.shortened(MAX_ALIASES, MAX_BEHAVIORS);
    }
    boolean isSmall = sizeOfBehaviors(found) <= MAX_BRIEF;
    return found.shortened(1, isSmall ? found.behaviors().size() : 0);
  }

  Report build(String requestId, Instant begin, String account, Mode mode, boolean complete) {
    List<ReportedDistribution> all = List.copyOf(kept.values());
    return new Report(
        requestId,
        begin,
        account,
        purpose,
        mode,
        new Report.Totals(audited, counts, unreadableCount, complete),
        all,
        wanted - all.size(),
        unreadable,
        new Report.Dependents(
            dependents(Kind.LAMBDA_EDGE), dependents(Kind.WEB_ACL), dependents(Kind.VPC_ORIGIN)));
  }

  private int dependents(Kind kind) {
    return dependents.getOrDefault(kind, 0);
  }

  private boolean isWanted(ReportedDistribution distribution) {
    return switch (purpose.orElse(null)) {
      case null -> true;
      case REPAIR -> distribution.standing().isToRepair();
      case REPORT -> distribution.standing() != Standing.EXEMPT || endsSoon(distribution);
    };
  }

  private boolean endsSoon(ReportedDistribution distribution) {
    return distribution.behaviors().stream()
        .anyMatch(
            behavior ->
                behavior.verdict() instanceof ReportedVerdict.Exempt(var until, var _)
                    && !until.isAfter(today.plusDays(Report.SOON_TO_END)));
  }

  private static int size(ReportedDistribution distribution) {
    return FRAME
        + distribution.aliases().stream().mapToInt(alias -> alias.length() + 3).sum()
        + sizeOfBehaviors(distribution);
  }

  private static int sizeOfBehaviors(ReportedDistribution distribution) {
    return distribution.behaviors().stream()
        .mapToInt(behavior -> FRAME + behavior.pathPattern().length() + behavior.origin().length())
        .sum();
  }
}
