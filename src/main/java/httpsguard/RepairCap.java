package httpsguard;

import httpsguard.audit.Report;
import httpsguard.audit.ReportedDistribution;
import java.time.Duration;
import java.time.Instant;

/**
 * Which distributions of a report are held back because it has too many to repair.
 *
 * <p>Distributions that someone changed lately are repaired anyway, unless they alone are too many:
 * the event of that change should have had them repaired. Of the others, AWS may refuse some
 * forever, and only a write shows which. So the daily report tries them in turn, until one may have
 * been written. This slows a mistake down until someone acts, but does not stop it: once no more
 * than the cap are left, all are repaired.
 */
final class RepairCap {
  private final int maxRepairs;
  private final Instant newSince;
  private final boolean tooManyNew;
  private int toRepair;
  private int written;
  private boolean mayTry;
  private final boolean isRepeat;

  /**
   * @param maxRepairs how many distributions may be written
   * @param lately how long before the audit
   * @param isRepeat whether the report was delivered before: what is right by now may have been
   *     repaired by the try before
   */
  RepairCap(Report report, int maxRepairs, Duration lately, boolean isRepeat) {
    this.maxRepairs = maxRepairs;
    newSince = report.time().minus(lately);
    tooManyNew = report.toRepair().stream().filter(this::isNew).count() > maxRepairs;
    toRepair = report.allToRepair();
    mayTry = report.isDaily();
    this.isRepeat = isRepeat;
  }

  boolean holdsBack(ReportedDistribution reported) {
    return toRepair > maxRepairs
        && (written == maxRepairs || !(mayTry || isRepairedAnyway(reported)));
  }

  /** What came of one: what cannot have been written, and was not held back, takes no room. */
  void count(ReportedDistribution reported, Outcome.Concerning outcome) {
    if (mayBeWritten(outcome)) {
      mayTry = mayTry && isRepairedAnyway(reported);
      written++;
    } else if (!(outcome instanceof Outcome.HeldBack)) {
      toRepair--;
    }
  }

  private boolean mayBeWritten(Outcome.Concerning outcome) {
    return outcome instanceof Outcome.Repaired
        || outcome instanceof Outcome.Failed
        || (isRepeat
            && !(outcome instanceof Outcome.NotRepaired)
            && !(outcome instanceof Outcome.HeldBack));
  }

  private boolean isRepairedAnyway(ReportedDistribution reported) {
    return !tooManyNew && isNew(reported);
  }

  private boolean isNew(ReportedDistribution reported) {
    return reported.lastModified().map(time -> !time.isBefore(newSince)).orElse(false);
  }
}
