package httpsguard.notice;

import httpsguard.advice.AuditorControls;
import httpsguard.advice.S3Origins;
import httpsguard.advice.ViewerEffect;
import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.Origin;
import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.json.JsonFields;
import httpsguard.json.JsonLimits;
import httpsguard.json.JsonLists;
import httpsguard.policy.Assessment;
import httpsguard.policy.Exemption;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.TagClaim;
import httpsguard.policy.Verdict;
import httpsguard.s3.S3Endpoint;
import java.util.Comparator;
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

  static JsonFields of(Assessment assessment, JsonLists lists) {
    List<JudgedBehavior> behaviors = assessment.behaviors();
    AuditorControls controls = new AuditorControls(assessment);
    return new JsonFields()
        .with("behaviors", behaviors(assessment, lists))
        .with(
            "httpToS3", lists.of(S3Origins.overHttp(behaviors), origin -> why(origin, "http-only")))
        .withAny(
            "withoutHttps",
            Optional.of(S3Origins.withoutHttps(behaviors))
                .filter(origins -> !origins.isEmpty())
                .map(origins -> lists.of(origins, AssessmentJson::withoutHttps)))
        .withAny(
            "auditorControls",
            Optional.of(controls).filter(AuditorControls::areKnown).map(AssessmentJson::satisfied))
        .with("exemptionTag", of(assessment.tagClaim()))
        .withAny("endedExemptions", assessment.ended().stream().map(AssessmentJson::of).toList());
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
  private static JsonFields why(Origin origin, String orElse) {
    return new JsonFields()
        .withText("origin", origin.id())
        .with("why", origin.isWebsiteEndpoint() ? "website-endpoint" : orElse);
  }

  private static JsonFields withoutHttps(Origin origin) {
    return why(origin, "certificate")
        .withText("originProtocolPolicy", S3Origins.originProtocolPolicy(origin));
  }

  private static Map<String, Object> satisfied(AuditorControls controls) {
    return new JsonFields()
        .with("satisfiedAsFound", controls.areSatisfied())
        .with("satisfiedOnceRepaired", controls.areSatisfiedByRepair());
  }

  private static Map<String, Object> behavior(JudgedBehavior judged) {
    return new JsonFields()
        .with("precedence", judged.behavior().precedence())
        .withText("pathPattern", judged.behavior().label())
        .withText("viewerProtocolPolicy", judged.behavior().viewerProtocolPolicy().value())
        .with("verdict", judged.verdict().getClass().getSimpleName())
        .withAll(verdict(judged))
        .with("edgeFunctions", judged.behavior().edgeFunctions())
        .with("origins", JsonLimits.list(judged.origins(), MAX_ORIGINS, AssessmentJson::origin));
  }

  /** What its name does not say. */
  private static Map<String, Object> verdict(JudgedBehavior judged) {
    return switch (judged.verdict()) {
      case Verdict.Finding(var to) -> repair(judged.behavior(), to);
      case Verdict.Undecided(var to, var _) -> repair(judged.behavior(), to);
      case Verdict.Unjudgeable(var setting, var value) ->
          new JsonFields().with("unknownSetting", setting).withText("unknownValue", value);
      case Verdict.Exempt(var exemption) -> Map.of("exemption", of(exemption));
      case Verdict.Unservable(), Verdict.InPolicy(), Verdict.NotS3() -> Map.of();
    };
  }

  private static Map<String, Object> repair(CacheBehavior behavior, ViewerProtocolPolicy to) {
    JsonFields methods = new JsonFields();
    ViewerEffect.of(behavior, to)
        .methods()
        .forEach(
            (answer, those) ->
                methods.with(answer.word(), JsonLimits.list(those, MAX_METHODS, JsonLimits::text)));
    return new JsonFields().with("repairTo", to.value()).with("plainHttpOnceRepaired", methods);
  }

  private static Map<String, Object> origin(Origin origin) {
    JsonFields json =
        new JsonFields()
            .withText("id", origin.id())
            .withText("domainName", origin.domainName())
            .with("s3", isS3(origin));
    return origin.isS3() && origin.endpoint() instanceof S3Endpoint.Known known
        ? json.with("endpoint", known.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        : json;
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

  private static Map<String, Object> of(Exemption exemption) {
    JsonFields json =
        new JsonFields()
            .with("until", exemption.until().toString())
            .withText("reason", exemption.reason());
    return switch (exemption.source()) {
      case Exemption.Source.ByRule(var index) -> json.with("rule", index);
      case Exemption.Source.ByTag(var key) -> json.with("tag", key);
    };
  }

  private static Map<String, Object> of(TagClaim claim) {
    return switch (claim) {
      case TagClaim.Off() -> Map.of("state", "off");
      case TagClaim.Unknown() -> Map.of("state", "not known");
      case TagClaim.Absent(var key) -> new JsonFields().with("state", "absent").with("tag", key);
      case TagClaim.Granted(var exemption) ->
          new JsonFields().with("state", "granted").withAll(of(exemption));
      case TagClaim.Refused(var key, var value, var flaw) ->
          new JsonFields().with("state", of(flaw)).with("tag", key).withText("value", value);
    };
  }

  private static String of(TagClaim.Flaw flaw) {
    return switch (flaw) {
      case TagClaim.Flaw.NoDate() -> "no date";
      case TagClaim.Flaw.Ended _ -> "ended";
      case TagClaim.Flaw.TooFar _ -> "too far off";
    };
  }
}
