package httpsguard.notice;

import httpsguard.advice.AuditorControls;
import httpsguard.advice.HttpToS3;
import httpsguard.advice.ViewerEffect;
import httpsguard.advice.WithoutHttps;
import httpsguard.distribution.Origin;
import httpsguard.json.JsonLimits;
import httpsguard.json.JsonLists;
import httpsguard.policy.Assessment;
import httpsguard.policy.Exemption;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.TagClaim;
import httpsguard.policy.Verdict;
import httpsguard.s3.S3Endpoint;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Verdicts on a config as JSON: cache behaviors, their origins, exemptions. */
final class AssessmentJson {
  /** An origin group has two. */
  private static final int MAX_ORIGINS = 4;

  /** CloudFront knows seven. */
  private static final int MAX_METHODS = 10;

  private AssessmentJson() {}

  /**
   * @param json what describes the outcome
   */
  static void put(Map<String, Object> json, Assessment assessment, JsonLists lists) {
    json.put("behaviors", behaviors(assessment, lists));
    json.put(
        "httpToS3", lists.of(HttpToS3.among(assessment.behaviors()), AssessmentJson::httpToS3));
    List<WithoutHttps> withoutHttps = WithoutHttps.among(assessment.behaviors());
    if (!withoutHttps.isEmpty()) {
      json.put("withoutHttps", lists.of(withoutHttps, AssessmentJson::withoutHttps));
    }
    auditorControls(assessment).ifPresent(controls -> json.put("auditorControls", controls));
    json.put("exemptionTag", claim(assessment.tagClaim()));
    if (!assessment.ended().isEmpty()) {
      json.put("endedExemptions", assessment.ended().stream().map(AssessmentJson::of).toList());
    }
  }

  /** In the order in which CloudFront tries them; what is open goes before others. */
  static List<Map<String, Object>> behaviors(Assessment assessment, JsonLists lists) {
    List<JudgedBehavior> openFirst =
        assessment.behaviors().stream()
            .sorted(Comparator.comparing(AssessmentJson::isOpen).reversed())
            .toList();
    return lists.of(openFirst, judged -> judged).stream()
        .sorted(Comparator.comparingInt(judged -> judged.behavior().precedence()))
        .map(AssessmentJson::behavior)
        .toList();
  }

  private static boolean isOpen(JudgedBehavior judged) {
    return judged.mayBeFinding() || judged.isLeftOpen();
  }

  private static Map<String, Object> httpToS3(HttpToS3 http) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("origin", JsonLimits.text(http.origin().id()));
    json.put("why", http.why().word());
    return json;
  }

  private static Map<String, Object> withoutHttps(WithoutHttps without) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("origin", JsonLimits.text(without.origin().id()));
    json.put("why", without.word());
    json.put("originProtocolPolicy", JsonLimits.text(without.originProtocolPolicy()));
    return json;
  }

  /** Empty where it cannot be told. */
  private static Optional<Map<String, Object>> auditorControls(Assessment assessment) {
    AuditorControls controls = new AuditorControls(assessment);
    if (!controls.areKnown()) {
      return Optional.empty();
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("satisfiedAsFound", controls.areSatisfied());
    json.put("satisfiedOnceRepaired", controls.areSatisfiedByRepair());
    return Optional.of(json);
  }

  private static Map<String, Object> behavior(JudgedBehavior judged) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("precedence", judged.behavior().precedence());
    json.put("pathPattern", JsonLimits.text(judged.behavior().label()));
    json.put(
        "viewerProtocolPolicy", JsonLimits.text(judged.behavior().viewerProtocolPolicy().value()));
    switch (judged.verdict()) {
      case Verdict.Finding(var to) -> {
        json.put("verdict", "Finding");
        json.put("repairTo", to.value());
        json.put("plainHttpOnceRepaired", effect(ViewerEffect.of(judged.behavior(), to)));
      }
      case Verdict.Undecided(var to, var _) -> {
        json.put("verdict", "Undecided");
        json.put("repairTo", to.value());
        json.put("plainHttpOnceRepaired", effect(ViewerEffect.of(judged.behavior(), to)));
      }
      case Verdict.Unservable() -> json.put("verdict", "Unservable");
      case Verdict.Unjudgeable(var setting, var value) -> {
        json.put("verdict", "Unjudgeable");
        json.put("unknownSetting", setting);
        json.put("unknownValue", JsonLimits.text(value));
      }
      case Verdict.InPolicy() -> json.put("verdict", "InPolicy");
      case Verdict.Exempt(var exemption) -> {
        json.put("verdict", "Exempt");
        json.put("exemption", of(exemption));
      }
      case Verdict.NotS3() -> json.put("verdict", "NotS3");
    }
    json.put("edgeFunctions", judged.behavior().edgeFunctions());
    json.put("origins", JsonLimits.list(judged.origins(), MAX_ORIGINS, AssessmentJson::origin));
    return json;
  }

  /** What each method gets, without those that nothing is said of. */
  private static Map<String, Object> effect(ViewerEffect effect) {
    Map<String, Object> json = new LinkedHashMap<>();
    put(json, "redirected", effect.redirected());
    put(json, "redirectedOrRefused", effect.redirectedOrRefused());
    put(json, "refused", effect.refused());
    return json;
  }

  private static void put(Map<String, Object> json, String name, List<String> methods) {
    if (!methods.isEmpty()) {
      json.put(name, JsonLimits.list(methods, MAX_METHODS, JsonLimits::text));
    }
  }

  private static String isS3(Origin origin) {
    if (origin.isUpToTenants()) {
      return "up to tenants";
    }
    if (origin.isPerhapsS3()) {
      return "not known";
    }
    return origin.isS3() ? "yes" : "no";
  }

  private static Map<String, Object> origin(Origin origin) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", JsonLimits.text(origin.id()));
    json.put("domainName", JsonLimits.text(origin.domainName()));
    json.put("s3", isS3(origin));
    if (origin.isS3() && origin.endpoint() instanceof S3Endpoint.Known known) {
      json.put("endpoint", known.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    return json;
  }

  private static Map<String, Object> of(Exemption exemption) {
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
