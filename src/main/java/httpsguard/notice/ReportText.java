package httpsguard.notice;

import httpsguard.Report;
import httpsguard.ReportedDistribution;
import java.util.ArrayList;
import java.util.List;

/** A report in words, for who asked for it by hand. */
public final class ReportText {
  private ReportText() {}

  /** Lines of printable ASCII. */
  public static String of(Report report) {
    Paragraphs text = new Paragraphs();
    Report.Totals totals = report.totals();
    text.say(
        "Audit of account "
            + report.account()
            + ": "
            + totals.audited()
            + " distributions, of which "
            + totals.drifted()
            + " drifted, "
            + totals.undecided()
            + " undecided, "
            + totals.notifyOnly()
            + " to be told of only, "
            + totals.exempt()
            + " exempt, "
            + totals.disabled()
            + " disabled, "
            + totals.unreadable()
            + " unreadable.");
    text.table("Distributions that serve S3 over plain HTTP", rows(report));
    return text.toString();
  }

  private static List<List<String>> rows(Report report) {
    List<List<String>> rows = new ArrayList<>();
    for (ReportedDistribution reported : report.distributions()) {
      for (ReportedDistribution.Behavior behavior : reported.behaviors()) {
        rows.add(
            List.of(
                reported.id().value(),
                reported.standing().word(),
                Quoted.of(behavior.pathPattern()),
                Quoted.of(behavior.origin())));
      }
    }
    return rows;
  }
}
