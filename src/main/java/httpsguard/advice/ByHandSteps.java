package httpsguard.advice;

import httpsguard.audit.Report;
import httpsguard.text.Step;
import java.util.ArrayList;
import java.util.List;

/** What to do next, for who asked for a report by hand: perhaps nothing runs on its own yet. */
public final class ByHandSteps {
  /** The template's: the audit does not know the guard's own. */
  private static final int DEFAULT_CAP = 10;

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
              "Look at what serves S3 over plain HTTP, below. Where viewers must have it for a"
                  + " while, exempt it: by a rule of the HTTPS policy, or by the owner's tag."));
    }
    if (totals.toRepair() > 0) {
      steps.add(others());
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

  private Step others() {
    String words =
        "The others: correct them where they are managed (Terraform, CloudFormation, a script, or"
            + " by hand), or leave them to the audits on schedule. Such an audit has them repaired"
            + " if they are no more than MaxRepairsPerAudit ("
            + DEFAULT_CAP
            + " unless set), and else what somebody changed lately and one more a day.";
    return totals.toRepair() <= DEFAULT_CAP
        ? Step.of(words)
        : Step.of(
            words
                + " To allow as many for one audit, set the stack's parameter, in the way in which"
                + " HTTPS Guard was deployed (the command is SAM CLI's), and then set it back.",
            ReportSteps.DEPLOY + "MaxRepairsPerAudit=" + totals.toRepair());
  }
}
