package httpsguard.notice;

import static httpsguard.distribution.Configs.config;

import com.grack.nanojson.JsonObject;
import httpsguard.cli.ConfigPreview;
import httpsguard.distribution.Configs;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionId;
import httpsguard.lambda.DestinationRecords;
import httpsguard.lambda.Lab;
import httpsguard.local.Fault;
import httpsguard.notice.Situations.Situation;
import httpsguard.policy.Doubts;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Mode;
import httpsguard.policy.Subject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Everything that leads to a notice about a report, and to the notice that is a test. */
final class ReportSituations {
  private static final String TAG = "https-guard-exempt";
  private static final String LAST_MODIFIED = "2026-11-24T07:12:30Z";
  private static final String AN_HOUR_AGO = "2026-11-24T09:12:30Z";

  private static final String RULES =
      """
      {"policy": "redirect-to-https", "rules": [
        {"distribution": "EEXEMPTSOON1", "pathPattern": "/legacy/*", "policy": "allow-all",
         "until": "2026-12-01", "reason": "set-top boxes"},
        {"distribution": "EEXEMPTLONG1", "policy": "allow-all",
         "until": "2027-03-31", "reason": "set-top boxes"},
        {"tags": {"managed-by": "terraform"}, "mode": "notify"}]}
      """;

  private ReportSituations() {}

  static List<Situation> all() {
    return List.of(
        new Situation("report-repaired", ReportSituations::repaired),
        new Situation("report-repaired-many", ReportSituations::repairedMany),
        new Situation("report-held-back", ReportSituations::heldBack),
        new Situation(
            "report-no-time",
            lab -> {
              put(lab, "ENOTIME1", config());
              answered(lab.withTimeLeft(Duration.ofSeconds(40)), "report");
            }),
        new Situation("report-not-repaired", ReportSituations::notRepaired),
        new Situation(
            "report-failed",
            lab -> {
              put(lab, "EFAILED1", config());
              lab.cloud().faults().always("UpdateDistribution", Fault.internalError());
              answered(lab, "report");
            }),
        new Situation("report-daily", ReportSituations::daily),
        new Situation(
            "report-mode-notify",
            lab -> {
              put(lab.set("MODE", "notify"), "ENOTIFY1", Situations.typical());
              answered(lab, "report");
            }),
        new Situation("report-undecided", ReportSituations::undecided),
        new Situation("report-left-open", ReportSituations::leftOpen),
        new Situation(
            "report-perhaps-missed",
            lab -> {
              put(lab.set("AUDIT_INTERVAL", "1"), "EMISSED1", config());
              answered(
                  lab,
                  "repair",
                  report -> distribution(report, "EMISSED1").put("lastModified", AN_HOUR_AGO));
            }),
        new Situation("test", lab -> lab.handle(lab.guard(), "{\"test\": true}")));
  }

  /** One repaired, one that warns, one put right and one deleted between audit and repair. */
  private static void repaired(Lab lab) {
    put(lab, "EREPAIRED1", Situations.typical());
    lab.cloud().distributions().tag("EREPAIRED1", TAG, "no date");
    put(
        lab,
        "EREPAIRED2",
        config()
            .custom("site", "www.example.com.s3-website-us-east-1.amazonaws.com", "http-only")
            .path("/site/*", "site", "allow-all")
            .path("/up/*", "s3", "allow-all")
            .defaultTo("s3", "https-only")
            .allowingAllMethods());
    put(lab, "EPUTRIGHT1", config());
    put(lab, "EDELETED1", config());
    answered(
        lab,
        "repair",
        _ -> {
          put(lab, "EPUTRIGHT1", config().defaultTo("s3", "https-only"));
          lab.cloud().distributions().disable("EDELETED1");
          lab.cloud().distributions().delete("EDELETED1");
        });
  }

  private static void repairedMany(Lab lab) {
    for (int n = 1; n <= 4; n++) {
      put(lab, "EREPAIRED" + n, config());
    }
    Configs website =
        config().custom("site", "www.example.com.s3-website-us-east-1.amazonaws.com", "http-only");
    put(lab, "EWEBSITE1", website.defaultTo("site", "allow-all"));
    put(
        lab,
        "EWEBSITE2",
        website.path("/site/*", "site", "allow-all").defaultTo("s3", "allow-all"));
    put(lab, "ETENANTS1", config().multiTenant());
    answered(lab, "repair");
  }

  private static void heldBack(Lab lab) {
    lab.set("MAX_REPAIRS_PER_AUDIT", "2").set("HTTPS_POLICY", RULES);
    put(lab, "EHELDBACK1", Situations.typical());
    put(lab, "EHELDBACK2", config());
    put(lab, "EHELDBACK3", manyBehaviors());
    put(lab, "EEXEMPTSOON1", config().path("/legacy/*", "s3", "allow-all"));
    answered(
        lab, "report", report -> distribution(report, "EHELDBACK2").put("standing", "undecided"));
  }

