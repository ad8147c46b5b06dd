package httpsguard.notice;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import httpsguard.Distributions;
import httpsguard.Outcome;
import httpsguard.Trigger;
import httpsguard.cloudtrail.Actor;
import httpsguard.cloudtrail.Call;
import httpsguard.policy.Assessment;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An outcome as JSON: what the function returns and logs. */
public final class OutcomeJson {
  /** Rises when a field changes its meaning or goes; new fields may come at any time. */
  private static final int SCHEMA = 1;

  private OutcomeJson() {}

  /** The outcome's name, such as {@code Repaired}. */
  public static String name(Outcome outcome) {
    return outcome.getClass().getSimpleName();
  }

  /** One line. */
  public static String line(Outcome outcome) {
    return JsonWriter.string(of(outcome));
  }

  /** The outcome as an object, in a stable order. */
  public static Map<String, Object> of(Outcome outcome) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schema", SCHEMA);
    json.put("outcome", name(outcome));
    json.put("told", outcome.isTold());
    switch (outcome) {
      case Outcome.Unrelated(var reason) -> json.put("reason", reason);
      case Outcome.Concerning concerning -> concerning(json, concerning);
    }
    return json;
  }

  private static void concerning(Map<String, Object> json, Outcome.Concerning outcome) {
    Outcome.About about = outcome.about();
    json.put("distributionId", about.trigger().distribution().value());
    json.put("account", about.trigger().account());
    about.domainName().ifPresent(name -> json.put("domainName", name));
    json.put("aliases", about.aliases());
    switch (outcome) {
      case Outcome.Repaired repaired -> behaviors(json, repaired.found());
      case Outcome.WouldRepair wouldRepair -> behaviors(json, wouldRepair.found());
      case Outcome.InPolicy inPolicy -> behaviors(json, inPolicy.assessment());
      case Outcome.AlreadyBack alreadyBack -> {
        behaviors(json, alreadyBack.assessment());
        switch (about.trigger()) {
          case Trigger.Change _ -> json.put("carriedDrift", carried(alreadyBack.carried()));
          case Trigger.Tags _ -> {
            // Tags carry none.
          }
        }
      }
      case Outcome.Exempt exempt -> behaviors(json, exempt.assessment());
      case Outcome.Disabled disabled -> behaviors(json, disabled.assessment());
      case Outcome.NotRepaired notRepaired -> {
        notRepaired.found().ifPresent(found -> behaviors(json, found));
        json.put("refusal", refusal(notRepaired.refusal()));
      }
      case Outcome.Gone _ -> {
        // Nothing is known but its name.
      }
    }
    about.tagsFailure().ifPresent(why -> json.put("tagsFailure", why));
    json.put("lastWritten", about.lastWritten());
    switch (about.trigger()) {
      case Trigger.Change(var change) -> json.put("trigger", call(change.call()));
      case Trigger.Tags(var change) -> {
        Map<String, Object> call = call(change.call());
        change.keys().ifPresent(keys -> call.put("tagKeys", keys.stream().sorted().toList()));
        json.put("trigger", call);
      }
    }
  }

  private static String carried(Optional<Assessment> carried) {
    return carried.isPresent() ? "yes" : "not known";
  }

  private static void behaviors(Map<String, Object> json, Assessment assessment) {
    json.put("behaviors", assessment.behaviors().stream().map(OutcomeJson::behavior).toList());
    ExemptionJson.put(json, assessment);
  }

  private static JsonObject behavior(JudgedBehavior judged) {
    JsonObject json = new JsonObject();
    json.put("pathPattern", judged.behavior().label());
    json.put("viewerProtocolPolicy", judged.behavior().viewerProtocolPolicy().value());
    switch (judged.verdict()) {
      case Verdict.Finding(var to) -> {
        json.put("verdict", "Finding");
        json.put("repairedTo", to.value());
      }
      case Verdict.InPolicy() -> json.put("verdict", "InPolicy");
      case Verdict.Exempt(var exemption) -> {
        json.put("verdict", "Exempt");
        json.put("exemption", ExemptionJson.of(exemption));
      }
      case Verdict.NotS3() -> json.put("verdict", "NotS3");
    }
    json.put(
        "origins",
        judged.origins().stream()
            .map(origin -> Map.of("id", origin.id(), "domainName", origin.domainName()))
            .toList());
    return json;
  }

  private static Map<String, Object> refusal(Distributions.Refusal refusal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("operation", refusal.operation());
    json.put("code", refusal.code());
    json.put("message", refusal.message());
    json.put("requestId", refusal.requestId());
    return json;
  }

  private static Map<String, Object> call(Call call) {
    Actor actor = call.actor();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("eventId", call.eventId());
    json.put("call", call.operation());
    json.put("time", call.time().toString());
    json.put("actor", actor.name());
    json.put("actorType", actor.type());
    json.put("tool", actor.tool().label());
    return json;
  }
}
