package httpsguard.reliability;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import httpsguard.lambda.DestinationRecords;
import httpsguard.local.CloudStandIn;
import httpsguard.local.Fault;
import httpsguard.local.FunctionProcess;
import httpsguard.local.Invocation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both packaged functions under the runtime client, and what Lambda does between them. */
class AuditIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  private final CloudStandIn cloud = CloudStandIn.start();
  private final FunctionProcess audit = PackagedFunction.auditOf(cloud);
  private final FunctionProcess guard =
      PackagedFunction.speakingTo(
          cloud, Map.of("MAX_REPAIRS_PER_AUDIT", "3", "AUDIT_INTERVAL", "1"));
  private final AsynchronousInvoke audits = PackagedFunction.invokedBy(audit);
  private WorkQueue work = PackagedFunction.queueOf(guard, TIMEOUT);

  @AfterEach
  void close() {
    audit.close();
    guard.close();
    cloud.close();
  }

  @Test
  void whatDriftedIsRepairedAndToldOnceAndThenThereIsSilence() throws Exception {
    put(2, "https-only");
    put(3, "allow-all");

    JsonObject outcome = answered(schedule("repair"));

    assertEquals("{\"Repaired\":3}", JsonWriter.string(outcome.getObject("counts")));
    assertEquals(0, stillOpen());
    assertEquals(1, cloud.published().size());
    assertEquals(
        Set.of("ListDistributions", "ListTagsForResource"), callsOf("app/https-guard-audit"));

    JsonObject again = answered(schedule("repair"));

    assertFalse(again.getBoolean("told"));
    assertEquals(1, cloud.published().size());
    assertEquals(3, cloud.calls("UpdateDistribution").size());
  }

  @Test
  void theNoticeSurvivesACrashBetweenRepairAndNotice() throws Exception {
    put(2, "allow-all");
    AtomicInteger publishes = new AtomicInteger();
    cloud.before(
        "Publish",
        id -> {
          if (publishes.getAndIncrement() == 0) {
            guard.kill();
          }
        });
    cloud.faults().once("Publish", new Fault.Reset(Fault.Moment.BEFORE_ACTING));

    AsynchronousInvoke.End end = schedule("repair");

    assertEquals(2, end.tries());
    assertEquals("{\"AlreadyBack\":2}", JsonWriter.string(answered(end).getObject("counts")));
    assertEquals(0, stillOpen());
    assertEquals(1, cloud.published().size());
    assertEquals(2, cloud.calls("UpdateDistribution").size());
  }

  @Test
  void moreThanTheCapIsLeftAloneButForOneADayAndToldByTheDailyReportOnly() throws Exception {
    put(4, "allow-all");

    JsonObject hourly = answered(schedule("repair"));

    assertEquals("{\"HeldBack\":4}", JsonWriter.string(hourly.getObject("counts")));
    assertEquals(4, stillOpen());
    assertEquals(List.of(), cloud.calls("GetDistributionConfig"));
    assertEquals(0, cloud.published().size());

    assertTrue(answered(schedule("report")).getBoolean("told"));
    assertEquals(3, stillOpen());
    assertEquals(1, cloud.published().size());
    assertEquals(3, logged("AuditHeldBack"));
  }

  @Test
  void withoutTimeNothingIsBegunAndTheNextReportGoesOn() throws Exception {
    put(2, "allow-all");
    work = PackagedFunction.queueOf(guard, Duration.ofSeconds(60));

    AsynchronousInvoke.End late = schedule("repair");

    assertEquals(1, late.tries());
    assertEquals("{\"HeldBack\":2}", JsonWriter.string(answered(late).getObject("counts")));
    assertEquals(2, stillOpen());
    work = PackagedFunction.queueOf(guard, TIMEOUT);
    assertEquals(
        "{\"Repaired\":2}", JsonWriter.string(answered(schedule("repair")).getObject("counts")));
  }

  @Test
  void oneThatCannotBeRepairedKeepsNoOtherFromIt() throws Exception {
    put(3, "allow-all");
    cloud.faults().once("UpdateDistribution", Fault.accessDenied("not authorized"));

    JsonObject outcome = answered(schedule("repair"));

    assertEquals(
        "{\"NotRepaired\":1,\"Repaired\":2}", JsonWriter.string(outcome.getObject("counts")));
    assertEquals(1, stillOpen());
    assertEquals(1, logged("AuditNotRepaired"));
  }

  @Test
  void whatFailsInThreeTriesIsLeftToTheNextAuditAndItsAlarmIsOverThen() throws Exception {
    put(1, "allow-all");
    cloud.faults().always("UpdateDistribution", Fault.internalError());

    AsynchronousInvoke.End end = schedule("repair");

    assertEquals(3, end.tries());
    assertEquals("{\"Failed\":1}", JsonWriter.string(answered(end).getObject("counts")));
    assertEquals(List.of(), work.failed());
    cloud.faults().clear();

    assertEquals(
        "{\"Repaired\":1}", JsonWriter.string(answered(schedule("repair")).getObject("counts")));
    assertEquals(3, cloud.published().size(), "the second and third try, and the repair");
    assertEquals(0, logged("AuditNotRepaired"));
    assertTrue(guard.standardOutput().contains("\"AuditNotRepaired\":1"));
  }

  @Test
  void whatCannotBeToldInAnyTryIsKeptAndToldWhenReplayed() throws Exception {
    put(1, "allow-all");
    cloud.faults().always("Publish", Fault.internalError());

    AsynchronousInvoke.End end = schedule("repair");

    assertEquals(WorkQueue.RECEIVES, end.tries());
    assertInstanceOf(Invocation.Failed.class, end.last());
    String kept = work.failed().getFirst();
    cloud.faults().clear();

    AsynchronousInvoke.End replayed = work.deliver(kept);

    assertEquals("{\"AlreadyBack\":1}", JsonWriter.string(answered(replayed).getObject("counts")));
    assertEquals(1, cloud.published().size());
  }

  @Test
  void anAuditByHandIsCountedAndIgnoredByTheGuard() throws Exception {
    put(1, "allow-all");

    AsynchronousInvoke.End end = handOver("{}");

    assertEquals("Unrelated", answered(end).getString("outcome"));
    assertEquals(1, stillOpen());
    assertEquals(0, cloud.published().size());
    assertEquals(1, logged("Unrelated"));
  }

  @Test
  void anAuditThatFailsIsTriedAgainAndGivesTheGuardNothing() throws Exception {
    cloud.faults().always("ListDistributions", Fault.accessDenied("not authorized"));

    AsynchronousInvoke.End end = audits.deliver(DestinationRecords.input("repair"));

    assertEquals(AsynchronousInvoke.TRIES, end.tries());
    assertEquals(List.of(), cloud.calls("GetDistributionConfig"));
  }

  @Test
  void theTestIsPublished() throws Exception {
    assertEquals("Test", answered(work.deliver("{\"test\": true}")).getString("outcome"));
    assertEquals(List.of("Publish"), cloud.calls().stream().map(call -> call.action()).toList());
  }

  /** A schedule's rule invokes the audit; Lambda puts its answer into the queue. */
  private AsynchronousInvoke.End schedule(String purpose) throws InterruptedException {
    return handOver(DestinationRecords.input(purpose));
  }

  private AsynchronousInvoke.End handOver(String input) throws InterruptedException {
    AsynchronousInvoke.End audited = audits.deliver(input);
    return work.deliver(
        AsynchronousInvoke.handedOver(
            input, assertInstanceOf(Invocation.Answered.class, audited.last())));
  }

  private static JsonObject answered(AsynchronousInvoke.End end) {
    return json(assertInstanceOf(Invocation.Answered.class, end.last(), end::toString).json());
  }

  private void put(int count, String policy) {
    String prefix = policy.equals("allow-all") ? "EDRIFTED" : "EGOOD";
    for (int i = 0; i < count; i++) {
      cloud.distributions().put(prefix + i, config().defaultTo("s3", policy).xml());
    }
  }

  private long stillOpen() {
    return cloud.distributions().all().stream()
        .filter(distribution -> distribution.configBytes().utf8().contains("allow-all"))
        .count();
  }

  private Set<String> callsOf(String application) {
    return cloud.calls().stream()
        .filter(call -> call.header("user-agent").orElse("").contains(application))
        .map(call -> call.action())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The metric of this name in the guard's last line that has it. */
  private int logged(String metric) {
    // With the process its output has ended.
    guard.kill();
    return guard
        .standardOutput()
        .lines()
        .filter(line -> line.contains("\"_aws\""))
        .map(AuditIT::json)
        .filter(line -> line.has(metric))
        .reduce((_, last) -> last)
        .orElseThrow()
        .getInt(metric);
  }

  private static JsonObject json(String text) {
    try {
      return JsonParser.object().from(text);
    } catch (JsonParserException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
