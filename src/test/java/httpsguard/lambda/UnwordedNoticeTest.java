package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import httpsguard.CallOutcome;
import httpsguard.Notices;
import httpsguard.ReportOutcome;
import httpsguard.aws.AwsPorts;
import httpsguard.aws.QuickPorts;
import httpsguard.aws.Topic;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.TimeLeft;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A repair is told though its notice cannot be put into words: the write was made, and every try
 * failed before people heard of it.
 */
class UnwordedNoticeTest {
  private final Lab lab =
      new Lab()
          .put(config())
          .withTimeLeft(Duration.ofMinutes(3))
          .connectedBy(UnwordedNoticeTest::withoutWords);

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void aRepairIsToldPlainlyWithTheOutcomeAsJson() {
    JsonObject answer = lab.handle(lab.drift());

    assertEquals("Repaired", answer.getString("outcome"));
    assertFalse(lab.live().contains("allow-all"));
    assertEquals(
        "[HTTPS Guard] Repaired for distribution "
            + Events.ID
            + ": the notice's text could not be made",
        lab.onlyNotice().subject().orElseThrow());
    lab.says("Its text could not be made.", "Please report that as a bug.");
    assertEquals("Repaired", jsonInTheMail().getString("outcome"));
    JsonObject forPrograms = Lab.json(lab.onlyNotice().messageFor("sqs"));
    assertEquals(Events.ID, forPrograms.getString("distributionId"));
    assertEquals(1, forPrograms.getArray("behaviors").size());
  }

  @Test
  void aReportIsToldPlainlyToo() {
    lab.auditAndHandOver("repair");
    assertTrue(lab.onlyNotice().subject().orElseThrow().contains("Report of an audit"));
    assertEquals(1, jsonInTheMail().getObject("counts").getInt("Repaired"));
  }

  @Test
  void theLogHasWhyBesideWhatWasDone() {
    lab.handle(lab.drift());
    assertEquals(
        List.of("Repaired", "NoticeNotWorded"),
        lab.log().stream().map(line -> line.getString("outcome")).toList());
    JsonObject line = lab.log().getLast();
    assertTrue(line.getString("message").contains("no words"), line.toString());
    assertTrue(line.getArray("stackTrace").getString(0).contains("WithoutWords"), line.toString());
    assertEquals(1, line.getInt("NoticeNotWorded"));
  }

  private JsonObject jsonInTheMail() {
    return Lab.json(
        lab.notice()
            .lines()
            .dropWhile(line -> !line.equals("The outcome as JSON, in lines"))
            .skip(1)
            .takeWhile(line -> line.startsWith("  "))
            .map(line -> line.substring(2))
            .collect(Collectors.joining()));
  }

  private static AwsPorts withoutWords(Topic topic) {
    AwsPorts ports = QuickPorts.connect(topic);
    return new AwsPorts(
        ports.distributions(), ports::patientDistributions, new WithoutWords(ports.notices()));
  }

  private record WithoutWords(Notices notices) implements Notices {
    @Override
    public Duration longest() {
      return notices.longest();
    }

    @Override
    public void tell(CallOutcome.Told told, TimeLeft timeLeft) {
      throw new IllegalStateException("no words");
    }

    @Override
    public void tell(ReportOutcome outcome, TimeLeft timeLeft) {
      throw new IllegalStateException("no words");
    }

    @Override
    public void tellPlainly(CallOutcome.Told told, TimeLeft timeLeft) {
      notices.tellPlainly(told, timeLeft);
    }

    @Override
    public void tellPlainly(ReportOutcome outcome, TimeLeft timeLeft) {
      notices.tellPlainly(outcome, timeLeft);
    }

    @Override
    public void tellTest(String account, TimeLeft timeLeft) {
      notices.tellTest(account, timeLeft);
    }
  }
}
