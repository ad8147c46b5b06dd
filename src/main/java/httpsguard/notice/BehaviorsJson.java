package httpsguard.notice;

import httpsguard.advice.AuditorControls;
import httpsguard.advice.HttpToS3;
import httpsguard.advice.ViewerEffect;
import httpsguard.advice.WithoutHttps;
import httpsguard.distribution.Origin;
import httpsguard.json.JsonLimits;
import httpsguard.policy.Assessment;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.Verdict;
import httpsguard.s3.S3Endpoint;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Cache behaviors and their origins as JSON. */
final class BehaviorsJson {
  /** An origin group has two. */
  private static final int MAX_ORIGINS = 4;

  /** CloudFront knows seven. */
  private static final int MAX_METHODS = 10;

  private BehaviorsJson() {}

  /**
   * In the order in which CloudFront tries them.
   *
   * @param most findings and what is left open go before others where not all fit in
   */
  static List<Map<String, Object>> behaviors(Assessment assessment, int most) {
    return assessment.behaviors().stream()
        .sorted(Comparator.comparing(BehaviorsJson::isOpen).reversed())
        .limit(most)
        .sorted(Comparator.comparingInt(judged -> judged.behavior().precedence()))
        .map(BehaviorsJson::behavior)
        .toList();
  }

  private static boolean isOpen(JudgedBehavior judged) {
    return judged.mayBeFinding() || judged.isLeftOpen();
  }

  /** Origins of S3 that do not answer over HTTPS, where CloudFront asks them so. */
  static List<Map<String, Object>> withoutHttps(Assessment assessment, int most) {
    return JsonLimits.list(
        WithoutHttps.among(assessment.behaviors()),
        most,
        without -> {
          Map<String, Object> json = new LinkedHashMap<>();
          json.put("origin", JsonLimits.text(without.origin().id()));
          json.put("why", without.word());
          json.put("originProtocolPolicy", JsonLimits.text(without.originProtocolPolicy()));
          return json;
        });
  }

  static List<Map<String, Object>> httpToS3(Assessment assessment, int most) {
    return JsonLimits.list(
        HttpToS3.among(assessment.behaviors()),
        most,
        http -> {
          Map<String, Object> json = new LinkedHashMap<>();
          json.put("origin", JsonLimits.text(http.origin().id()));
          json.put("why", http.why().word());
          return json;
        });
  }

  /** Empty where it cannot be told. */
  static Optional<Map<String, Object>> auditorControls(Assessment assessment) {
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
        json.put("exemption", ExemptionJson.of(exemption));
      }
      case Verdict.NotS3() -> json.put("verdict", "NotS3");
    }
    json.put("edgeFunctions", judged.behavior().edgeFunctions());
    json.put("origins", JsonLimits.list(judged.origins(), MAX_ORIGINS, BehaviorsJson::origin));
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

  private static Map<String, Object> origin(Origin origin) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", JsonLimits.text(origin.id()));
    json.put("domainName", JsonLimits.text(origin.domainName()));
    json.put("s3", origin.isUpToTenants() ? "up to tenants" : origin.isS3() ? "yes" : "no");
    if (origin.isS3() && origin.endpoint() instanceof S3Endpoint.Known known) {
      json.put("endpoint", known.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    return json;
  }
}
