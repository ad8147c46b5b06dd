package httpsguard.cli;

import httpsguard.cli.Checked.Standing;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.Origin;
import httpsguard.json.AsciiJson;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a check came to, for programs: {@code docs/audit.md} describes it. */
final class CheckJson {
  private static final int VERSION = 1;

  private CheckJson() {}

  /** One object on one line. */
  static String of(ConfigCheck check) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", VERSION);
    json.put("status", check.status());
    Map<String, Object> counts = new LinkedHashMap<>();
    for (Standing standing : Standing.values()) {
      counts.put(standing.word(), check.count(standing));
    }
    json.put("counts", counts);
    json.put("distributions", check.checked().stream().map(CheckJson::distribution).toList());
    json.put("notJudged", check.unread().stream().map(CheckJson::notJudged).toList());
    return AsciiJson.of(json);
  }

  private static Map<String, Object> notJudged(ConfigCheck.Unread unread) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", unread.file().toString());
    unread.id().map(DistributionId::value).ifPresent(id -> json.put("id", id));
    json.put("why", unread.why());
    return json;
  }

  private static Map<String, Object> distribution(Checked checked) {
    Map<String, Object> json = new LinkedHashMap<>();
    checked.subject().distribution().map(DistributionId::value).ifPresent(id -> json.put("id", id));
    checked.subject().account().ifPresent(account -> json.put("account", account));
    json.put("file", checked.file().toString());
    json.put("aliases", checked.config().aliases());
    json.put("standing", checked.standing().word());
    json.put(
        "behaviors",
        checked.assessment().behaviors().stream()
            .map(judged -> behavior(judged, checked))
            .toList());
    return json;
  }

  private static Map<String, Object> behavior(JudgedBehavior judged, Checked checked) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("pathPattern", judged.behavior().label());
    json.put("viewerProtocolPolicy", judged.behavior().viewerProtocolPolicy().value());
    json.put("origins", judged.origins().stream().map(Origin::domainName).toList());
    switch (judged.verdict()) {
      case Verdict.Finding(var to) -> {
        json.put("verdict", "Finding");
        json.put("repairTo", to.value());
      }
      case Verdict.Undecided(var to, var _) -> {
        json.put("verdict", "Undecided");
        json.put("repairTo", to.value());
        json.put("undecidedBy", checked.doubts().about(judged.behavior()));
      }
      case Verdict.Unservable() -> json.put("verdict", "Unservable");
      case Verdict.Unjudgeable(var setting, var value) -> {
        json.put("verdict", "Unjudgeable");
        json.put("unknownSetting", setting);
        json.put("unknownValue", value);
        if (checked.doubts().mayDecide(judged.behavior())) {
          json.put("undecidedBy", checked.doubts().about(judged.behavior()));
        }
      }
      case Verdict.Exempt(var exemption) -> {
        json.put("verdict", "Exempt");
        json.put("until", exemption.until().toString());
        json.put("reason", exemption.reason());
      }
      case Verdict.InPolicy() -> json.put("verdict", "InPolicy");
      case Verdict.NotS3() -> json.put("verdict", "NotS3");
    }
    return json;
  }
}
