package httpsguard.reliability;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.cloudtrail.Events;
import httpsguard.local.CloudStandIn;
import httpsguard.local.Fault;
import httpsguard.local.FunctionProcess;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packaged function's process, killed (SIGKILL) at each step between reading and publishing.
 */
class CrashIT {
  private static final AtomicInteger KILLED = new AtomicInteger();
  private static final AtomicInteger TOLD_TWICE = new AtomicInteger();

  private final CloudStandIn cloud = CloudStandIn.start();
  private final FunctionProcess function = PackagedFunction.speakingTo(cloud);
  private final WorkQueue queue = PackagedFunction.queueOf(function);

  static Stream<Arguments> steps() {
    return FaultRow.ACTIONS.stream()
        .flatMap(action -> Stream.of(Arguments.of(action, true), Arguments.of(action, false)));
  }

  @AfterAll
  static void count() {
    System.out.printf(
        "crashes: killed at %d steps, each time in policy and told after redelivery, told twice"
            + " with one event id %d times%n",
        KILLED.get(), TOLD_TWICE.get());
  }

  @ParameterizedTest(name = "{0}, before it acts: {1}")
  @MethodSource("steps")
  void theNoticeSurvives(String action, boolean before) throws InterruptedException {
    try (cloud;
        function) {
      cloud.distributions().put(Events.ID, config().xml());
      killAt(action, before, 1);

      AsynchronousInvoke.End end = queue.deliver(Events.update("allow-all").json());

      assertTrue(end.succeeded(), () -> end + function.standardError());
      assertEquals(2, end.tries());
      assertFalse(live().contains("allow-all"));
      List<Told> told = Told.by(cloud);
      assertFalse(told.isEmpty());
      assertEquals(1, told.stream().map(Told::eventId).distinct().count());
      KILLED.incrementAndGet();
      TOLD_TWICE.addAndGet(told.size() - 1);
    }
  }

  @Test
  void whatDiesInEveryTryIsKeptAndToldWhenReplayed() throws InterruptedException {
    try (cloud;
        function) {
      cloud.distributions().put(Events.ID, config().xml());
      killAt("Publish", true, WorkQueue.RECEIVES);

      assertFalse(queue.deliver(Events.update("allow-all").json()).succeeded());
      assertEquals(List.of(), Told.by(cloud));
      String kept = queue.failed().getFirst();

      assertTrue(queue.deliver(kept).succeeded());
      assertEquals(List.of("AlreadyBack"), Told.by(cloud).stream().map(Told::outcome).toList());
    }
  }

  private void killAt(String action, boolean before, int times) {
    AtomicInteger calls = new AtomicInteger();
    Consumer<String> kill =
        id -> {
          if (calls.getAndIncrement() < times) {
            function.kill();
          }
        };
    if (before) {
      cloud.before(action, kill);
      cloud.faults().first(action, times, new Fault.Reset(Fault.Moment.BEFORE_ACTING));
    } else {
      cloud.after(action, kill);
    }
  }

  private String live() {
    return cloud.distributions().read(Events.ID).configBytes().utf8();
  }
}
