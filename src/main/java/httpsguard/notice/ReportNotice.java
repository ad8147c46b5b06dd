package httpsguard.notice;

import httpsguard.Outcome;
import httpsguard.Report;
import httpsguard.ReportOutcome;
import httpsguard.ReportedDistribution;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a report's notice says before its tables. */
final class ReportNotice {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** The outcomes that a subject has room for, the gravest first, as it names them. */
  private static final List<Map.Entry<String, String>> IN_SUBJECT =
      List.of(
          Map.entry("HeldBack", "held back"),
          Map.entry("NotRepaired", "NOT repaired"),
          Map.entry("Failed", "failed"),
          Map.entry("Repaired", "repaired"),
          Map.entry("AlreadyBack", "in policy again"),
          Map.entry("Gone", "gone"));

  private final ReportOutcome outcome;
  private final Report report;
  private final Map<String, Integer> counts;

  ReportNotice(ReportOutcome outcome) {
    this.outcome = outcome;
    report = outcome.report();
    counts = ReportOutcomeJson.counts(outcome);
  }

  String subject() {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, String> each : IN_SUBJECT) {
      if (count(each.getKey()) > 0) {
        parts.add(count(each.getKey()) + " " + each.getValue());
      }
    }
    String what = parts.isEmpty() ? "what stays as it is" : String.join(", ", parts);
    return "[HTTPS Guard] Audit of account " + report.account() + ": " + what;
  }

  String summary() {
    return "The audit of "
        + TIME.format(report.time())
        + " looked at "
        + of(report.totals().audited(), "CloudFront distribution")
        + " of account "
        + report.account()
        + (report.totals().complete() ? "" : ", which are not all: its time was up")
        + ". It found "
        + report.totals().toRepair()
        + " that let viewers use plain HTTP to reach S3 and are to be repaired. Of these HTTPS Guard"
        + " has now repaired "
        + count("Repaired")
        + ". Who wrote them last is not known here.";
  }

  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (isHeldBack(Outcome.HeldBack.Why.TOO_MANY)) {
      warnings.add(
          "So many at once look like a mistake in the HTTPS policy, or in HTTPS Guard's settings, and"
              + " not like drift: "
              + report.totals().toRepair()
              + " are more than MaxRepairsPerAudit allows, so HTTPS Guard wrote NONE of them.");
    }
    if (isHeldBack(Outcome.HeldBack.Why.NO_TIME)) {
      warnings.add(
          "CloudFront takes two or three updates a minute. For what is held back for want of time"
              + " nothing needs to be done: the next audit goes on with it.");
    }
    if (!outcome.perhapsMissed().isEmpty()) {
      warnings.add(
          "HTTPS Guard may not get the events of changes. "
              + of(outcome.perhapsMissed().size(), "distribution")
              + " changed more than half an hour before the audit, and no event had made HTTPS Guard"
              + " repair it: "
              + Labels.list(outcome.perhapsMissed(), reported -> reported.id().value())
              + ".");
    }
    if (report.leftOut() > 0) {
      warnings.add(
          of(report.leftOut(), "distribution")
              + " more did not fit into the report. The next audit finds them again; invoked by hand,"
              + " it shows all.");
    }
    if (report.totals().unreadable() > 0) {
      warnings.add(
          of(report.totals().unreadable(), "distribution")
              + " could not be judged: "
              + Labels.list(
                  report.unreadable(),
                  each -> Quoted.of(each.id()) + " (" + Quoted.of(each.why()) + ")")
              + ".");
    }
    return warnings;
  }

  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    if (isHeldBack(Outcome.HeldBack.Why.TOO_MANY)) {
      steps.add(
          Step.of(
              "Look at the distributions below, and at the HTTPS policy. If they are to be repaired,"
                  + " allow as many for one audit, which takes effect at the next; then set it back.",
              "sam deploy --region us-east-1 --capabilities CAPABILITY_IAM --parameter-overrides"
                  + " MaxRepairsPerAudit="
                  + report.totals().toRepair()));
    }
    if (!outcome.perhapsMissed().isEmpty()) {
      steps.add(
          Step.of(
              "Check that events arrive: the trail records management events, and is a multi-Region"
                  + " trail or one in us-east-1; the stack's rule is enabled; its queues of"
                  + " undelivered and failed events are empty."));
    }
    if (count("NotRepaired") > 0) {
      steps.add(
          Step.of(
              "Remove what stood in the way of what is not repaired. For AccessDenied, look at the"
                  + " role of HTTPS Guard, its permissions boundary and the organization's service"
                  + " control policies. The next audit tries again."));
    }
    if (count("Repaired") > 0) {
      steps.add(
          Step.of(
              "Correct what manages the repaired distributions (Terraform, CloudFormation, a script),"
                  + " or its next run brings plain HTTP back."));
      steps.add(clear());
    }
    if (count("Repaired") + count("HeldBack") + count("NotRepaired") > 0) {
      steps.add(
          Step.of(
              "CloudTrail's event history has the calls of 90 days. To see who wrote, look there for"
                  + " the time at which a distribution was last modified.",
              firstChanged()));
    }
    return steps;
  }

  private Step clear() {
    return Step.of(
        "Clear CloudFront's caches of what may have been fetched over plain HTTP, but wait for the"
            + " deployment: before it, an edge could fetch it over HTTP again. For each repaired"
            + " distribution, with its path patterns:",
        "aws cloudfront wait distribution-deployed --id ID",
        "aws cloudfront create-invalidation --distribution-id ID --paths '/*'");
  }

  private String firstChanged() {
    return outcome.outcomes().stream()
        .flatMap(each -> FoundByAudit.of(each.about().trigger()).stream())
        .findFirst()
        .map(FoundByAudit::whoWrote)
        .orElse(FoundByAudit.LOOK_UP);
  }

  private boolean isHeldBack(Outcome.HeldBack.Why why) {
    return outcome.outcomes().stream()
        .anyMatch(each -> each instanceof Outcome.HeldBack(var _, var reason) && reason == why);
  }

  private int count(String name) {
    return counts.getOrDefault(name, 0);
  }

  private static String of(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /** Facts that every part of the notice repeats. */
  List<List<String>> facts() {
    return List.of(
        List.of("Account", report.account()),
        List.of("Audit", TIME.format(report.time())),
        List.of("Request id", Quoted.plain(report.requestId()) + " (Lambda)"));
  }

  /** For those that a report tells without having them looked at again. */
  static boolean isLeftAlone(ReportedDistribution reported) {
    return switch (reported.standing()) {
      case DRIFTED, UNDECIDED -> false;
      case NOTIFY_ONLY, EXEMPT, DISABLED -> true;
    };
  }
}
