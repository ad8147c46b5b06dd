package httpsguard.notice;

import httpsguard.CallOutcome;
import httpsguard.Outcome;
import httpsguard.ReportOutcome;
import httpsguard.Trigger;
import httpsguard.advice.HttpToS3;
import httpsguard.advice.LeftOpen;
import httpsguard.audit.ReportJson;
import httpsguard.audit.ReportedDistribution;
import httpsguard.cloudtrail.Actor;
import httpsguard.cloudtrail.Call;
import httpsguard.distribution.DistributionKind;
import httpsguard.distribution.Distributions;
import httpsguard.json.AsciiJson;
import httpsguard.json.JsonLimits;
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

  /** How many entries of each list are tried until the whole is small enough. */
  private static final List<Integer> LENGTHS = List.of(Integer.MAX_VALUE, 100, 50, 25, 12, 6, 2, 0);

  private static final int MAX_TAG_KEYS = 50;

  private OutcomeJson() {}

  /** One line. */
  public static String line(CallOutcome came) {
    return AsciiJson.of(of(came));
  }

  /** The outcome as an object, in a stable order; {@code truncated} says where lists are cut. */
  public static Map<String, Object> of(CallOutcome came) {
    return of(came, MAX_SIZE);
  }

  /** What is none of the guard's business. */
  public static Map<String, Object> of(Outcome.Unrelated unrelated) {
    Map<String, Object> json = frame(unrelated, false);
    json.put("reason", unrelated.reason());
    return json;
  }

  /**
   * @param maxSize in bytes, as a text within JSON
   */
  static Map<String, Object> of(CallOutcome came, int maxSize) {
    return switch (came.outcome()) {
      case Outcome.Unrelated unrelated -> of(unrelated);
      case Outcome.Concerning concerning -> {
        Map<String, Object> json = Map.of();
        for (int length : LENGTHS) {
          json = withLists(came, concerning, length);
          if (JsonLimits.sizeAsText(json) <= maxSize) {
            break;
          }
        }
        yield json;
      }
    };
  }

  /** A distribution within a report, which says once what made the guard look. */
  static Map<String, Object> row(ReportOutcome.Handled handled, int length) {
    Outcome.Concerning outcome = handled.outcome();
    Map<String, Object> json = new LinkedHashMap<>();
    concerning(json, outcome, /* isOfChange= */ false, length);
    json.remove("account");
    json.put("outcome", outcome.name());
    json.putAll(found(outcome, handled.found(), length));
    return json;
  }

  /** The behaviors only where nobody has read them since. */
  private static Map<String, Object> found(
      Outcome.Concerning outcome, ReportedDistribution reported, int length) {
    Map<String, Object> found = ReportJson.found(reported, length);
    if (outcome.about().kind().isPresent()) {
      found.keySet().retainAll(List.of("standing", "lastModified"));
    } else {
      found.put("found", found.remove("behaviors"));
    }
    return found;
  }

  private static Map<String, Object> frame(Outcome outcome, boolean isTold) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schema", SCHEMA);
    json.put("outcome", outcome.name());
    json.put("told", isTold);
    return json;
  }

  private static Map<String, Object> withLists(
      CallOutcome came, Outcome.Concerning outcome, int length) {
    Map<String, Object> json = frame(outcome, came instanceof CallOutcome.Told);
    concerning(json, outcome, came.trigger() instanceof Trigger.Change, length);
    json.put("lastWritten", came.lastWritten());
    json.put("trigger", trigger(came.trigger()));
    return json;
  }

  /**
   * @param isOfChange whether a call that wrote a config led to it
   */
  private static void concerning(
      Map<String, Object> json, Outcome.Concerning outcome, boolean isOfChange, int length) {
    Outcome.About about = outcome.about();
    json.put("distributionId", about.distribution().value());
    about.kind().map(DistributionKind::word).ifPresent(kind -> json.put("kind", kind));
    json.put("account", about.account());
    about.domainName().map(JsonLimits::text).ifPresent(name -> json.put("domainName", name));
    json.put("aliases", JsonLimits.list(about.aliases(), length, JsonLimits::text));
    switch (outcome) {
      case Outcome.Repaired(var _, var found) -> assessment(json, found, length);
      case Outcome.WouldRepair(var _, var found) -> assessment(json, found, length);
      case Outcome.InPolicy(var _, var live) -> assessment(json, live, length);
      case Outcome.AlreadyBack(var _, var live, var carried) -> {
        assessment(json, live, length);
        if (isOfChange) {
          carried(json, carried, length);
        }
      }
      case Outcome.Exempt(var _, var live) -> assessment(json, live, length);
      case Outcome.Disabled(var _, var live) -> assessment(json, live, length);
      case Outcome.NotRepaired(var _, var why) -> notRepaired(json, why, isOfChange, length);
      case Outcome.HeldBack(var _, var why) ->
          json.put("why", why.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      case Outcome.Failed(var _, var why) -> json.put("why", JsonLimits.text(why));
      case Outcome.Gone _ -> {
        // Nothing is known but its name.
      }
    }
    about.tagsFailure().map(JsonLimits::text).ifPresent(why -> json.put("tagsFailure", why));
    if (about.aliases().size() > length) {
      truncated(json, length);
    }
  }

  private static void notRepaired(
      Map<String, Object> json, Outcome.NotRepaired.Obstacle why, boolean isOfChange, int length) {
    why.found().ifPresent(found -> assessment(json, found, length));
    switch (why) {
      case Outcome.NotRepaired.Obstacle.Refused(var _, var refusal) ->
          json.put("refusal", refusal(refusal));
      case Outcome.NotRepaired.Obstacle.LeftOpen(var _, var carried) -> {
        json.put("why", "left-open");
        if (isOfChange) {
          carried(json, carried, length);
        }
      }
    }
  }

  private static void assessment(Map<String, Object> json, Assessment assessment, int length) {
    json.put("behaviors", BehaviorsJson.behaviors(assessment, length));
    json.put("httpToS3", BehaviorsJson.httpToS3(assessment, length));
    List<Map<String, Object>> withoutHttps = BehaviorsJson.withoutHttps(assessment, length);
    if (!withoutHttps.isEmpty()) {
      json.put("withoutHttps", withoutHttps);
    }
    BehaviorsJson.auditorControls(assessment)
        .ifPresent(controls -> json.put("auditorControls", controls));
    ExemptionJson.put(json, assessment);
    if (assessment.behaviors().size() > length
        || HttpToS3.among(assessment.behaviors()).size() > length) {
      truncated(json, length);
    }
  }

  private static void truncated(Map<String, Object> json, int length) {
    json.put(
        "truncated",
        "lists have at most "
            + length
            + " entries here, findings before others: with all of them this would be too large for a"
            + " message of SNS");
  }

  /** What a change wrote; a tag's change writes no config, and what an audit found is not known. */
  private static void carried(Map<String, Object> json, Optional<Assessment> carried, int length) {
    json.put("carriedDrift", carried.map(OutcomeJson::carriedDrift).orElse("not known"));
    carried.ifPresent(
        written -> {
          json.put("carried", BehaviorsJson.behaviors(written, length));
          if (written.behaviors().size() > length) {
            truncated(json, length);
          }
        });
  }

  private static String carriedDrift(Assessment written) {
    return written.findings().isEmpty() && LeftOpen.unservable(written).isEmpty()
        ? "perhaps"
        : "yes";
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
    Map<String, Object> call = call(trigger.call());
    if (trigger instanceof Trigger.Tags(var change)) {
      change
          .keys()
          .ifPresent(
              keys ->
                  call.put(
                      "tagKeys",
                      JsonLimits.list(
                          keys.stream().sorted().toList(), MAX_TAG_KEYS, JsonLimits::text)));
    }
    return call;
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