  private static void notRepaired(Lab lab) {
    put(lab, "EREFUSED1", config().withEdgeFunctions());
    lab.cloud()
        .faults()
        .always(
            "UpdateDistribution",
            Fault.accessDenied(
                "User: arn:aws:sts::111122223333:assumed-role/https-guard/guard is not authorized"
                    + " to perform: lambda:GetFunction on resource:"
                    + " arn:aws:lambda:us-east-1:111122223333:function:rewrite:3 because no"
                    + " identity-based policy allows the lambda:GetFunction action"));
    answered(lab, "report");
  }

  /** All that stays. */
  private static void daily(Lab lab) {
    stays(lab);
    answered(lab, "report", report -> report.put("leftOut", 12));
  }

  private static void stays(Lab lab) {
    lab.set("HTTPS_POLICY", RULES);
    put(lab, "ENOTIFY1", Situations.typical());
    lab.cloud().distributions().tag("ENOTIFY1", "managed-by", "terraform");
    put(
        lab,
        "EEXEMPTSOON1",
        config().path("/legacy/*", "s3", "allow-all").defaultTo("s3", "https-only"));
    put(lab, "EEXEMPTSOON2", config());
    lab.cloud().distributions().tag("EEXEMPTSOON2", TAG, "2026-12-08");
    put(lab, "EEXEMPTLONG1", config());
    put(lab, "EDISABLED1", config().disabled());
    put(lab, "EBROKEN1", config());
    lab.cloud()
        .distributions()
        .edit("EBROKEN1", xml -> xml.replaceFirst("<TargetOriginId>.*?</TargetOriginId>", ""));
  }

  /** What only owners can put right: all of a distribution, a part, and what cannot be judged. */
  private static void leftOpen(Lab lab) {
    Configs website =
        config()
            .custom("site", "www.example.com.s3-website-us-east-1.amazonaws.com", "match-viewer");
    put(
        lab,
        "EWEBSITE1",
        website
            .path("/site/*", "site", "allow-all")
            .path("/old/*", "s3", "allow_all")
            .defaultTo("s3", "https-only"));
    put(lab, "EINPART1", website.defaultTo("s3", "allow-all"));
    put(lab, "ENOTJUDGED1", config().defaultTo("s3", "allow_all"));
    put(lab, "ESINCE1", config());
    answered(lab, "report", _ -> put(lab, "ESINCE1", website.defaultTo("s3", "https-only")));
  }

  /** The audit could not read tags; the guard can. */
  private static void undecided(Lab lab) {
    lab.set("HTTPS_POLICY", RULES);
    put(lab, "EEXEMPT1", config());
    lab.cloud().distributions().tag("EEXEMPT1", TAG, "2027-03-31 set-top boxes");
    put(lab, "ENOTIFY1", config());
    lab.cloud().distributions().tag("ENOTIFY1", "managed-by", "terraform");
    put(lab, "EDISABLED1", config());
    lab.cloud().faults().always("ListTagsForResource", Fault.accessDenied("no"));
    answered(
        lab,
        "report",
        _ -> {
          lab.cloud().faults().clear();
          lab.cloud().distributions().disable("EDISABLED1");
        });
  }

  /** All that there is, and what drifted besides. */
  static JsonObject byHand(Lab lab) {
    stays(lab);
    put(lab, "EDRIFTED1", Situations.typical());
    put(lab, "EDRIFTED2", config().path("/b\u00fccher/*", "s3", "allow-all"));
    return lab.audit("{}");
  }

  /** As the check of a config has it judged. */
  static ConfigPreview judgedFromAFile(Mode mode) {
    DistributionId id = new DistributionId("EDFDVBD632BHDS5");
    DistributionConfig config = Situations.typical().document().config();
    HttpsPolicy policy = HttpsPolicy.parse("redirect-to-https");
    Subject subject = new Subject("111122223333", id).with(Map.of());
    LocalDate today = LocalDate.parse("2026-11-24");
    return new ConfigPreview(
        id.value(),
        "distributions.json",
        policy.assess(config, subject, today),
        mode,
        config.kind(),
        new Doubts(policy, subject, today, name -> "--" + name));
  }

  private static void answered(Lab lab, String purpose) {
    answered(lab, purpose, _ -> {});
  }

  /**
   * Audits and hands the report over, as a schedule does.
   *
   * @param meanwhile what happens in between
   */
  private static void answered(Lab lab, String purpose, Consumer<JsonObject> meanwhile) {
    JsonObject report = lab.audit(DestinationRecords.input(purpose));
    report
        .getArray("distributions")
        .forEach(each -> ((JsonObject) each).put("lastModified", LAST_MODIFIED));
    meanwhile.accept(report);
    var _ = lab.invoke(lab.guard(), DestinationRecords.success(purpose, report));
  }

  private static JsonObject distribution(JsonObject report, String id) {
    return report.getArray("distributions").stream()
        .map(JsonObject.class::cast)
        .filter(each -> id.equals(each.getString("distributionId")))
        .findFirst()
        .orElseThrow();
  }

  private static void put(Lab lab, String id, Configs config) {
    lab.withTimeLeft(Duration.ofMinutes(3)).cloud().distributions().put(id, config.xml());
  }

  /** More than a report has room for. */
  private static Configs manyBehaviors() {
    Configs config = config();
    for (int n = 1; n <= 5; n++) {
      config = config.path("/films/" + n + "/*", "s3", "allow-all");
    }
    return config;
  }
}
