package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import httpsguard.cloudtrail.Events;
import httpsguard.cloudtrail.MalformedEventException;
import httpsguard.distribution.TryAgainException;
import httpsguard.local.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guard makes of a message of its queue. */
class QueuedWorkTest {
  private final Lab lab = new Lab().put(config()).withTimeLeft(Duration.ofMinutes(3));

  @AfterEach
  void close() {
    lab.close();
  }

  /**
   * Its first attempt repaired it, and failed to tell: people heard that there is nothing to do.
   */
  @Test
  void anAttemptThatFindsNothingLeftSaysWhoMayHaveToActAfterTheFirst() {
    lab.put(config().defaultTo("s3", "redirect-to-https"));
    String event = Events.update("allow-all").json();

    JsonObject outcome = lab.handle(lab.guard(), QueuedMessages.received(2, event));

    assertEquals("AlreadyBack", outcome.getString("outcome"));
    lab.says(
        "Act now? Only if some viewers cannot use HTTPS: an earlier attempt at this event may have"
            + " repaired the distribution.");
  }

  @Test
  void answersAMessageAsTheBareEventAndLogsWhichMessageItWas() {
    JsonObject outcome = lab.handle(lab.guard(), QueuedMessages.received(3, lab.drift().json()));

    assertEquals("Repaired", outcome.getString("outcome"));
    assertFalse(lab.live().contains("allow-all"), lab.live());
    JsonObject line = lab.log().getFirst();
    assertEquals(QueuedMessages.ID, line.getString("messageId"));
    assertEquals(3, line.getInt("receiveCount"));
    assertFalse(outcome.has("messageId"), "an answer is of the event, not of its way here");
  }

  @Test
  void answersAnAuditsReportThatLambdaPutIntoTheQueue() {
    String handedOver =
        DestinationRecords.success("repair", lab.audit(DestinationRecords.input("repair")));

    JsonObject outcome = lab.handle(lab.guard(), QueuedMessages.first(handedOver));

    assertEquals("{\"Repaired\":1}", JsonWriter.string(outcome.getObject("counts")));
    assertEquals(QueuedMessages.ID, lab.log().getLast().getString("messageId"));
  }

  /** Each try told again what an earlier one had repaired: at 45 tries, 45 mails. */
  @Test
  void aReportOfWhichSomethingFailsIsTriedThriceAndThenLeftToTheNextAudit() {
    lab.cloud().distributions().put("EFAILS00000000", config().xml());
    String handedOver =
        DestinationRecords.success("repair", lab.audit(DestinationRecords.input("repair")));
    lab.cloud().faults().when("UpdateDistribution", call -> call > 1, Fault.internalError());

    for (int received = 1; received < 3; received++) {
      String again = QueuedMessages.received(received, handedOver);
      assertThrows(TryAgainException.class, () -> lab.handle(lab.guard(), again));
    }
    JsonObject last = lab.handle(lab.guard(), QueuedMessages.received(3, handedOver));

    assertEquals("{\"AlreadyBack\":1,\"Failed\":1}", JsonWriter.string(last.getObject("counts")));
    assertEquals(3, lab.cloud().published().size());
    JsonObject line = lab.log().getLast();
    assertEquals("Failed", line.getString("outcome"));
    assertEquals(1, line.getInt("AuditNotRepaired"), "its alarm tells people");
  }

  /** After a stop of a day, 24 reports told of the repair that the first one had led to. */
  @ParameterizedTest
  @CsvSource({
    "repair, 1, 59, Report",
    "repair, 1, 61, Unrelated",
    "repair, 2, 61, Report",
    "report, 1, 1439, Report",
    "report, 1, 1441, Unrelated",
  })
  void aReportThatWaitedForAnotherAuditIsLeftToThatUnlessItWasBegun(
      String purpose, int receives, int minutes, String outcome) {
    lab.set("AUDIT_INTERVAL", "1");
    String handedOver =
        DestinationRecords.success(purpose, lab.audit(DestinationRecords.input(purpose)));
    lab.at(Lab.NOW.plus(Duration.ofMinutes(minutes)));

    JsonObject answer = lab.handle(lab.guard(), QueuedMessages.received(receives, handedOver));

    assertEquals(outcome, answer.getString("outcome"));
    assertEquals(outcome.equals("Unrelated"), lab.live().contains("allow-all"));
  }

  /** What was given up was begun: people may not know yet what it led to. */
  @Test
  void aReportThatWasPutBackIsAnsweredHoweverOld() {
    lab.set("AUDIT_INTERVAL", "1");
    String handedOver =
        DestinationRecords.success("repair", lab.audit(DestinationRecords.input("repair")));
    lab.at(Lab.NOW.plus(Duration.ofDays(2)));
    JsonObject message = QueuedMessages.message(QueuedMessages.ID, 1, handedOver);
    long sentAnew = Lab.NOW.plus(Duration.ofHours(47)).toEpochMilli();
    message.getObject("attributes").put("SentTimestamp", String.valueOf(sentAnew));
    assertEquals(
        "Report", lab.handle(lab.guard(), QueuedMessages.envelope(message)).getString("outcome"));
  }

