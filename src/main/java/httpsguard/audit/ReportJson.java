package httpsguard.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import httpsguard.audit.ReportedDistribution.Standing;
import httpsguard.json.AsciiJson;
import httpsguard.json.JsonFields;
import httpsguard.json.JsonLimits;
import httpsguard.json.JsonLists;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A report as JSON: what the audit returns, and what the guard reads of it. */
public final class ReportJson {
  /** What the field {@code report} says of every report. */
  public static final String KIND = "https-guard-audit";

  /** Rises when a field changes its meaning or goes; new fields may come at any time. */
  public static final int SCHEMA = 1;

  private ReportJson() {}

  /**
   * The report with as many of its distributions as there is room for, from the first on; the
   * others are counted as left out.
   *
   * @param most how many bytes its JSON may take
   */
  public static Report fitted(Report report, int most) {
    int taken = bytes(json(first(report, 0)));
    int fitting = 0;
    for (ReportedDistribution reported : report.distributions()) {
      taken += bytes(distribution(reported)) + 1;
      if (taken > most) {
        break;
      }
      fitting++;
    }
    return fitting == report.distributions().size() ? report : first(report, fitting);
  }

  /**
   * One line.
   *
   * @param text the report in words, for people; empty where programs read it
   */
  public static String line(Report report, Optional<String> text) {
    return AsciiJson.of(json(report).withAny("text", text));
  }

  /** How many distributions there are of each kind. */
  public static Map<String, Object> totals(Report.Totals totals) {
    JsonFields json = new JsonFields().with("audited", totals.audited());
    for (Standing standing : Standing.values()) {
      json.put(standing.total(), totals.of(standing));
    }
    return json.with("unreadable", totals.unreadable()).with("complete", totals.complete());
  }

  /**
   * One of a report's distributions.
   *
   * @param maxSize in bytes, as a text within JSON
   */
  public static Map<String, Object> distribution(ReportedDistribution reported, int maxSize) {
    return JsonLists.fitted(
        maxSize,
        "",
        lists ->
            new JsonFields()
                .with("distributionId", reported.id().value())
                .withAny("domainName", reported.domainName().map(JsonLimits::text))
                .with("aliases", lists.of(reported.aliases(), JsonLimits::text))
                .withAll(standing(reported))
                .with("behaviors", behaviors(reported, lists)));
  }

  /** What the audit found, but for the cache behaviors. */
  public static Map<String, Object> standing(ReportedDistribution reported) {
    return new JsonFields()
        .with("standing", reported.standing().word())
        .withAny("lastModified", reported.lastModified().map(Instant::toString));
  }

  public static List<Map<String, Object>> behaviors(
      ReportedDistribution reported, JsonLists lists) {
    return lists.of(reported.behaviors(), ReportJson::behavior);
  }

  private static JsonFields json(Report report) {
    return new JsonFields()
        .with("report", KIND)
        .with("schema", SCHEMA)
        .withText("requestId", report.requestId())
        .with("time", report.time().toString())
        .with("account", report.account())
        .withAny("purpose", report.purpose().map(Report.Purpose::word))
        .with("mode", report.mode().word())
        .with("totals", totals(report.totals()))
        .with("dependents", dependents(report.dependents()))
        .with(
            "distributions", report.distributions().stream().map(ReportJson::distribution).toList())
        .with("leftOut", report.leftOut())
        .with("unreadable", report.unreadable().stream().map(ReportJson::unreadable).toList());
  }

  private static Map<String, Object> dependents(Report.Dependents dependents) {
    return new JsonFields()
        .with("lambdaEdge", dependents.lambdaEdge())
        .with("webAcl", dependents.webAcl())
        .with("vpcOrigin", dependents.vpcOrigin());
  }

  private static Map<String, Object> distribution(ReportedDistribution reported) {
    Optional<ReportedDistribution.More> more = reported.more();
    return new JsonFields()
        .with("distributionId", reported.id().value())
        .with("standing", reported.standing().word())
        .withAny("domainName", reported.domainName().map(JsonLimits::text))
        .with("aliases", reported.aliases().stream().map(JsonLimits::text).toList())
        .withAny("lastModified", reported.lastModified().map(Instant::toString))
        .with("behaviors", reported.behaviors().stream().map(ReportJson::behavior).toList())
        .withAny("moreBehaviors", more.map(ReportedDistribution.More::behaviors))
        .withAny("allPatterns", more.map(ReportedDistribution.More::allPatterns));
  }

  private static Map<String, Object> behavior(ReportedDistribution.Behavior behavior) {
    return new JsonFields()
        .withText("pathPattern", behavior.pathPattern())
        .withText("origin", behavior.origin())
        .withText("viewerProtocolPolicy", viewerProtocolPolicy(behavior.verdict()))
        .with("verdict", behavior.verdict().name())
        .withAll(verdict(behavior.verdict()));
  }

  /** What its name does not say. */
  private static Map<String, Object> verdict(ReportedVerdict verdict) {
    JsonFields json = new JsonFields();
    return switch (verdict) {
      case ReportedVerdict.Finding(var to) -> json.withText("repairTo", to);
      case ReportedVerdict.Undecided(var to) -> json.withText("repairTo", to);
      case ReportedVerdict.Unservable() -> json;
      case ReportedVerdict.Unjudgeable(var setting, var value) ->
          json.with("unknownSetting", setting).withText("unknownValue", value);
      case ReportedVerdict.Exempt(var until, var reason) ->
          json.with("until", until.toString()).withText("reason", reason);
    };
  }

  /** All others that a report names are on {@code allow-all}. */
  private static String viewerProtocolPolicy(ReportedVerdict verdict) {
    return verdict instanceof ReportedVerdict.Unjudgeable(var setting, var value)
            && setting.equals("ViewerProtocolPolicy")
        ? value
        : "allow-all";
  }

  public static Map<String, Object> unreadable(Report.Unreadable unreadable) {
    return new JsonFields()
        .withText("distributionId", unreadable.id())
        .withText("why", unreadable.why());
  }

  private static Report first(Report report, int most) {
    List<ReportedDistribution> all = report.distributions();
    return new Report(
        report.requestId(),
        report.time(),
        report.account(),
        report.purpose(),
        report.mode(),
        report.totals(),
        all.subList(0, most),
        report.leftOut() + all.size() - most,
        report.unreadable(),
        report.dependents());
  }

  private static int bytes(Map<String, Object> json) {
    return AsciiJson.of(json).getBytes(UTF_8).length;
  }
}
