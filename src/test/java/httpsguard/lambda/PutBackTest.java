package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.grack.nanojson.JsonObject;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.TryAgainException;
import httpsguard.local.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was given up and put back: SQS counts it anew, and sends it as a new message. */
class PutBackTest {
  private static final Instant SENT_ANEW = Lab.NOW.plus(Duration.ofHours(47));
  private static final List<String> ALARMS =
      List.of("AuditHeldBack", "AuditNotRepaired", "AuditsCompleted", "ReportsCompleted");

  private final Lab lab =
      new Lab().set("AUDIT_INTERVAL", "1").withTimeLeft(Duration.ofMinutes(3)).put(config());

  @AfterEach
  void close() {
    lab.close();
  }

  private String report() {
    String report =
        DestinationRecords.success("repair", lab.audit(DestinationRecords.input("repair")));
    lab.at(Lab.NOW.plus(Duration.ofDays(2)));
    return report;
  }

  private JsonObject handle(int receives, String body) {
    return lab.handle(lab.guard(), QueuedMessages.received(receives, SENT_ANEW, body));
  }

  /** A report's zeros cleared a later one's alarm, and what it found made the alarm fire again. */
  @Test
  void anOldReportMovesNoAlarm() {
    String report = report();
    assertEquals("Report", handle(1, report).getString("outcome"));
    JsonObject line = lab.log().getLast();
    ALARMS.forEach(metric -> assertFalse(line.has(metric), metric));
  }

  @Test
  void whatItsLastTryLeavesMovesNoneEither() {
    String report = report();
    lab.cloud().faults().always("UpdateDistribution", Fault.internalError());
    assertThrows(TryAgainException.class, () -> handle(1, report));
    assertEquals("Report", handle(3, report).getString("outcome"));
    for (JsonObject line : lab.log()) {
      ALARMS.forEach(metric -> assertFalse(line.has(metric), metric));
    }
  }

  /** Forty-five tries were over, and the first of them had repaired what it did not tell. */
  @Test
  void anEventMayHaveBeenTriedBefore() {
    lab.put(config().defaultTo("s3", "https-only"));
    lab.at(SENT_ANEW.plusSeconds(1));
    handle(1, Events.update("https-only").json());
    assertEquals(1, lab.cloud().published().size());
  }
}
