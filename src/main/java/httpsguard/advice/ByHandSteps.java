package httpsguard.advice;

import httpsguard.audit.Report;
import httpsguard.audit.ReportedDistribution.Standing;
import httpsguard.text.Step;
import java.util.ArrayList;
import java.util.List;

/** What to do next, for whoever asked for a report by hand: perhaps nothing runs on its own yet. */
public final class ByHandSteps {
  /** The template's: the audit does not know the guard's own. */
  private static final int DEFAULT_CAP = 10;

  private ByHandSteps() {}

  public static List<Step> of(Report report) {
    Report.Totals totals = report.totals();
    List<Step> steps = new ArrayList<>();
    if (totals.toRepair() + totals.of(Standing.NOTIFY_ONLY) > 0) {
      steps.add(
          Step.of(
              "Review what serves S3 over plain HTTP, listed below. Where viewers must have plain"
                  + " HTTP for a while, exempt it with a rule of the HTTPS policy, or with the"
                  + " owner's tag."));
    }
    if (totals.toRepair() > 0) {
      steps.add(others(totals.toRepair()));
    }
    DependentPermission.needed(report.dependents()).ifPresent(steps::add);
    if (totals.of(Standing.UNSERVABLE) > 0) {
      steps.add(LeftOpen.cureOrigins());
    }
    if (totals.of(Standing.NOTIFY_ONLY) > 0) {
      steps.add(ReportSteps.decide(report));
    }
    if (totals.unreadable() > 0) {
      steps.add(LeftOpen.lookYourself());
    }
    return steps;
  }

  private static Step others(int toRepair) {
    String words =
        ("Correct the others where they are managed (Terraform, CloudFormation, a script, or by"
                + " hand), or leave them to the scheduled audits. A scheduled audit has them all"
                + " repaired if there are no more than MaxRepairsPerAudit (%d unless set);"
                + " otherwise, only what someone changed recently and one more a day.")
            .formatted(DEFAULT_CAP);
    return toRepair <= DEFAULT_CAP
        ? Step.of(words)
        : Step.of(
            words
                + " To allow that many for one audit, set the stack's parameter in the same way"
                + " that HTTPS Guard was deployed (the command is for SAM CLI), then set it back.",
            ReportSteps.DEPLOY + "MaxRepairsPerAudit=" + toRepair);
  }
}
