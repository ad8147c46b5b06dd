package httpsguard.advice;

import httpsguard.audit.Report;
import httpsguard.text.Step;
import java.util.ArrayList;
import java.util.List;

/** What to do next, for who asked for a report by hand: perhaps nothing runs on its own yet. */
public final class ByHandSteps {
  private final Report report;
  private final Report.Totals totals;

  public ByHandSteps(Report report) {
    this.report = report;
    totals = report.totals();
  }

  public List<Step> all() {
    List<Step> steps = new ArrayList<>();
    if (totals.toRepair() + totals.notifyOnly() > 0) {
      steps.add(
          Step.of(
              "Look at what serves S3 over plain HTTP, below. Where viewers must have it for a while,"
                  + " exempt it: by a rule of the HTTPS policy, or by the owner's tag."));
    }
    if (totals.toRepair() > 0) {
      steps.add(
          Step.of(
              "The others: correct them where they are managed (Terraform, CloudFormation, a script,"
                  + " or by hand), or leave them to the audits on schedule. Such an audit has them"
                  + " repaired if they are no more than MaxRepairsPerAudit (10 unless set), and else"
                  + " none of them. To allow as many for once:",
              ReportSteps.DEPLOY + "MaxRepairsPerAudit=" + totals.toRepair()));
    }
    NeededPermissions.step(report).ifPresent(steps::add);
    if (totals.unservable() > 0) {
      steps.add(LeftOpen.cureOrigins());
    }
    if (totals.notifyOnly() > 0) {
      steps.add(ReportSteps.decide(report));
    }
    if (totals.unreadable() > 0) {
      steps.add(LeftOpen.lookYourself());
    }
    return steps;
  }
}
