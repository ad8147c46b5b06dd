package httpsguard.advice;

import httpsguard.Outcome;
import httpsguard.Outcome.NotRepaired.Obstacle;
import httpsguard.ReportOutcome;
import httpsguard.audit.Report;
import httpsguard.audit.ReportedDistribution;
import httpsguard.policy.Mode;
import httpsguard.text.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What people are to do about what an audit found. */
public final class ReportSteps {
  static final String DEPLOY =
      "sam deploy --region us-east-1 --capabilities CAPABILITY_IAM --parameter-overrides ";

  private static final int MOST_CURES = 5;

  /** A call and the change that it makes are recorded at about the same time. */
  private static final Duration AROUND = Duration.ofMinutes(5);

  private final ReportOutcome outcome;
  private final Report report;
  private final List<Step> steps = new ArrayList<>();

  private ReportSteps(ReportOutcome outcome) {
    this.outcome = outcome;
    report = outcome.report();
  }

  public static List<Step> of(ReportOutcome outcome) {
    ReportSteps all = new ReportSteps(outcome);
    all.add();
    return all.steps;
  }

  private void add() {
    List<Outcome.HeldBack> heldBack = outcome.outcomes(Outcome.HeldBack.class);
    if (heldBack.stream().anyMatch(held -> held.why() == Outcome.HeldBack.Why.TOO_MANY)) {
      goOn();
    }
    if (!heldBack.isEmpty() || isAny(ReportedDistribution.Standing.NOTIFY_ONLY)) {
      DependentPermission.needed(report.dependents()).ifPresent(steps::add);
    }
    if (!outcome.perhapsMissed().isEmpty()) {
      checkEvents();
    }
    removeWhatStandsInTheWay();
    afterRepair();
    whoWrote();
    if (isAny(ReportedDistribution.Standing.NOTIFY_ONLY)
        || !outcome.outcomes(Outcome.WouldRepair.class).isEmpty()) {
      steps.add(decide(report));
    }
    if (isAny(ReportedDistribution.Standing.EXEMPT)) {
      add(
          "Check whether the exemptions that end soon are still needed. Each is listed with its"
              + " last day (inclusive, UTC). The first audit after that day has the cache"
              + " behavior repaired (in mode notify, it only notifies). To extend an exemption,"
              + " set a later day in the distribution's tag, or in the rule of the HTTPS policy.");
    }
    if (report.totals().unreadable() > 0) {
      steps.add(LeftOpen.lookYourself());
    }
  }

  private void add(String words, String... commands) {
    steps.add(Step.of(words, commands));
  }

  private void goOn() {
    add(
        "For whoever runs HTTPS Guard: review what is held back, and the HTTPS policy. If something"
            + " should NOT be repaired, change the policy (parameter HttpsPolicy), or set Mode to"
            + " notify. What AWS refuses is tried again once a day, and does not count against"
            + " the limit; to leave it alone, add a rule with its id and mode notify. Only if ALL"
            + " of it should be repaired: set the stack's parameter MaxRepairsPerAudit to that"
            + " number, in the same way that HTTPS Guard was deployed (the command is for SAM"
            + " CLI); other parameters stay as they are. The next audit has them repaired."
            + " Afterwards, set the parameter back.",
        DEPLOY + "MaxRepairsPerAudit=" + report.allToRepair());
  }

  /** What it takes for a change's event to arrive. */
  private void checkEvents() {
    add(
        "Check that events arrive. A trail must record management events, and be a multi-Region"
            + " trail or one in us-east-1. The stack's rules must be enabled, and so must the"
            + " event source mapping WorkToGuard. Its alarms WorkWaits, FailedEventsKept and"
            + " RuleEventsLost must not be in ALARM state.",
        "aws cloudtrail describe-trails --region us-east-1",
        "aws events list-rules --region us-east-1",
        "aws cloudwatch describe-alarms --region us-east-1 --state-value ALARM");
  }

