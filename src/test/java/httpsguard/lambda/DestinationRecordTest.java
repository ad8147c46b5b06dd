package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import httpsguard.cloudtrail.Events;
import httpsguard.cloudtrail.MalformedEventException;
import httpsguard.distribution.TryAgainException;
import httpsguard.json.StrictJson;
import httpsguard.local.CloudStandIn;
import httpsguard.local.Fault;
import httpsguard.local.Invocation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the guard makes of what Lambda hands over, and of the test that an installation ends with.
 */
class DestinationRecordTest {
  private static final int NAMES = 500;
  private static final String OURS = "arn:aws:lambda:us-east-1:111122223333:function:a:$LATEST";

  private final Lab lab = new Lab().put(config()).withTimeLeft(Duration.ofMinutes(3));

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void whatAScheduledAuditFoundIsRepairedVerifiedAndToldOnce() {
    JsonObject outcome = lab.auditAndHandOver("repair");

    assertFalse(lab.live().contains("allow-all"));
    assertEquals(
        List.of(
            "ListDistributions",
            "ListTagsForResource",
            "GetDistributionConfig",
            "ListTagsForResource",
            "UpdateDistribution"),
        lab.cloudFrontCalls());
    assertEquals(1, lab.cloud().published().size());
    assertEquals("Report", outcome.getString("outcome"));
    assertTrue(outcome.getBoolean("told"));
    assertEquals("{\"Repaired\":1}", JsonWriter.string(outcome.getObject("counts")));
    JsonObject row = outcome.getArray("distributions").getObject(0);
    assertEquals(Events.ID, row.getString("distributionId"));
    assertEquals("Repaired", row.getString("outcome"));
    assertEquals(
        "Finding", row.getArray("behaviors").getObject(0).getString("verdict"), row.toString());
    JsonObject report = outcome.getObject("report");
    assertEquals("repair", report.getString("purpose"));
    assertEquals(1, report.getObject("totals").getInt("drifted"));
  }

  @Test
  void countsWhatCameOfAReport() {
    lab.auditAndHandOver("repair");
    JsonObject line = lab.log().getLast();
    assertEquals(1, line.getInt("Repaired"));
    assertEquals(0, line.getInt("AuditHeldBack", -1));
    assertEquals(0, line.getInt("AuditNotRepaired", -1));
    assertEquals(1, line.getInt("AuditsCompleted"));
    assertEquals(
        List.of("AuditHeldBack", "AuditNotRepaired", "AuditsCompleted", "Repaired"),
        line
            .getObject("_aws")
            .getArray("CloudWatchMetrics")
            .getObject(0)
            .getArray("Metrics")
            .stream()
            .map(metric -> ((JsonObject) metric).getString("Name"))
            .toList());
  }

  @Test
  void anAuditThatDidNotLookAtAllIsNotCountedAsCompleted() {
    JsonObject report = lab.audit(DestinationRecords.input("repair"));
    report.getObject("totals").put("complete", false);
    lab.handle(lab.guard(), DestinationRecords.success("repair", report));
    assertFalse(lab.log().getLast().has("AuditsCompleted"));
  }

  /** Nobody heard of it before the daily report. */
  @Test
  void whatAReportHasNoRoomForIsHeldBack() {
    JsonObject report = lab.audit(DestinationRecords.input("repair"));
    report.put("leftOut", 8);
    report.getObject("totals").put("drifted", 9);
    lab.handle(lab.guard(), DestinationRecords.success("repair", report));
    assertEquals(8, lab.log().getLast().getInt("AuditHeldBack"));
  }

  @Test
  void whatMayPassIsTriedAgainAndTheReportKept() {
    String handedOver =
        DestinationRecords.success("repair", lab.audit(DestinationRecords.input("repair")));
    lab.cloud().faults().always("UpdateDistribution", Fault.internalError());

    TryAgainException thrown =
        assertThrows(TryAgainException.class, () -> lab.handle(lab.guard(), handedOver));

    String message = requireNonNull(thrown.getMessage());
    assertTrue(
        message.startsWith("1 of the report's distributions could not be finished: ")
            && message.contains(Events.ID + ": UpdateDistribution of"),
        message);
    assertEquals(
        List.of("Audit", "Report", "Failed"),
        lab.log().stream().map(line -> line.getString("outcome")).toList());
    assertEquals(
        1,
        lab.log().stream().filter(line -> line.has("Failed")).count(),
        "counted once: " + lab.log());
  }

  @Test
  void aReportThatNobodyAskedForIsCountedAndIgnored() {
    JsonObject report = lab.audit("{}");
    lab.cloud().forget();

    assertUnrelated(
        DestinationRecords.record("Success", Map.of(), report, OURS), "no audit schedule");
    assertUnrelated(
        DestinationRecords.record("Success", Map.of("purpose", "else"), report, OURS),
        "no audit schedule");
    assertUnrelated(
        DestinationRecords.record("Success", "text", report, OURS), "no audit schedule");
    assertUnrelated(
        DestinationRecords.record("Success", Map.of("purpose", "repair"), report, OURS),
        "for another purpose than was asked for");
    assertUnrelated(
        DestinationRecords.record(
            "RetriesExhausted", Map.of("purpose", "repair"), Map.of("errorType", "x"), OURS),
        "the contents of requestPayload");
  }

  @Test
  void aReportOfAnotherAccountIsCountedAndIgnored() {
    JsonObject report = lab.audit(DestinationRecords.input("repair"));
    lab.cloud().forget();
    String other = OURS.replace("111122223333", "444455556666");

    assertUnrelated(
        DestinationRecords.record("Success", Map.of("purpose", "repair"), report, other),
        "another account");
    report.put("account", "444455556666");
    assertUnrelated(DestinationRecords.success("repair", report), "another account");
  }

