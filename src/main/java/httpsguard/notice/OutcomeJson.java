package httpsguard.notice;

import httpsguard.CallOutcome;
import httpsguard.Outcome;
import httpsguard.Outcome.NotRepaired.Obstacle;
import httpsguard.ReportOutcome;
import httpsguard.Trigger;
import httpsguard.advice.LeftOpen;
import httpsguard.audit.Report;
import httpsguard.audit.ReportJson;
import httpsguard.cloudtrail.Actor;
import httpsguard.cloudtrail.Call;
import httpsguard.cloudtrail.DistributionChange;
import httpsguard.cloudtrail.TagChange;
import httpsguard.distribution.DistributionKind;
import httpsguard.distribution.Distributions;
import httpsguard.json.JsonFields;
import httpsguard.json.JsonLimits;
import httpsguard.json.JsonLists;
import httpsguard.policy.Assessment;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An outcome as JSON: what the function returns and logs, and what programs get of a notice
 * (docs/notices.md has the schema).
 */
public final class OutcomeJson {
  /** Rises when a field changes its meaning or goes; new fields may come at any time. */
  static final int SCHEMA = 1;

  private static final String CUT =
      ", findings before others: with all of them this would be too large for a message of SNS";

  private static final int MAX_TAG_KEYS = 50;

  /** Of each list within one of many distributions. */
  private static final int MAX_DETAILS = 10;

  /** In the notice, of the list of those whose events may have been missed. */
  private static final int MAX_MISSED = 100;

  private OutcomeJson() {}

  /** What does not concern the guard. */
  public static Map<String, Object> of(Outcome.Unrelated unrelated) {
    return frame(unrelated.name(), /* isTold= */ false).with("reason", unrelated.reason());
  }

  /**
   * In a stable order; {@code truncated} says where lists are cut.
   *
   * @param maxSize in bytes, as a text within JSON
   */
  static Map<String, Object> of(CallOutcome came, int maxSize) {
    return switch (came.outcome()) {
      case Outcome.Unrelated unrelated -> of(unrelated);
      case Outcome.Concerning outcome ->
          JsonLists.fitted(
              maxSize,
              CUT,
              lists ->
                  frame(outcome.name(), came instanceof CallOutcome.Told)
                      .withAll(
                          concerning(
                              outcome, came.trigger().event() instanceof DistributionChange, lists))
                      .with("lastWritten", came.lastWritten())
                      .with("trigger", trigger(came.trigger())));
    };
  }

  /**
   * The same of a report.
   *
   * @param maxSize in bytes, as a text within JSON
   */
  static Map<String, Object> of(ReportOutcome outcome, int maxSize) {
    return JsonLists.fitted(
        maxSize,
        "; counts count all",
        lists ->
            head(outcome)
                .with("distributions", lists.of(outcome.handled(), OutcomeJson::shortRow))
                .with(
                    "perhapsMissed",
                    lists.of(outcome.perhapsMissed(), missed -> missed.id().value())));
  }

  /** What is the same in each part of a report's notice: all but the distributions. */
  static JsonFields partFrame(ReportOutcome outcome) {
    return head(outcome)
        .with(
            "perhapsMissed",
            JsonLimits.list(outcome.perhapsMissed(), MAX_MISSED, missed -> missed.id().value()));
  }

  private static JsonFields head(ReportOutcome outcome) {
    return frame("Report", outcome.isTold())
        .with("report", report(outcome.report()))
        .with("counts", outcome.counts());
  }

  private static Map<String, Object> report(Report report) {
    return new JsonFields()
        .withText("requestId", report.requestId())
        .with("time", report.time().toString())
        .with("account", report.account())
        .withAny("purpose", report.purpose().map(Report.Purpose::word))
        .with("totals", ReportJson.totals(report.totals()))
        .with("leftOut", report.leftOut());
  }

  /**
   * A distribution within a report, which says once what made the guard look.
   *
   * @param maxSize in bytes, as a text within JSON
   */
  static Map<String, Object> row(ReportOutcome.Handled handled, int maxSize) {
    return JsonLists.fitted(maxSize, CUT, lists -> rowWithLists(handled, lists));
  }

  /** The same with the first of each list only. */
  private static Map<String, Object> shortRow(ReportOutcome.Handled handled) {
    return JsonLists.cut(MAX_DETAILS, CUT, lists -> rowWithLists(handled, lists));
  }