  private void removeWhatStandsInTheWay() {
    List<Obstacle> obstacles =
        byId(Outcome.NotRepaired.class).stream().map(Outcome.NotRepaired::obstacle).toList();
    List<Step> cures =
        obstacles.stream()
            .filter(Obstacle.Refused.class::isInstance)
            .map(refused -> Refusals.cure(((Obstacle.Refused) refused).refusal()))
            .distinct()
            .limit(MOST_CURES)
            .toList();
    if (!cures.isEmpty()) {
      steps.addAll(cures);
      add(
          "After that, you need not do anything else about what is NOT repaired: the next audit has"
              + " it tried again (if there are too many, the next daily audit). Or set the"
              + " viewer protocol policy yourself.");
    }
    if (isAny(ReportedDistribution.Standing.UNSERVABLE)
        || obstacles.stream().anyMatch(Obstacle.LeftOpen.class::isInstance)) {
      steps.add(LeftOpen.cureOrigins());
    }
  }

  private void afterRepair() {
    List<Outcome.Repaired> repaired = byId(Outcome.Repaired.class);
    if (repaired.isEmpty()) {
      return;
    }
    add(
        "Correct the repaired distributions where they are managed (Terraform, CloudFormation, a"
            + " script), or the next run can bring plain HTTP back.");
    if (repaired.stream()
        .anyMatch(each -> !new Consequences(each.found()).warnings(Installed.YES).isEmpty())) {
      add(
          "Follow the notes on some of the repaired distributions below, about clients that send"
              + " data over HTTP and about origins.");
    }
    steps.addAll(CachedCopies.clear(repaired));
  }

  private void whoWrote() {
    outcome.handled().stream()
        .filter(each -> isOfInterest(each.outcome()))
        .map(ReportOutcome.Handled::found)
        .filter(found -> found.lastModified().isPresent())
        .min(Comparator.comparing(found -> found.id().value()))
        .ifPresent(
            found ->
                add(
                    "To see who made a change, look in CloudTrail's event history, which keeps 90"
                        + " days, for calls around the time when a distribution was last modified."
                        + " For "
                        + found.id()
                        + ":",
                    lookUp(found.lastModified().orElseThrow())));
  }

  private static boolean isOfInterest(Outcome.Concerning outcome) {
    return outcome instanceof Outcome.Repaired
        || outcome instanceof Outcome.NotRepaired
        || outcome instanceof Outcome.HeldBack
        || outcome instanceof Outcome.Failed
        || outcome instanceof Outcome.AlreadyBack;
  }

  /** CloudTrail's records of CloudFront's calls, the latest first. */
  private static String lookUp(Instant modified) {
    Instant about = modified.truncatedTo(ChronoUnit.SECONDS);
    return "aws cloudtrail lookup-events --region us-east-1 --lookup-attributes"
        + " AttributeKey=EventSource,AttributeValue=cloudfront.amazonaws.com --start-time "
        + about.minus(AROUND)
        + " --end-time "
        + about.plus(AROUND);
  }

  /** How to get what mode {@code notify} leaves alone repaired. */
  static Step decide(Report report) {
    String words =
        "What mode notify left alone is still out of policy. Correct it where it is managed"
            + " (Terraform, CloudFormation, a script, or by hand). Or let the next audit have it"
            + " repaired: ";
    return switch (report.mode()) {
      case NOTIFY ->
          Step.of(
              words
                  + "set the stack's parameter Mode, in the same way that HTTPS Guard was deployed"
                  + " (the command is for SAM CLI).",
              DEPLOY + "Mode=" + Mode.REMEDIATE.word());
      case REMEDIATE ->
          Step.of(words + "remove from the HTTPS policy the rules that set notify for it.");
    };
  }

  private boolean isAny(ReportedDistribution.Standing standing) {
    return report.distributions().stream().anyMatch(each -> each.standing() == standing);
  }

  private <T extends Outcome.Concerning> List<T> byId(Class<T> kind) {
    return outcome.outcomes(kind).stream()
        .sorted(Comparator.comparing(each -> each.about().distribution().value()))
        .toList();
  }
}
