package httpsguard.notice;

import httpsguard.Outcome;
import httpsguard.Trigger;
import httpsguard.advice.FoundByAudit;
import httpsguard.audit.ReportJson;
import httpsguard.audit.ReportedDistribution;
import httpsguard.cloudtrail.Actor;
import httpsguard.cloudtrail.Call;
import httpsguard.distribution.DistributionKind;
import httpsguard.distribution.Distributions;
import httpsguard.json.AsciiJson;
import httpsguard.json.JsonLimits;
import httpsguard.json.JsonLists;
import httpsguard.policy.Assessment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An outcome as JSON: what the function returns and logs, and what programs get of a notice
 * (docs/notices.md has the schema).
 */
public final class OutcomeJson {
  /** Rises when a field changes its meaning or goes; new fields may come at any time. */
  private static final int SCHEMA = 1;

  /** In bytes, as a text within JSON: far below what a log event and a function's answer may be. */
  private static final int MAX_SIZE = 100_000;

  private static final String CUT =
      ", findings before others: with all of them this would be too large for a message of SNS";

  private static final int MAX_TAG_KEYS = 50;

  /** Of each list within one of many distributions. */
  private static final int MAX_DETAILS = 10;

  private OutcomeJson() {}

  /** One line. */
  public static String line(Outcome outcome) {
    return AsciiJson.of(of(outcome));
  }

  /** The outcome as an object, in a stable order; {@code truncated} says where lists are cut. */
  public static Map<String, Object> of(Outcome outcome) {
    return of(outcome, MAX_SIZE);
  }

  /**
   * @param maxSize in bytes, as a text within JSON
   */
  static Map<String, Object> of(Outcome outcome, int maxSize) {
    return JsonLists.fitted(maxSize, CUT, lists -> withLists(outcome, lists));
  }

  /**
   * A distribution within a report, which says once what made the guard look.
   *
   * @param maxSize in bytes, as a text within JSON
   */
  static Map<String, Object> row(Outcome.Concerning outcome, int maxSize) {
    return JsonLists.fitted(maxSize, CUT, lists -> rowWithLists(outcome, lists));
  }

  /** The same with the first of each list only. */
  static Map<String, Object> shortRow(Outcome.Concerning outcome) {
    return JsonLists.cut(MAX_DETAILS, CUT, lists -> rowWithLists(outcome, lists));
  }

  private static Map<String, Object> rowWithLists(Outcome.Concerning outcome, JsonLists lists) {
    Map<String, Object> json = new LinkedHashMap<>();
    concerning(json, outcome, lists);
    json.keySet().removeAll(List.of("account", "lastWritten", "trigger"));
    json.put("outcome", outcome.name());
    FoundByAudit.of(outcome.about().trigger())
        .ifPresent(audited -> json.putAll(found(outcome, audited.reported(), lists)));
    return json;
  }

  /** The behaviors only where nobody has read them since. */
  private static Map<String, Object> found(
      Outcome.Concerning outcome, ReportedDistribution reported, JsonLists lists) {
    Map<String, Object> found = ReportJson.found(reported, lists);
    if (outcome.about().kind().isPresent()) {
      found.remove("behaviors");
    } else {
      found.put("found", found.remove("behaviors"));
    }
    return found;
  }

  private static Map<String, Object> withLists(Outcome outcome, JsonLists lists) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schema", SCHEMA);
    json.put("outcome", outcome.name());
    json.put("told", outcome.isTold());
    switch (outcome) {
      case Outcome.Unrelated(var reason) -> json.put("reason", reason);
      case Outcome.Concerning concerning -> concerning(json, concerning, lists);
    }
    return json;
  }

  private static void concerning(
      Map<String, Object> json, Outcome.Concerning outcome, JsonLists lists) {
    Outcome.About about = outcome.about();
    json.put("distributionId", about.trigger().distribution().value());
    about.kind().map(DistributionKind::word).ifPresent(kind -> json.put("kind", kind));
    json.put("account", about.trigger().account());
    about.domainName().map(JsonLimits::text).ifPresent(name -> json.put("domainName", name));
    json.put("aliases", lists.of(about.aliases(), JsonLimits::text));
    switch (outcome) {
      case Outcome.Repaired(var _, var found) -> AssessmentJson.put(json, found, lists);
      case Outcome.WouldRepair(var _, var found, var _) -> AssessmentJson.put(json, found, lists);
      case Outcome.InPolicy(var _, var live) -> AssessmentJson.put(json, live, lists);
      case Outcome.AlreadyBack(var _, var live, var carried) -> {
        AssessmentJson.put(json, live, lists);
        carried(json, about.trigger(), carried, lists);
      }
      case Outcome.Exempt(var _, var live, var _) -> AssessmentJson.put(json, live, lists);
      case Outcome.Disabled(var _, var live, var _) -> AssessmentJson.put(json, live, lists);
      case Outcome.NotRepaired(var _, var found, var refusal) -> {
        found.ifPresent(live -> AssessmentJson.put(json, live, lists));
        json.put("refusal", refusal(refusal));
      }
      case Outcome.HeldBack(var _, var why) ->
          json.put("why", why.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      case Outcome.Failed(var _, var why) -> json.put("why", JsonLimits.text(why));
      case Outcome.Gone _ -> {
        // Nothing is known but its name.
      }
    }
    about.tagsFailure().map(JsonLimits::text).ifPresent(why -> json.put("tagsFailure", why));
    json.put("lastWritten", about.lastWritten());
    json.put("trigger", trigger(about.trigger()));
  }

  private static void carried(
      Map<String, Object> json, Trigger trigger, Optional<Assessment> carried, JsonLists lists) {
    if (trigger instanceof Trigger.Change) {
      json.put("carriedDrift", carried.isPresent() ? "yes" : "not known");
      carried.ifPresent(written -> json.put("carried", AssessmentJson.behaviors(written, lists)));
    }
  }

  private static Map<String, Object> refusal(Distributions.Refusal refusal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("operation", refusal.operation());
    json.put("code", JsonLimits.text(refusal.code()));
    json.put("message", JsonLimits.text(refusal.message()));
    json.put("requestId", JsonLimits.text(refusal.requestId()));
    return json;
  }

  private static Map<String, Object> trigger(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Change(var change) -> call(change.call());
      case Trigger.Tags(var change) -> {
        Map<String, Object> call = call(change.call());
        change
            .keys()
            .ifPresent(
                keys ->
                    call.put(
                        "tagKeys",
                        JsonLimits.list(
                            keys.stream().sorted().toList(), MAX_TAG_KEYS, JsonLimits::text)));
        yield call;
      }
      case Trigger.Audited audited -> {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("audit", JsonLimits.text(audited.requestId()));
        json.put("time", audited.time().toString());
        yield json;
      }
    };
  }

  private static Map<String, Object> call(Call call) {
    Actor actor = call.actor();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("eventId", JsonLimits.text(call.eventId()));
    json.put("call", call.operation());
    json.put("time", call.time().toString());
    json.put("actor", JsonLimits.text(actor.name()));
    json.put("actorType", JsonLimits.text(actor.type()));
    json.put("tool", actor.tool().label());
    return json;
  }
}
