package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static httpsguard.lambda.AuditReports.WITHOUT_TAGS;
import static httpsguard.lambda.AuditReports.distribution;
import static httpsguard.lambda.AuditReports.standings;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import httpsguard.cloudtrail.MalformedEventException;
import httpsguard.distribution.Configs;
import httpsguard.distribution.TryAgainException;
import httpsguard.local.Fault;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit, over the real SDK's client, on the stand-in. */
class AuditTest {
  private static final String WITH_RULES =
      """
      {"policy": "redirect-to-https",
       "rules": [
        {"distribution": "EEXEMPTBYRULE", "policy": "allow-all", "until": "2026-12-31", "reason": "set-top boxes"},
        {"distribution": "ENOTIFY", "mode": "notify"}],
       "exemptionTag": {"key": "https-guard-exempt", "maxDays": 365}}
      """;

  private final Lab lab = new Lab();

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void tellsEachStandingFromTheOthers() {
    lab.set("HTTPS_POLICY", WITH_RULES);
    put("EDRIFTED1", config().path("/img/*", "s3", "allow-all").path("/api", "web", "allow-all"));
    put("EEXEMPTBYRULE", config());
    put("EEXEMPTBYTAG", config());
    lab.cloud().distributions().tag("EEXEMPTBYTAG", "https-guard-exempt", "2027-03-31 old players");
    put("ENOTIFY", config());
    put("EDISABLED1", config().disabled());
    put("EINPOLICY1", config().defaultTo("s3", "https-only"));
    put("ENOTS31", config().defaultTo("web", "allow-all"));

    JsonObject report = lab.audit("{}");

    assertEquals(
        Map.of(
            "EDRIFTED1", "drifted",
            "EEXEMPTBYRULE", "exempt",
            "EEXEMPTBYTAG", "exempt",
            "ENOTIFY", "notify-only",
            "EDISABLED1", "disabled"),
        standings(report));
    assertEquals(
        "{\"audited\":7,\"drifted\":1,\"undecided\":0,\"notifyOnly\":1,\"unservable\":0,\"exempt\":2,\"disabled\":1,"
            + "\"unreadable\":0,\"complete\":true}",
        JsonWriter.string(report.getObject("totals")));
    assertEquals(
        "[{\"pathPattern\":\"/img/*\",\"origin\":\"s3\",\"viewerProtocolPolicy\":\"allow-all\","
            + "\"verdict\":\"Finding\",\"repairTo\":\"redirect-to-https\"},"
            + "{\"pathPattern\":\"Default (*)\",\"origin\":\"s3\","
            + "\"viewerProtocolPolicy\":\"allow-all\",\"verdict\":\"Finding\","
            + "\"repairTo\":\"redirect-to-https\"}]",
        JsonWriter.string(distribution(report, "EDRIFTED1").getArray("behaviors")));
    JsonObject exempt = distribution(report, "EEXEMPTBYTAG").getArray("behaviors").getObject(0);
    assertEquals("2027-03-31", exempt.getString("until"));
    assertEquals("old players", exempt.getString("reason"));
    assertTrue(report.getString("text").contains("EDRIFTED1"), report.getString("text"));
  }

  @Test
  void costsACallForAHundredAndOneForTheTagsOfEachThatDrifted() {
    putMany(250, "https-only");
    putMany(7, "allow-all");

    lab.audit("{}");

    assertEquals(3, Collections.frequency(lab.cloudFrontCalls(), "ListDistributions"));
    assertEquals(7, Collections.frequency(lab.cloudFrontCalls(), "ListTagsForResource"));
    assertEquals(10, lab.cloudFrontCalls().size());
  }

  @Test
  void readsNoTagsWhereTheyDoNotCount() {
    lab.set("HTTPS_POLICY", WITHOUT_TAGS);
    putMany(7, "allow-all");

    assertEquals(7, lab.audit("{}").getObject("totals").getInt("drifted"));
    assertEquals(List.of("ListDistributions"), lab.cloudFrontCalls());
  }

  @Test
  void whatMayBeExemptIsUndecidedAndTheWaitingForTagsIsBounded() {
    putMany(20, "allow-all");
    lab.cloud().faults().always("ListTagsForResource", Fault.accessDenied("not authorized"));

    JsonObject report = lab.audit("{}");

    assertEquals(20, report.getObject("totals").getInt("undecided"));
    assertEquals(0, report.getObject("totals").getInt("drifted"));
    assertEquals(3, Collections.frequency(lab.cloudFrontCalls(), "ListTagsForResource"));
  }

  @Test
  void inModeNotifyNothingIsToBeRepaired() {
    lab.set("MODE", "notify");
    putMany(1, "allow-all");
    assertEquals(List.of("notify-only"), List.copyOf(standings(lab.audit("{}")).values()));
  }

