package httpsguard.notice;

import httpsguard.CallOutcome;
import httpsguard.Outcome;
import httpsguard.ReportOutcome;
import httpsguard.Trigger;
import httpsguard.advice.LeftOpen;
import httpsguard.audit.ReportJson;
import httpsguard.cloudtrail.Actor;
import httpsguard.cloudtrail.Call;
import httpsguard.cloudtrail.DistributionChange;
import httpsguard.cloudtrail.TagChange;
import httpsguard.distribution.DistributionKind;
import httpsguard.distribution.Distributions;
import httpsguard.json.JsonLimits;
import httpsguard.json.JsonLists;
import httpsguard.policy.Assessment;
import java.util.LinkedHashMap;
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
  private static final int SCHEMA = 1;

  private static final String CUT =
      ", findings before others: with all of them this would be too large for a message of SNS";

  private static final int MAX_TAG_KEYS = 50;

  /** Of each list within one of many distributions. */
  private static final int MAX_DETAILS = 10;

  private OutcomeJson() {}

  /** What does not concern the guard. */
  public static Map<String, Object> of(Outcome.Unrelated unrelated) {
    Map<String, Object> json = frame(unrelated.name(), /* isTold= */ false);
    json.put("reason", unrelated.reason());
    return json;
  }

  /**
   * In a stable order; {@code truncated} says where lists are cut.
   *
   * @param maxSize in bytes, as a text within JSON
   */
  static Map<String, Object> of(CallOutcome came, int maxSize) {
    return switch (came.outcome()) {
      case Outcome.Unrelated unrelated -> of(unrelated);
      case Outcome.Concerning concerning ->
          JsonLists.fitted(maxSize, CUT, lists -> withLists(came, concerning, lists));
    };
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
  static Map<String, Object> shortRow(ReportOutcome.Handled handled) {
    return JsonLists.cut(MAX_DETAILS, CUT, lists -> rowWithLists(handled, lists));
  }

  private static Map<String, Object> rowWithLists(ReportOutcome.Handled handled, JsonLists lists) {
    Map<String, Object> json = new LinkedHashMap<>();
    concerning(json, handled.outcome(), /* isOfChange= */ false, lists);
    json.remove("account");
    json.put("outcome", handled.outcome().name());
    json.putAll(found(handled, lists));
    return json;
  }

  /** The behaviors only where the guard has not read them since. */
  private static Map<String, Object> found(ReportOutcome.Handled handled, JsonLists lists) {
    if (handled.outcome().about().kind().isPresent()) {
      return ReportJson.standing(handled.found());
    }
    Map<String, Object> found = ReportJson.found(handled.found(), lists);
    found.put("found", found.remove("behaviors"));
    if (handled.found().moreBehaviors() > 0) {
      found.put("moreFound", handled.found().moreBehaviors());
    }
    return found;
  }

  static Map<String, Object> frame(String outcome, boolean isTold) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schema", SCHEMA);
    json.put("outcome", outcome);
    json.put("told", isTold);
    return json;
  }

  private static Map<String, Object> withLists(
      CallOutcome came, Outcome.Concerning outcome, JsonLists lists) {
    Map<String, Object> json = frame(outcome.name(), came instanceof CallOutcome.Told);
    concerning(json, outcome, came.trigger().event() instanceof DistributionChange, lists);
    json.put("lastWritten", came.lastWritten());
    json.put("trigger", trigger(came.trigger()));
    return json;
  }

  /**
   * @param isOfChange whether a call that wrote a config led to it
   */
  private static void concerning(
      Map<String, Object> json, Outcome.Concerning outcome, boolean isOfChange, JsonLists lists) {
    Outcome.About about = outcome.about();
    json.put("distributionId", about.distribution().value());
    about.kind().map(DistributionKind::word).ifPresent(kind -> json.put("kind", kind));
    json.put("account", about.account());
    about.domainName().map(JsonLimits::text).ifPresent(name -> json.put("domainName", name));
    json.put("aliases", lists.of(about.aliases(), JsonLimits::text));
    switch (outcome) {
      case Outcome.Repaired(var _, var found, var _) -> AssessmentJson.put(json, found, lists);
      case Outcome.WouldRepair(var _, var found) -> AssessmentJson.put(json, found, lists);
      case Outcome.InPolicy(var _, var live) -> AssessmentJson.put(json, live, lists);
      case Outcome.AlreadyBack(var _, var live, var carried) -> {
        AssessmentJson.put(json, live, lists);
        if (isOfChange) {
          carried(json, carried, lists);
        }
      }
      case Outcome.Exempt(var _, var live) -> AssessmentJson.put(json, live, lists);
      case Outcome.Disabled(var _, var live) -> AssessmentJson.put(json, live, lists);
      case Outcome.NotRepaired(var _, var why) -> notRepaired(json, why, isOfChange, lists);
      case Outcome.HeldBack(var _, var why) ->
          json.put("why", why.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      case Outcome.Failed(var _, var why) -> json.put("why", JsonLimits.text(why));
      case Outcome.Gone _ -> {
        // Nothing is known but its name.
      }
    }
    about.tagsFailure().map(JsonLimits::text).ifPresent(why -> json.put("tagsFailure", why));
  }

  private static void notRepaired(
      Map<String, Object> json,
      Outcome.NotRepaired.Obstacle why,
      boolean isOfChange,
      JsonLists lists) {
    why.found().ifPresent(found -> AssessmentJson.put(json, found, lists));
    switch (why) {
      case Outcome.NotRepaired.Obstacle.Refused(var _, var refusal) ->
          json.put("refusal", refusal(refusal));
      case Outcome.NotRepaired.Obstacle.LeftOpen(var _, var carried) -> {
        json.put("why", "left-open");
        if (isOfChange) {
          carried(json, carried, lists);
        }
      }
    }
  }

  /** What a change wrote; a tag's change writes no config, and what an audit found is not known. */
  private static void carried(
      Map<String, Object> json, Optional<Assessment> carried, JsonLists lists) {
    boolean isUnsure =
        carried
            .filter(written -> written.findings().isEmpty())
            .filter(written -> !LeftOpen.isPlainHttpCertain(written))
            .isPresent();
    json.put("carriedDrift", carried.isEmpty() ? "not known" : isUnsure ? "perhaps" : "yes");
    carried.ifPresent(written -> json.put("carried", AssessmentJson.behaviors(written, lists)));
  }

  private static Map<String, Object> refusal(Distributions.Refusal refusal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("operation", refusal.operation());
    json.put("code", JsonLimits.text(refusal.code()));
    json.put("message", JsonLimits.text(refusal.message()));
    json.put("requestId", JsonLimits.text(refusal.requestId()));
    return json;
  }

  private static Map<String, Object> trigger(Trigger.Called trigger) {
    Call call = trigger.call();
    Actor actor = call.actor();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("eventId", JsonLimits.text(call.eventId()));
    json.put("call", call.operation());
    json.put("time", call.time().toString());
    json.put("actor", JsonLimits.text(actor.name()));
    json.put("actorType", JsonLimits.text(actor.type()));
    json.put("tool", actor.tool().label());
    if (trigger.event() instanceof TagChange change) {
      change.keys().map(OutcomeJson::tagKeys).ifPresent(keys -> json.put("tagKeys", keys));
    }
    return json;
  }

  private static List<String> tagKeys(Set<String> keys) {
    return JsonLimits.list(keys.stream().sorted().toList(), MAX_TAG_KEYS, JsonLimits::text);
  }
}