  @Test
  void aReportThatWaitedWhereNoOtherAuditComesIsAnswered() {
    String handedOver =
        DestinationRecords.success("repair", lab.audit(DestinationRecords.input("repair")));
    lab.at(Lab.NOW.plus(Duration.ofDays(10)));
    assertEquals(
        "Report", lab.handle(lab.guard(), QueuedMessages.first(handedOver)).getString("outcome"));
  }

  @Test
  void aReportWhoseNoticeCannotBePublishedIsTriedOn() {
    String handedOver =
        DestinationRecords.success("repair", lab.audit(DestinationRecords.input("repair")));
    lab.cloud().faults().always("Publish", Fault.internalError());
    String late = QueuedMessages.received(40, handedOver);
    assertThrows(TryAgainException.class, () -> lab.handle(lab.guard(), late));
  }

  @Test
  void aBareEventHasNoMessageInItsLogLine() {
    lab.handle(lab.drift());
    assertFalse(lab.log().getFirst().has("messageId"));
  }

  @Test
  void aTestNoticeComesThroughTheQueueToo() {
    assertEquals(
        "Test",
        lab.handle(lab.guard(), QueuedMessages.first("{\"test\": true}")).getString("outcome"));
  }

  @Test
  void refusesTwoMessagesAtOnceBeforeAnythingIsDone() {
    JsonObject message = QueuedMessages.message(QueuedMessages.ID, 1, lab.drift().json());

    String said = refused(QueuedMessages.envelope(message, message));

    assertEquals(
        "Records has 2 messages, not one, and none of them was handled: the event source"
            + " mapping's BatchSize must be 1",
        said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"Records\": []}|Records has 0 messages, not one",
        "{\"Records\": {}}|Records is an object where a list is expected",
        "{\"Records\": null}|Records has 0 messages, not one",
        "{\"Records\": [3]}|Records[0] is a number where an object is expected",
        "{\"Records\": [{}]}|Records[0].eventSource is missing",
        "{\"Records\": [{\"eventSource\": \"aws:s3\"}]}|Records[0].eventSource is not aws:sqs",
        "{\"Records\": [{\"EventSource\": \"aws:sns\"}]}|Records[0].eventSource is missing",
      })
  void refusesWhatIsNoMessageOfSqs(String input, String begin) {
    String said = refused(input);
    assertEquals(begin, said.substring(0, Math.min(begin.length(), said.length())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "messageId|Records[0].messageId is missing",
        "body|Records[0].body is missing",
        "attributes|Records[0].attributes.ApproximateReceiveCount is missing",
      })
  void refusesAMessageThatLacks(String name, String said) {
    JsonObject message = QueuedMessages.message(QueuedMessages.ID, 1, lab.drift().json());
    message.remove(name);
    assertEquals(said, refused(QueuedMessages.envelope(message)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "1.0", "one", "01", "99999999999"})
  void refusesAReceiveCountThatIsNone(String count) {
    JsonObject message = QueuedMessages.message(QueuedMessages.ID, 1, lab.drift().json());
    message.getObject("attributes").put("ApproximateReceiveCount", count);
    assertEquals(
        "Records[0].attributes.ApproximateReceiveCount is not a whole number of 1 or more",
        refused(QueuedMessages.envelope(message)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "no JSON", "{\"source\":", "{}{}"})
  void aBrokenBodyFailsAndTheLogSaysWhichMessageItWas(String body) {
    String said = refused(QueuedMessages.received(2, body));

    assertEquals("Records[0].body is not a JSON object", said.substring(0, said.indexOf(':')));
    JsonObject line = lab.log().getLast();
    assertEquals("Failed", line.getString("outcome"));
    assertEquals(QueuedMessages.ID, line.getString("messageId"));
    assertEquals(2, line.getInt("receiveCount"));
  }

  @Test
  void refusesABodyThatIsNestedWithoutEnd() {
    String body = "{\"a\":" + "[".repeat(100_000);
    assertEquals(
        "Records[0].body is nested more than 64 deep", refused(QueuedMessages.first(body)));
  }

  @Test
  void readsALongBody() {
    String event = lab.drift().with("detail.userAgent", "x".repeat(200_000)).json();
    assertEquals(
        "Repaired", lab.handle(lab.guard(), QueuedMessages.first(event)).getString("outcome"));
  }

  /** An envelope in an envelope is no event: what is in it was never put into the queue. */
  @Test
  void anEnvelopeInAnEnvelopeIsNotOpened() {
    String inner = QueuedMessages.first(lab.drift().json());
    assertEquals(
        "Unrelated", lab.handle(lab.guard(), QueuedMessages.first(inner)).getString("outcome"));
    assertEquals(List.of(), lab.cloud().calls());
  }

  @Test
  void whatMayPassFailsSoThatTheMessageComesBack() {
    lab.cloud().faults().always("UpdateDistribution", Fault.internalError());
    String message = QueuedMessages.first(Events.update("allow-all").json());

    assertThrows(TryAgainException.class, () -> lab.handle(lab.guard(), message));

    assertEquals(QueuedMessages.ID, lab.log().getLast().getString("messageId"));
  }

  private String refused(String input) {
    MalformedEventException thrown =
        assertThrows(MalformedEventException.class, () -> lab.handle(lab.guard(), input));
    assertEquals(List.of(), lab.cloud().calls(), "nothing is done");
    assertEquals(1, lab.log().getLast().getInt("Failed"));
    return requireNonNull(thrown.getMessage());
  }
}
