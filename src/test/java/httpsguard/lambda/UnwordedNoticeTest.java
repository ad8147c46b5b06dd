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
import httpsguard.distribution.Configs;
import httpsguard.distribution.TimeLeft;
import httpsguard.local.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A repair is told though its notice cannot be put into words: the write was made, and every try
 * failed before people heard of it.
 */
@Execution(ExecutionMode.CONCURRENT)
class UnwordedNoticeTest {
  private static final int CASES = 40;

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
    lab.says("The notice's text could not be made.", "Please report that as a bug.");
    assertEquals("Repaired", jsonInTheMail().getString("outcome"));
    JsonObject forPrograms = Lab.json(lab.onlyNotice().messageFor("sqs"));
    assertEquals(Events.ID, forPrograms.getString("distributionId"));
    assertEquals(1, forPrograms.getArray("behaviors").size());
  }

  /** Generated calls: what is told in words is told without them, and counted the same. */
  @Test
  void whateverCameOfACallItIsTold() {
    int told = 0;
    for (int seed = 0; seed < CASES; seed++) {
      JsonObject worded = outcome(seed, QuickPorts::connect);
      assertEquals(worded, outcome(seed, UnwordedNoticeTest::withoutWords), "seed " + seed);
      told += worded.getInt("notices");
    }
    assertTrue(told > CASES / 2, "told: " + told);
  }

  /** Of a random call about a random distribution, with how many notices there were. */
  private static JsonObject outcome(int seed, Function<Topic, AwsPorts> ports) {
    Random random = new Random(seed);
    String host =
        random.nextBoolean() ? "b.s3.amazonaws.com" : "b.s3-website-eu-west-1.amazonaws.com";
    List<String> policies = List.of("allow-all", "https-only", "newer-word");
    Configs live =
        config()
            .custom("site", host, random.nextBoolean() ? "match-viewer" : "http-only")
            .path("/a/*", "site", policies.get(random.nextInt(3)))
            .defaultTo(random.nextBoolean() ? "s3" : "web", policies.get(random.nextInt(2)));
    try (Lab generated =
        new Lab()
            .withTimeLeft(Duration.ofMinutes(3))
            .connectedBy(ports)
            .set("MODE", random.nextInt(3) == 0 ? "notify" : "remediate")) {
      if (random.nextInt(8) > 0) {
        generated.put(random.nextInt(6) == 0 ? live.disabled() : live);
      }
      if (random.nextInt(6) == 0) {
        generated.cloud().faults().always("UpdateDistribution", Fault.accessDenied("no"));
      }
      JsonObject answer = generated.handle(generated.drift());
      return new JsonObject(
          Map.of(
              "outcome", answer.getString("outcome"),
              "notices", generated.cloud().published().size()));
    }
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