  /** With what the audit found only where the guard has not read the behaviors since. */
  private static Map<String, Object> rowWithLists(ReportOutcome.Handled handled, JsonLists lists) {
    JsonFields json = concerning(handled.outcome(), /* isOfChange= */ false, lists);
    json.remove("account");
    json.with("outcome", handled.outcome().name()).withAll(ReportJson.standing(handled.found()));
    if (handled.outcome().about().kind().isEmpty()) {
      json.with("found", ReportJson.behaviors(handled.found(), lists));
      if (handled.found().moreBehaviors() > 0) {
        json.with("moreFound", handled.found().moreBehaviors());
      }
    }
    return json;
  }

  /** What every outcome begins with. */
  public static JsonFields frame(String outcome, boolean isTold) {
    return new JsonFields().with("schema", SCHEMA).with("outcome", outcome).with("told", isTold);
  }

  /**
   * @param isOfChange whether a call that wrote a config led to it
   */
  private static JsonFields concerning(
      Outcome.Concerning outcome, boolean isOfChange, JsonLists lists) {
    Outcome.About about = outcome.about();
    return new JsonFields()
        .with("distributionId", about.distribution().value())
        .withAny("kind", about.kind().map(DistributionKind::word))
        .with("account", about.account())
        .withAny("domainName", about.domainName().map(JsonLimits::text))
        .with("aliases", lists.of(about.aliases(), JsonLimits::text))
        .withAll(details(outcome, isOfChange, lists))
        .withAny("tagsFailure", about.tagsFailure().map(JsonLimits::text));
  }

  private static Map<String, Object> details(
      Outcome.Concerning outcome, boolean isOfChange, JsonLists lists) {
    return switch (outcome) {
      case Outcome.Repaired(var _, var found, var _) -> AssessmentJson.of(found, lists);
      case Outcome.WouldRepair(var _, var found) -> AssessmentJson.of(found, lists);
      case Outcome.InPolicy(var _, var live) -> AssessmentJson.of(live, lists);
      case Outcome.Exempt(var _, var live) -> AssessmentJson.of(live, lists);
      case Outcome.Disabled(var _, var live) -> AssessmentJson.of(live, lists);
      case Outcome.AlreadyBack(var _, var live, var carried) ->
          AssessmentJson.of(live, lists).withAll(carried(carried, isOfChange, lists));
      case Outcome.NotRepaired(var _, Obstacle.Refused(var found, var refusal)) ->
          found
              .map(assessment -> AssessmentJson.of(assessment, lists))
              .orElseGet(JsonFields::new)
              .with("refusal", refusal(refusal));
      case Outcome.NotRepaired(var _, Obstacle.LeftOpen(var live, var carried)) ->
          AssessmentJson.of(live, lists)
              .with("why", "left-open")
              .withAll(carried(carried, isOfChange, lists));
      case Outcome.HeldBack(var _, var why) ->
          Map.of("why", why.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      case Outcome.Failed(var _, var why) -> Map.of("why", JsonLimits.text(why));
      case Outcome.Gone _ -> Map.of();
    };
  }

  /** What a change wrote; a tag's change writes no config, and what an audit found is not known. */
  private static Map<String, Object> carried(
      Optional<Assessment> carried, boolean isOfChange, JsonLists lists) {
    return isOfChange
        ? new JsonFields()
            .with("carriedDrift", carried.map(OutcomeJson::drift).orElse("not known"))
            .withAny("carried", carried.map(written -> AssessmentJson.behaviors(written, lists)))
        : Map.of();
  }

  private static String drift(Assessment written) {
    return written.findings().isEmpty() && !LeftOpen.isPlainHttpCertain(written)
        ? "perhaps"
        : "yes";
  }

  private static Map<String, Object> refusal(Distributions.Refusal refusal) {
    return new JsonFields()
        .with("operation", refusal.operation())
        .withText("code", refusal.code())
        .withText("message", refusal.message())
        .withText("requestId", refusal.requestId());
  }

  private static Map<String, Object> trigger(Trigger.Called trigger) {
    Call call = trigger.call();
    Actor actor = call.actor();
    JsonFields json =
        new JsonFields()
            .withText("eventId", call.eventId())
            .with("call", call.operation())
            .with("time", call.time().toString())
            .withText("actor", actor.name())
            .withText("actorType", actor.type())
            .with("tool", actor.tool().label());
    return trigger.event() instanceof TagChange change
        ? json.withAny("tagKeys", change.keys().map(OutcomeJson::tagKeys))
        : json;
  }

  private static List<String> tagKeys(Set<String> keys) {
    return JsonLimits.list(keys.stream().sorted().toList(), MAX_TAG_KEYS, JsonLimits::text);
  }
}