  @Test
  void oneThatCannotBeJudgedKeepsNoneFromBeingJudged() {
    put("EBROKEN1", config());
    lab.cloud()
        .distributions()
        .edit("EBROKEN1", xml -> xml.replaceFirst("<TargetOriginId>.*?</TargetOriginId>", ""));
    put("EDRIFTED1", config());

    JsonObject report = lab.audit("{}");

    assertEquals(Map.of("EDRIFTED1", "drifted"), standings(report));
    assertEquals(1, report.getObject("totals").getInt("unreadable"));
    JsonObject unreadable = report.getArray("unreadable").getObject(0);
    assertEquals("EBROKEN1", unreadable.getString("distributionId"));
    assertTrue(unreadable.getString("why").contains("TargetOriginId"), unreadable.toString());
  }

  @Test
  void aRepairReportHoldsWhatIsToBeRepairedOnly() {
    lab.set("HTTPS_POLICY", WITH_RULES);
    put("EDRIFTED1", config());
    put("ENOTIFY", config());
    put("EEXEMPTBYRULE", config());
    put("EDISABLED1", config().disabled());

    JsonObject repair = lab.audit(DestinationRecords.input("repair"));
    JsonObject daily = lab.audit(DestinationRecords.input("report"));

    assertEquals(Map.of("EDRIFTED1", "drifted"), standings(repair));
    assertEquals(1, repair.getObject("totals").getInt("exempt"));
    assertEquals(0, repair.getInt("leftOut"));
    assertEquals(
        Map.of("EDRIFTED1", "drifted", "ENOTIFY", "notify-only", "EDISABLED1", "disabled"),
        standings(daily));
  }

  @Test
  void theDailyReportTellsOfExemptionsThatEndSoon() {
    lab.set("HTTPS_POLICY", WITH_RULES.replace("2026-12-31", "2026-12-08"));
    put("EEXEMPTBYRULE", config());
    assertEquals(
        Map.of("EEXEMPTBYRULE", "exempt"),
        standings(lab.audit(DestinationRecords.input("report"))));
  }

  @Test
  void whatIsFoundUntilTimeIsOutIsReported() {
    putMany(101, "https-only");
    lab.withTimeLeft(Duration.ofSeconds(20));

    JsonObject report = lab.audit("{}");

    assertEquals(100, report.getObject("totals").getInt("audited"));
    assertFalse(report.getObject("totals").getBoolean("complete"));
  }

  @Test
  void withoutAPageThereIsNoReport() {
    lab.cloud().faults().always("ListDistributions", Fault.accessDenied("not authorized"));
    TryAgainException thrown = assertThrows(TryAgainException.class, () -> lab.audit("{}"));
    assertTrue(
        requireNonNull(thrown.getMessage())
            .startsWith("ListDistributions failed: \"not authorized"),
        thrown.getMessage());
    assertEquals("Failed", lab.log().getFirst().getString("outcome"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "{}", "{\"something\": \"else\"}"})
  void byHandNothingNeedBeSaid(String input) {
    putMany(1, "allow-all");
    JsonObject report = lab.audit(input);
    assertFalse(report.has("purpose"));
    assertEquals(1, report.getObject("totals").getInt("drifted"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "3", "\"repair\"", "{\"purpose\": \"Repair\"}", "{\"purpose\": 1}"})
  void refusesWhatItDoesNotUnderstand(String input) {
    MalformedEventException thrown =
        assertThrows(MalformedEventException.class, () -> lab.audit(input));
    String message = requireNonNull(thrown.getMessage());
    assertTrue(
        message.startsWith("the event is not a JSON object")
            || message.equals("input.purpose is not an allowed value (allowed: repair, report)")
            || message.equals("input.purpose is a number where a text is expected"),
        message);
    assertEquals(List.of(), lab.cloudFrontCalls());
  }

  @Test
  void logsOneLineWithItsMetrics() {
    putMany(2, "allow-all");
    lab.audit(DestinationRecords.input("repair"));
    JsonObject line = lab.log().getFirst();
    assertEquals("Audit", line.getString("outcome"));
    assertEquals("repair", line.getString("purpose"));
    assertEquals(1, line.getInt("Audit"));
    assertEquals(2, line.getInt("AuditDrifted"));
  }

  private void put(String id, Configs config) {
    lab.cloud().distributions().put(id, config.xml());
  }

  private void putMany(int count, String policy) {
    String prefix = policy.equals("allow-all") ? "EDRIFTED" : "EGOOD";
    IntStream.range(0, count).forEach(i -> put(prefix + i, config().defaultTo("s3", policy)));
  }
}
