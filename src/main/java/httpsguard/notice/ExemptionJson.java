package httpsguard.notice;

import httpsguard.json.JsonLimits;
import httpsguard.policy.Assessment;
import httpsguard.policy.Exemption;
import httpsguard.policy.TagClaim;
import java.util.LinkedHashMap;
import java.util.Map;

/** Exemptions as JSON. */
final class ExemptionJson {
  private ExemptionJson() {}

  /**
   * Puts what the exemption tag comes to, and the exemptions that ended.
   *
   * @param json what describes the outcome
   */
  static void put(Map<String, Object> json, Assessment assessment) {
    json.put("exemptionTag", claim(assessment.tagClaim()));
    if (!assessment.ended().isEmpty()) {
      json.put("endedExemptions", assessment.ended().stream().map(ExemptionJson::of).toList());
    }
  }

  static Map<String, Object> of(Exemption exemption) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("until", exemption.until().toString());
    json.put("reason", JsonLimits.text(exemption.reason()));
    switch (exemption.source()) {
      case Exemption.Source.ByRule(var index) -> json.put("rule", index);
      case Exemption.Source.ByTag(var key) -> json.put("tag", key);
    }
    return json;
  }

  private static Map<String, Object> claim(TagClaim claim) {
    Map<String, Object> json = new LinkedHashMap<>();
    switch (claim) {
      case TagClaim.Off() -> json.put("state", "off");
      case TagClaim.Unknown() -> json.put("state", "not known");
      case TagClaim.Absent(var key) -> {
        json.put("state", "absent");
        json.put("tag", key);
      }
      case TagClaim.Granted(var exemption) -> {
        json.put("state", "granted");
        json.putAll(of(exemption));
      }
      case TagClaim.Refused(var key, var value, var flaw) -> {
        json.put("state", state(flaw));
        json.put("tag", key);
        json.put("value", JsonLimits.text(value));
      }
    }
    return json;
  }

  private static String state(TagClaim.Flaw flaw) {
    return switch (flaw) {
      case TagClaim.Flaw.NoDate() -> "no date";
      case TagClaim.Flaw.Ended(var _) -> "ended";
      case TagClaim.Flaw.TooFar(var _, var _) -> "too far off";
    };
  }
}
