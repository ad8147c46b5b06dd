package httpsguard.reliability;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.cloudtrail.Events;
import httpsguard.lambda.GuardHandler;
import httpsguard.lambda.Lab;
import httpsguard.local.CloudStandIn;
import httpsguard.local.Invocation;
import httpsguard.reliability.FaultRow.End;
import httpsguard.reliability.FaultRow.Lasting;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call that the guard makes, failed in every way, with the tries of its queue around it. */
@Execution(ExecutionMode.CONCURRENT)
class FaultMatrixIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final Map<End, Integer> ENDS = new EnumMap<>(End.class);

  @ParameterizedTest
  @MethodSource("rows")
  void endsInPolicyOrToldOrKept(FaultRow row) throws InterruptedException {
    try (Lab lab = new Lab().put(config()).withTimeLeft(TIMEOUT).connectedBy(row.connect())) {
      String event =
          Events.update("allow-all").with("detail.responseElements.eTag", lab.eTag()).json();
      begin(row, lab.cloud());
      WorkQueue queue = new WorkQueue(function(lab), minutes -> betweenTries(row, lab.cloud()));

      AsynchronousInvoke.End end = queue.deliver(event);

      assertEquals(row.expected(), end(lab, end, queue.failed()), () -> lab.log() + "");
      if (row.endsInOneInvocation()) {
        assertEquals(1, end.tries(), () -> "tries; " + lab.log());
      }
      assertTrue(
          Told.by(lab.cloud()).stream()
              .allMatch(told -> told.eventId().equals("0a1b2c3d-1111-2222-3333-444455556666")));
      if (row.expected() == End.FAILED_AND_KEPT) {
        assertEquals(List.of(event), queue.failed());
      }
      synchronized (ENDS) {
        ENDS.merge(row.expected(), 1, Integer::sum);
      }
    }
  }

  @AfterAll
  static void count() {
    synchronized (ENDS) {
      System.out.printf(
          "fault matrix: %d faults, %d in policy and told, %d NotRepaired and told,"
              + " %d failed and kept%n",
          ENDS.values().stream().mapToInt(Integer::intValue).sum(),
          ENDS.getOrDefault(End.IN_POLICY_AND_TOLD, 0),
          ENDS.getOrDefault(End.NOT_REPAIRED_AND_TOLD, 0),
          ENDS.getOrDefault(End.FAILED_AND_KEPT, 0));
    }
  }

  static Stream<FaultRow> rows() {
    return FaultRow.all();
  }

  private static void begin(FaultRow row, CloudStandIn cloud) {
    if (row.lasting() == Lasting.ONE_CALL) {
      cloud.faults().once(row.action(), row.fault().fault());
    } else {
      cloud.faults().always(row.action(), row.fault().fault());
    }
  }

  private static void betweenTries(FaultRow row, CloudStandIn cloud) {
    cloud.resume();
    if (row.lasting() != Lasting.FOR_EVER) {
      cloud.faults().clear();
    }
  }

  private static AsynchronousInvoke.Function function(Lab lab) {
    GuardHandler guard = lab.guard();
    return event -> {
      long begin = System.nanoTime();
      Invocation ended = lab.invoke(guard, event);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      assertTrue(took.compareTo(TIMEOUT) < 0, () -> "Lambda would have ended it: " + took);
      return ended;
    };
  }

  /** Judged by what is left behind: the config, the notices and the queue of what was given up. */
  private static End end(Lab lab, AsynchronousInvoke.End end, List<String> failed) {
    boolean inPolicy = !lab.live().contains("allow-all");
    List<String> outcomes = Told.by(lab.cloud()).stream().map(Told::outcome).toList();
    if (!end.succeeded()) {
      assertEquals(1, failed.size());
      return End.FAILED_AND_KEPT;
    }
    if (inPolicy && (outcomes.contains("Repaired") || outcomes.contains("AlreadyBack"))) {
      return End.IN_POLICY_AND_TOLD;
    }
    if (!inPolicy && outcomes.equals(List.of("NotRepaired"))) {
      return End.NOT_REPAIRED_AND_TOLD;
    }
    throw new AssertionError("in silence: in policy " + inPolicy + ", told " + outcomes);
  }
}
