package httpsguard;

import httpsguard.audit.Report;
import httpsguard.audit.ReportedDistribution;
import java.time.Duration;
import java.time.Instant;

/**
 * Which distributions of a report are held back because it has too many to repair. Those that
 * somebody wrote lately are repaired all the same if they alone are not too many: the event of that
 * write would have had them repaired. So what AWS always refuses, which nobody writes, cannot hold
 * back what is new, however much of it there is.
 *
 * @param newSince who was written then or later was written lately
 * @param holdsBackOld whether there are too many in all
 * @param holdsBackNew whether those written lately are too many by themselves
 */
record RepairCap(Instant newSince, boolean holdsBackOld, boolean holdsBackNew) {

  /**
   * @param maxRepairs how many distributions may be written
   * @param lately how long before the audit
   */
  static RepairCap of(Report report, int maxRepairs, Duration lately) {
    Instant newSince = report.time().minus(lately);
    long written = report.toRepair().stream().filter(reported -> isNew(reported, newSince)).count();
    return new RepairCap(newSince, report.allToRepair() > maxRepairs, written > maxRepairs);
  }

  boolean holdsBack(ReportedDistribution reported) {
    return holdsBackOld && (holdsBackNew || !isNew(reported, newSince));
  }

  private static boolean isNew(ReportedDistribution reported, Instant since) {
    return reported.lastModified().map(time -> !time.isBefore(since)).orElse(false);
  }
}
