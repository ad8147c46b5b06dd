package httpsguard.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import httpsguard.audit.ReportedDistribution.Standing;
import httpsguard.json.AsciiJson;
import httpsguard.json.JsonLimits;
import httpsguard.json.JsonLists;
import java.util.LinkedHashMap;
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
    Map<String, Object> json = json(report);
    text.ifPresent(words -> json.put("text", words));
    return AsciiJson.of(json);
  }

  /** How many distributions there are of each kind. */
  public static Map<String, Object> totals(Report.Totals totals) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("audited", totals.audited());
    for (Standing standing : Standing.values()) {
      json.put(standing.total(), totals.of(standing));
    }
    json.put("unreadable", totals.unreadable());
    json.put("complete", totals.complete());
    return json;
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
        lists -> {
          Map<String, Object> json = new LinkedHashMap<>();
          json.put("distributionId", reported.id().value());
          reported
              .domainName()
              .map(JsonLimits::text)
              .ifPresent(name -> json.put("domainName", name));
          json.put("aliases", lists.of(reported.aliases(), JsonLimits::text));
          json.putAll(standing(reported));
          json.put("behaviors", behaviors(reported, lists));
          return json;
        });
  }

  /** What the audit found, but for the cache behaviors. */
  public static Map<String, Object> standing(ReportedDistribution reported) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("standing", reported.standing().word());
    reported.lastModified().ifPresent(time -> json.put("lastModified", time.toString()));
    return json;
  }

  public static List<Map<String, Object>> behaviors(
      ReportedDistribution reported, JsonLists lists) {
    return lists.of(reported.behaviors(), ReportJson::behavior);
  }

  private static Map<String, Object> json(Report report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("report", KIND);
    json.put("schema", SCHEMA);
    json.put("requestId", JsonLimits.text(report.requestId()));
    json.put("time", report.time().toString());
    json.put("account", report.account());
    report.purpose().ifPresent(purpose -> json.put("purpose", purpose.word()));
    json.put("mode", report.mode().word());
    json.put("totals", totals(report.totals()));
    json.put("dependents", dependents(report.dependents()));
    json.put(
        "distributions", report.distributions().stream().map(ReportJson::distribution).toList());
    json.put("leftOut", report.leftOut());
    json.put("unreadable", report.unreadable().stream().map(ReportJson::unreadable).toList());
    return json;
  }

  private static Map<String, Object> dependents(Report.Dependents dependents) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("lambdaEdge", dependents.lambdaEdge());
    json.put("webAcl", dependents.webAcl());
    json.put("vpcOrigin", dependents.vpcOrigin());
    return json;
  }

  private static Map<String, Object> distribution(ReportedDistribution reported) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("distributionId", reported.id().value());
    json.put("standing", reported.standing().word());
    reported.domainName().map(JsonLimits::text).ifPresent(name -> json.put("domainName", name));
    json.put("aliases", reported.aliases().stream().map(JsonLimits::text).toList());
    reported.lastModified().ifPresent(time -> json.put("lastModified", time.toString()));
    json.put("behaviors", reported.behaviors().stream().map(ReportJson::behavior).toList());
    reported
        .more()
        .ifPresent(
            more -> {
              json.put("moreBehaviors", more.behaviors());
              json.put("allPatterns", more.allPatterns());
            });
    return json;
  }

  private static Map<String, Object> behavior(ReportedDistribution.Behavior behavior) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("pathPattern", JsonLimits.text(behavior.pathPattern()));
    json.put("origin", JsonLimits.text(behavior.origin()));
    json.put("viewerProtocolPolicy", JsonLimits.text(viewerProtocolPolicy(behavior.verdict())));
    json.put("verdict", behavior.verdict().name());
    switch (behavior.verdict()) {
      case ReportedVerdict.Finding(var to) -> json.put("repairTo", JsonLimits.text(to));
      case ReportedVerdict.Undecided(var to) -> json.put("repairTo", JsonLimits.text(to));
      case ReportedVerdict.Unservable() -> {
        // Nothing more is known of it.
      }
      case ReportedVerdict.Unjudgeable(var setting, var value) -> {
        json.put("unknownSetting", setting);
        json.put("unknownValue", JsonLimits.text(value));
      }
      case ReportedVerdict.Exempt(var until, var reason) -> {
        json.put("until", until.toString());
        json.put("reason", JsonLimits.text(reason));
      }
    }
    return json;
  }

  /** All others that a report names are on {@code allow-all}. */
  private static String viewerProtocolPolicy(ReportedVerdict verdict) {
    return verdict instanceof ReportedVerdict.Unjudgeable(var setting, var value)
            && setting.equals("ViewerProtocolPolicy")
        ? value
        : "allow-all";
  }

  public static Map<String, Object> unreadable(Report.Unreadable unreadable) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("distributionId", JsonLimits.text(unreadable.id()));
    json.put("why", JsonLimits.text(unreadable.why()));
    return json;
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
