package httpsguard.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import httpsguard.aws.Topic;
import httpsguard.aws.TopicArn;
import httpsguard.local.CloudStandIn;
import httpsguard.notice.Message.HttpsFormat;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a function plays to itself while it initializes. */
class RehearsalTest {
  private static final Topic TOPIC =
      new Topic(TopicArn.parse(CloudStandIn.TOPIC_ARN), Optional.of("owner"), HttpsFormat.OUTCOME);

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream log = new PrintStream(written, true, UTF_8);

  @Test
  void goesAllTheWayOfARepair() {
    JsonObject outcome = Lab.json(Rehearsal.repair(TOPIC));
    assertEquals("Repaired", outcome.getString("outcome"), outcome::toString);
  }

  @Test
  void goesAllTheWayOfAnAudit() {
    JsonObject report = Lab.json(Rehearsal.audit());
    assertEquals(1, report.getObject("totals").getInt("drifted"), report::toString);
  }

  @Test
  void makesNoCallAndLogsNothing() {
    try (CloudStandIn cloud = CloudStandIn.start()) {
      Lab.connected(
          cloud,
          () -> {
            Rehearsal.rehearse(log, () -> Rehearsal.repair(TOPIC));
            Rehearsal.rehearse(log, Rehearsal::audit);
            return true;
          });
      assertEquals(List.of(), cloud.calls());
      assertEquals(0, cloud.connections());
      assertEquals("", written.toString(UTF_8));
    }
  }

  @Test
  void saysInOneLineOfJsonThatItFailedAndDoesNoOtherHarm() {
    Rehearsal.rehearse(
        log,
        () -> {
          throw new IllegalStateException("an answer\nthat nobody expected");
        });
    String line = written.toString(UTF_8);
    assertEquals(1, line.lines().count(), line);
    String error = Lab.json(line).getString("error");
    assertTrue(error.contains("an answer\nthat nobody expected"), error);
  }
}
