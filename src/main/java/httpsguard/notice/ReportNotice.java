package httpsguard.notice;

import static httpsguard.Outcome.HeldBack.Why.NO_TIME;
import static httpsguard.Outcome.HeldBack.Why.TOO_MANY;

import httpsguard.ReportOutcome;
import httpsguard.advice.Labels;
import httpsguard.advice.ReportCounts;
import httpsguard.audit.Report;
import httpsguard.audit.ReportedDistribution.Standing;
import httpsguard.text.Times;
import java.util.ArrayList;
import java.util.List;

/** What a report's notice says before it comes to the distributions. */
final class ReportNotice {
  private static final String AND_MORE = ", ...";

  private final ReportOutcome outcome;
  private final Report report;
  private final Report.Totals totals;
  private final ReportCounts counts;

  ReportNotice(ReportOutcome outcome) {
    this.outcome = outcome;
    report = outcome.report();
    totals = report.totals();
    counts = new ReportCounts(outcome);
  }

  /**
   * The gravest first, and as many of them as there is room for.
   *
   * @param counted which part of the notice it is; may be empty
   */
  SubjectLine subject(String counted) {
    List<String> gravestFirst = counts.gravestFirst();
    if (!outcome.perhapsMissed().isEmpty()) {
      gravestFirst.addFirst("changes may go unseen");
    }
    String begin = "Audit of account " + report.account() + ": ";
    int room = SubjectLine.ROOM - begin.length() - counted.length() - AND_MORE.length();
    StringBuilder what = new StringBuilder();
    for (String each : gravestFirst) {
      String next = (what.isEmpty() ? "" : ", ") + each;
      if (what.length() + next.length() > room) {
        what.append(AND_MORE);
        break;
      }
      what.append(next);
    }
    return SubjectLine.of(begin + (what.isEmpty() ? "incomplete" : what) + counted);
  }

  String summary() {
    return "The audit of %s looked at %s of account %s%s%s%s%s"
        .formatted(
            Times.of(report.time()),
            Labels.count(totals.audited(), "CloudFront distribution"),
            report.account(),
            totals.complete() ? "." : ". It ran out of time before it had looked at all of them.",
            toRepair(),
            leftAlone(),
            totals.unreadable() > 0 ? " " + totals.unreadable() + " could not be judged." : "");
  }

  private String toRepair() {
    if (report.allToRepair() == 0) {
      return counts.ofThoseLeftAlone().isEmpty()
          ? " It found nothing to repair."
          : " It changed nothing.";
    }
    String undecided =
        " (%d of these may be exempt: the audit could not read their tags)"
            .formatted(totals.of(Standing.UNDECIDED));
    return (" It found %d to repair, because viewers could use plain HTTP to reach S3%s. What"
            + " became of them: %s. Who wrote them last is not known here.")
        .formatted(
            report.allToRepair(),
            totals.of(Standing.UNDECIDED) > 0 ? undecided : "",
            String.join(", ", counts.ofThoseToRepair()));
  }

  private String leftAlone() {
    if (counts.ofThoseLeftAlone().isEmpty()) {
      return "";
    }
    String left = " Left as they are: " + String.join(", ", counts.ofThoseLeftAlone());
    if (!report.isDaily()) {
      return left + "; the daily report names them.";
    }
    String soon =
        " (This notice names only exemptions that end within %d days.)"
            .formatted(Report.SOON_TO_END);
    return left + "." + (totals.of(Standing.EXEMPT) > 0 ? soon : "");
  }

  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (counts.heldBack(TOO_MANY) > 0) {
      warnings.add(tooMany());
    }
    if (!outcome.perhapsMissed().isEmpty()) {
      warnings.add(perhapsMissed());
    }
    if (!totals.complete()) {
      warnings.add(
          "The distributions that the audit did not reach may serve S3 over plain HTTP. Each audit"
              + " starts from the beginning; if none finishes, the alarm AuditsMissing fires.");
    }
    if (report.leftOut() > 0) {
      warnings.add(
          ("%s did not fit into the report, and %s not named here. The next audit finds what is left."
                  + " The command in the stack's output AuditByHand shows all.")
              .formatted(
                  Labels.count(report.leftOut(), "more distribution"),
                  report.leftOut() == 1 ? "is" : "are"));
    }
    if (counts.heldBack(NO_TIME) > 0) {
      warnings.add(
          "HTTPS Guard ran out of time, perhaps because CloudFront throttles updates. You need not"
              + " act on what is held back for lack of time: the next audit continues with it.");
    }
    if (counts.of("Failed") > 0) {
      warnings.add(
          "You need not act yet on what failed: HTTPS Guard gets the report again, at most twice,"
              + " and the next audit finds what is left. If the last attempt fails too, an alarm"
              + " fires.");
    }
    if (counts.of("AlreadyBack") > 0) {
      warnings.add(
          "What is in policy again may have been repaired by HTTPS Guard itself: look for an"
              + " earlier notice with the same request id, or for one about the distribution.");
    }
    if (counts.of("Repaired") > 0) {
      warnings.add(
          "CloudFront takes a few minutes to deploy a repair. Until a distribution's status is"
              + " Deployed, edge locations may still serve objects over HTTP.");
    }
    return warnings;
  }

  private String tooMany() {
    int lookedAt = outcome.handled().size() - counts.heldBack(TOO_MANY);
    return ("So many at once look like a mistake in the HTTPS policy or in HTTPS Guard's settings,"
            + " not like drift: %d are more than MaxRepairsPerAudit allows. %s Until you act, it"
            + " repairs only what someone changed recently, and one more a day. Once no more than"
            + " MaxRepairsPerAudit are left, it repairs all of them.")
        .formatted(
            report.allToRepair(),
            lookedAt == 0
                ? "HTTPS Guard changed NONE of them."
                : "HTTPS Guard looked at only %d of them, and changed NONE of the other %d."
                    .formatted(lookedAt, report.allToRepair() - lookedAt));
  }

  private String perhapsMissed() {
    return ("HTTPS Guard may not be receiving the events of changes: no event had led to a repair"
            + " of %s, last modified more than half an hour before the audit. (There is no cause"
            + " for concern if an event arrived and its repair was refused, failed or is still"
            + " waiting in the queue, or if the mode, the HTTPS policy or an exemption has"
            + " changed since.)")
        .formatted(Labels.list(outcome.perhapsMissed(), reported -> reported.id().value()));
  }
}
