package httpsguard.reliability;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.grack.nanojson.JsonObject;
import httpsguard.aws.QuickPorts;
import httpsguard.lambda.DestinationRecords;
import httpsguard.lambda.Lab;
import httpsguard.local.CloudStandIn;
import httpsguard.local.Invocation;
import httpsguard.reliability.FaultRow.End;
import httpsguard.reliability.FaultRow.Lasting;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call between a schedule and the notice of its report, failed in every way, with Lambda's
 * tries around the audit, the queue's around the guard, and the hand-over between them.
 */
@Execution(ExecutionMode.CONCURRENT)
class AuditFaultsIT {
  static final String LIST = "ListDistributions";

  private static final String TAGS = "ListTagsForResource";
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final String INPUT = DestinationRecords.input("report");
  private static final Map<End, Integer> ENDS = new EnumMap<>(End.class);

  @ParameterizedTest
  @MethodSource("rows")
  void endsInPolicyOrToldOrKept(FaultRow row) throws InterruptedException {
    try (Lab lab = new Lab().put(config()).withTimeLeft(TIMEOUT).connectedBy(row.connect())) {
      if (row.fault().isSlow()) {
        lab.listedBy(QuickPorts::impatientListing);
      }
      begin(row, lab.cloud());
      AsynchronousInvoke audits =
          new AsynchronousInvoke(timed(lab, lab.audit()), between(row, lab));
      WorkQueue work = new WorkQueue(timed(lab, lab.guard()), between(row, lab));

      AsynchronousInvoke.End end = audits.deliver(INPUT);
      boolean handedOver = end.succeeded();
      if (end.last() instanceof Invocation.Answered report) {
        betweenTries(row, lab.cloud());
        end = work.deliver(AsynchronousInvoke.handedOver(INPUT, report));
      } else {
        assertEquals(AsynchronousInvoke.TRIES, end.tries());
      }

      assertEquals(expected(row), end(lab, end, handedOver, work.failed()), () -> lab.log() + "");
      synchronized (ENDS) {
        ENDS.merge(expected(row), 1, Integer::sum);
      }
    }
  }

  @AfterAll
  static void count() {
    synchronized (ENDS) {
      System.out.printf("faults of the audit's way: %s%n", ENDS);
    }
  }

  static Stream<FaultRow> rows() {
    return Stream.concat(Stream.of(LIST), FaultRow.ACTIONS.stream())
        .flatMap(
            action ->
                CallFault.ALL.stream()
                    .filter(fault -> fault.actions().contains(action))
                    .filter(fault -> isOfTheAudit(action) || !fault.isSlow())
                    .flatMap(
                        fault ->
                            Arrays.stream(Lasting.values())
                                .map(lasting -> new FaultRow(action, fault, lasting))));
  }

  /** The guard's silent calls are played without an audit. */
  private static boolean isOfTheAudit(String action) {
    return action.equals(LIST) || action.equals(TAGS);
  }

  /** A list that is refused may be granted; tags that the audit cannot read the guard may. */
  private static End expected(FaultRow row) {
    if (row.action().equals(LIST)) {
      return row.lasting() == Lasting.FOR_EVER ? End.FAILED_AND_KEPT : End.IN_POLICY_AND_TOLD;
    }
    return row.action().equals(TAGS) && row.lasting() != Lasting.FOR_EVER
        ? End.IN_POLICY_AND_TOLD
        : row.expected();
  }

  private static void begin(FaultRow row, CloudStandIn cloud) {
    if (row.lasting() == Lasting.ONE_CALL) {
      cloud.faults().once(row.action(), row.fault().fault());
    } else {
      cloud.faults().always(row.action(), row.fault().fault());
    }
  }

  /** The audit's own calls fail in its invocation, the others in the guard's. */
  private static void betweenTries(FaultRow row, CloudStandIn cloud) {
    cloud.resume();
    if (row.lasting() != Lasting.FOR_EVER && isOfTheAudit(row.action())) {
      cloud.faults().clear();
    }
  }

  private static AsynchronousInvoke.Function timed(Lab lab, RequestStreamHandler function) {
    return event -> {
      long begin = System.nanoTime();
      Invocation ended = lab.invoke(function, event);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      assertTrue(took.compareTo(TIMEOUT) < 0, () -> "Lambda would have ended it: " + took);
      return ended;
    };
  }

  private static AsynchronousInvoke.Waiting between(FaultRow row, Lab lab) {
    return minutes -> {
      lab.cloud().resume();
      if (row.lasting() != Lasting.FOR_EVER) {
        lab.cloud().faults().clear();
      }
    };
  }

  private static End end(
      Lab lab, AsynchronousInvoke.End end, boolean handedOver, List<String> kept) {
    boolean inPolicy = !lab.live().contains("allow-all");
    if (!end.succeeded()) {
      assertEquals(handedOver ? 1 : 0, kept.size(), "a failed audit is followed by the next one");
      return End.FAILED_AND_KEPT;
    }
    assertEquals(List.of(), kept);
    boolean told = !lab.cloud().published().isEmpty();
    if (inPolicy && told) {
      return End.IN_POLICY_AND_TOLD;
    }
    if (!inPolicy && isLeft(lab)) {
      return End.FAILED_AND_KEPT;
    }
    if (!inPolicy && told && lab.log().getLast().getObject("counts").has("NotRepaired")) {
      return End.NOT_REPAIRED_AND_TOLD;
    }
    throw new AssertionError("in silence: in policy " + inPolicy + ", told " + told);
  }

  /** After three tries: the next audit goes on, and an alarm fires. */
  private static boolean isLeft(Lab lab) {
    JsonObject last = lab.log().getLast();
    return last.getString("outcome").equals("Failed") && last.getInt("AuditNotRepaired") > 0;
  }
}
