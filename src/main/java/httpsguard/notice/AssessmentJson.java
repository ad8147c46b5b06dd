package httpsguard.notice;

import httpsguard.advice.AuditorControls;
import httpsguard.advice.S3Origins;
import httpsguard.advice.ViewerEffect;
import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.Origin;
import httpsguard.distribution.ViewerProtocolPolicy;
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

/** Verdicts on a config as JSON: cache behaviors, their origins, exemptions. */
final class AssessmentJson {
  /** An origin group has two. */
  private static final int MAX_ORIGINS = 4;

  /** CloudFront knows seven. */
  private static final int MAX_METHODS = 10;

  private AssessmentJson() {}

  static void put(Map<String, Object> json, Assessment assessment, JsonLists lists) {
    json.put("behaviors", behaviors(assessment, lists));
    json.put(
        "httpToS3",
        lists.of(S3Origins.overHttp(assessment.behaviors()), origin -> why(origin, "http-only")));
    List<Origin> withoutHttps = S3Origins.withoutHttps(assessment.behaviors());
    if (!withoutHttps.isEmpty()) {
      json.put("withoutHttps", lists.of(withoutHttps, AssessmentJson::withoutHttps));
    }
    AuditorControls controls = new AuditorControls(assessment);
    if (controls.areKnown()) {
      Map<String, Object> satisfied = new LinkedHashMap<>();
      satisfied.put("satisfiedAsFound", controls.areSatisfied());
      satisfied.put("satisfiedOnceRepaired", controls.areSatisfiedByRepair());
      json.put("auditorControls", satisfied);
    }
    json.put("exemptionTag", claim(assessment.tagClaim()));
    if (!assessment.ended().isEmpty()) {
      json.put("endedExemptions", assessment.ended().stream().map(AssessmentJson::of).toList());
    }
  }

  /** In the order in which CloudFront tries them; what is open goes before others. */
  static List<Map<String, Object>> behaviors(Assessment assessment, JsonLists lists) {
    List<JudgedBehavior> openFirst =
        assessment.behaviors().stream()
            .sorted(Comparator.comparing(JudgedBehavior::isOpen).reversed())
            .toList();
    return lists.of(openFirst, judged -> judged).stream()
        .sorted(Comparator.comparingInt(judged -> judged.behavior().precedence()))
        .map(AssessmentJson::behavior)
        .toList();
  }

  /**
   * @param orElse the reason where it is not that the origin is a website endpoint
   */
  private static Map<String, Object> why(Origin origin, String orElse) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("origin", JsonLimits.text(origin.id()));
    json.put("why", origin.isWebsiteEndpoint() ? "website-endpoint" : orElse);
    return json;
  }

  private static Map<String, Object> withoutHttps(Origin origin) {
    Map<String, Object> json = why(origin, "certificate");
    json.put("originProtocolPolicy", JsonLimits.text(S3Origins.originProtocolPolicy(origin)));
    return json;
  }

  private static Map<String, Object> behavior(JudgedBehavior judged) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("precedence", judged.behavior().precedence());
    json.put("pathPattern", JsonLimits.text(judged.behavior().label()));
    json.put(
        "viewerProtocolPolicy", JsonLimits.text(judged.behavior().viewerProtocolPolicy().value()));
    json.put("verdict", judged.verdict().getClass().getSimpleName());
    switch (judged.verdict()) {
      case Verdict.Finding(var to) -> repair(json, judged.behavior(), to);
      case Verdict.Undecided(var to, var _) -> repair(json, judged.behavior(), to);
      case Verdict.Unjudgeable(var setting, var value) -> {
        json.put("unknownSetting", setting);
        json.put("unknownValue", JsonLimits.text(value));
      }
      case Verdict.Exempt(var exemption) -> json.put("exemption", of(exemption));
      case Verdict.Unservable(), Verdict.InPolicy(), Verdict.NotS3() -> {
        // The word says it all.
      }
    }
    json.put("edgeFunctions", judged.behavior().edgeFunctions());
    json.put("origins", JsonLimits.list(judged.origins(), MAX_ORIGINS, AssessmentJson::origin));
    return json;
  }

  private static void repair(
      Map<String, Object> json, CacheBehavior behavior, ViewerProtocolPolicy to) {
    Map<String, Object> methods = new LinkedHashMap<>();
    ViewerEffect.of(behavior, to)
        .methods()
        .forEach(
            (answer, those) ->
                methods.put(answer.word(), JsonLimits.list(those, MAX_METHODS, JsonLimits::text)));
    json.put("repairTo", to.value());
    json.put("plainHttpOnceRepaired", methods);
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
        json.put(
            "state",
            switch (flaw) {
              case TagClaim.Flaw.NoDate() -> "no date";
              case TagClaim.Flaw.Ended(var _) -> "ended";
              case TagClaim.Flaw.TooFar(var _, var _) -> "too far off";
            });
        json.put("tag", key);
        json.put("value", JsonLimits.text(value));
      }
    }
    return json;
  }
}