  /** Any function of the account could hand over a report of its own. */
  @Test
  void aReportOfAnotherFunctionThanTheAuditIsCountedAndIgnored() {
    JsonObject report = lab.audit(DestinationRecords.input("repair"));
    lab.cloud().forget();
    lab.set("AUDIT_FUNCTION_ARN", DestinationRecords.AUDIT.replace(":$LATEST", ""));
    for (String other : List.of(OURS, DestinationRecords.AUDIT.replace("audit", "audit-2"))) {
      assertUnrelated(
          DestinationRecords.record("Success", Map.of("purpose", "repair"), report, other),
          "a function that is not the audit");
    }
    lab.handle(lab.guard(), DestinationRecords.success("repair", report));
    assertFalse(lab.live().contains("allow-all"));
  }

  /** Names that are like the audit's, generated; a qualifier behind its name is its own. */
  @Test
  void onlyTheAuditOfAllFunctionsOfLikeNamesHandsOver() throws IOException {
    JsonObject report = lab.audit(DestinationRecords.input("repair"));
    String audit = DestinationRecords.AUDIT.replace(":$LATEST", "");
    int name = audit.lastIndexOf(':') + 1;
    for (int seed = 0; seed < NAMES; seed++) {
      Random random = new Random(seed);
      int at = name + random.nextInt(audit.length() - name);
      String other =
          audit.substring(0, at)
              + List.of("", "x", "-", "x" + audit.charAt(at)).get(random.nextInt(4))
              + audit.substring(at + 1)
              + List.of("", ":$LATEST", ":live", ":7").get(random.nextInt(4));
      assertEquals(
          other.equals(audit) || other.startsWith(audit + ":"),
          work(report, other, audit) instanceof Work.Audited,
          other);
    }
  }

  private static Work work(JsonObject report, String functionArn, String audit) throws IOException {
    String record =
        DestinationRecords.record("Success", Map.of("purpose", "repair"), report, functionArn);
    return DestinationRecord.read(
        StrictJson.read(new ByteArrayInputStream(record.getBytes(UTF_8))),
        InvocationDetails.account(OURS),
        Optional.of(audit));
  }

  @Test
  void aReportThatCannotBeReadIsAClearErrorAndChangesNothing() {
    JsonObject report = lab.audit(DestinationRecords.input("repair"));
    lab.cloud().forget();
    report.getArray("distributions").getObject(0).put("standing", "broken");

    MalformedEventException thrown =
        assertThrows(
            MalformedEventException.class,
            () -> lab.handle(lab.guard(), DestinationRecords.success("repair", report)));

    assertTrue(
        requireNonNull(thrown.getMessage())
            .startsWith("responsePayload.distributions[0].standing is not an allowed value"),
        thrown.getMessage());
    assertEquals(List.of(), lab.cloud().calls());
    assertEquals("Failed", lab.log().getLast().getString("outcome"));
  }

  @Test
  void anEventThatDoesNotTellItsDistributionFailsAndSaysThatTheNextAuditCoversIt() {
    String event =
        Events.update("allow-all")
            .with("detail.requestParameters", Map.of("omitted", true))
            .with("detail.responseElements", Map.of("omitted", true))
            .json();
    MalformedEventException thrown =
        assertThrows(MalformedEventException.class, () -> lab.handle(lab.guard(), event));
    String message = requireNonNull(thrown.getMessage());
    assertTrue(message.startsWith("the event does not tell which distribution"), message);
    assertTrue(message.endsWith("The next audit looks at all distributions, this one included"));
    assertEquals(List.of(), lab.cloud().calls());
  }

  @Test
  void theTestPublishesATestNoticeAndDoesNothingElse() {
    JsonObject answer = lab.handle(lab.guard(), "{\"test\": true}");

    assertEquals("Test", answer.getString("outcome"));
    assertEquals(List.of(), lab.cloudFrontCalls());
    assertEquals(
        "[HTTPS Guard] Test: notices of account 111122223333 arrive here",
        lab.onlyNotice().subject().orElseThrow());
    assertTrue(lab.noticeWords().contains("No distribution was checked, and nothing was changed."));
    assertEquals("Test", Lab.json(lab.onlyNotice().messageFor("sqs")).getString("outcome"));
    assertEquals(1, lab.log().getLast().getInt("Test"));
  }

  @Test
  void theTestFailsWhereTheTopicIsNotThere() {
    lab.cloud().removeTopic(CloudStandIn.TOPIC_ARN);
    Invocation end = lab.invoke(lab.guard(), "{\"test\": true}");
    assertTrue(
        end instanceof Invocation.Failed failed && failed.message().contains("not published"));
  }

  @Test
  void theTestReachesChatClients() {
    lab.set("HTTPS_FORMAT", "chat").handle(lab.guard(), "{\"test\": true}");
    JsonObject chat = Lab.json(lab.onlyNotice().messageFor("https"));
    assertEquals("custom", chat.getString("source"));
    assertTrue(chat.getObject("content").getString("title").contains("Test"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"test\": false}",
        "{\"test\": \"true\"}",
        "{\"test\": true, \"more\": 1}",
        "{\"Test\": true}"
      })
  void nothingElseIsTakenForTheTest(String event) {
    assertEquals("Unrelated", lab.handle(lab.guard(), event).getString("outcome"));
    assertEquals(List.of(), lab.cloud().published());
  }

  private void assertUnrelated(String event, String reason) {
    JsonObject answer = lab.handle(lab.guard(), event);
    assertEquals("Unrelated", answer.getString("outcome"));
    assertTrue(answer.getString("reason").contains(reason), answer.getString("reason"));
    assertEquals(1, lab.log().getLast().getInt("Unrelated"));
    assertEquals(List.of(), lab.cloud().calls());
  }
}
