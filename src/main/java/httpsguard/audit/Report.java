package httpsguard.audit;

import httpsguard.audit.ReportedDistribution.Standing;
import httpsguard.policy.Mode;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an audit found: every distribution with a cache behavior that leads to S3 and serves plain
 * HTTP, or may.
 *
 * @param requestId of the invocation that made it; the same however often the report is delivered
 * @param time when the audit began
 * @param account the twelve digits of the account that was audited
 * @param purpose empty where somebody asked for it by hand
 * @param mode what the audit took for what happens to findings, where no rule says otherwise
 * @param distributions those to be repaired first, in the order in which it is their turn
 * @param leftOut how many more were found than stand in {@code distributions}, for want of room
 * @param unreadable the first of those that cannot be judged
 * @param dependents how many of those that are out of policy may need more permissions to write
 */
public record Report(
    String requestId,
    Instant time,
    String account,
    Optional<Purpose> purpose,
    Mode mode,
    Totals totals,
    List<ReportedDistribution> distributions,
    int leftOut,
    List<Unreadable> unreadable,
    Dependents dependents) {
  /** In days: the daily report names an exemption that ends within so many. */
  public static final int SOON_TO_END = 14;

  /** What a schedule wants to be done with a report. */
  public enum Purpose {
    /** Repair what drifted; tell of what came of it. */
    REPAIR,
    /** The same, and tell of what stays as well. */
    REPORT;

    /** As a schedule's input has it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How many distributions there are of each kind.
   *
   * @param audited all that were looked at
   * @param counts of those of each standing; 0 where none is given
   * @param unreadable that cannot be judged
   * @param complete whether all distributions of the account were looked at
   */
  public record Totals(
      int audited, Map<Standing, Integer> counts, int unreadable, boolean complete) {
    public Totals {
      Map<Standing, Integer> all = new EnumMap<>(Standing.class);
      for (Standing standing : Standing.values()) {
        all.put(standing, counts.getOrDefault(standing, 0));
      }
      counts = Collections.unmodifiableMap(all);
    }

    public int of(Standing standing) {
      return counts.getOrDefault(standing, 0);
    }

    /** How many distributions the guard would write to. */
    public int toRepair() {
      return of(Standing.DRIFTED) + of(Standing.UNDECIDED);
    }
  }

  /**
   * A distribution that cannot be judged.
   *
   * @param id as CloudFront wrote it
   */
  public record Unreadable(String id, String why) {}

  /**
   * How many distributions depend on each kind of resource on which an update needs permissions, of
   * the kinds that a list shows (API reference, DistributionSummary).
   */
  public record Dependents(int lambdaEdge, int webAcl, int vpcOrigin) {
    public static final Dependents NONE = new Dependents(0, 0, 0);
  }

  public Report {
    distributions = List.copyOf(distributions);
    unreadable = List.copyOf(unreadable);
  }

  /** Whether it also tells of what stays, which happens once a day. */
  public boolean isDaily() {
    return purpose.equals(Optional.of(Purpose.REPORT));
  }

  /** Those that the guard is to repair, in the order in which it is their turn. */
  public List<ReportedDistribution> toRepair() {
    return distributions.stream().filter(reported -> reported.standing().isToRepair()).toList();
  }

  /**
   * How many the guard is to repair, those included that the report has no room for. What it names
   * counts, whatever its totals say.
   */
  public int allToRepair() {
    return Math.max(toRepair().size(), totals.toRepair());
  }
}
