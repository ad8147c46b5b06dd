package httpsguard.reliability;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.aws.QuickPorts;
import httpsguard.cloudtrail.Events;
import httpsguard.lambda.GuardHandler;
import httpsguard.lambda.Lab;
import httpsguard.local.CloudStandIn;
import httpsguard.local.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A pipeline drifts 300 distributions within five minutes, while the stand-in takes two updates a
 * minute. A minute is a fraction of a second here, for CloudFront, for Lambda and for the guard.
 */
@Tag("alone")
class BurstIT {
  private static final int DISTRIBUTIONS = 300;
  private static final int UPDATES_A_MINUTE = 2;
  private static final int MINUTES_OF_DRIFT = 5;

  private record Burst(int repaired, Set<String> kept, int invocations, int writes, long minutes) {}

  @Test
  void noneIsLostAndReservingOneExecutionGetsMoreThroughThanNoLimit() throws InterruptedException {
    Burst one = play("one execution reserved", 1, Duration.ofMillis(120));
    var _ = play("two executions reserved", 2, Duration.ofMillis(120));
    Burst noLimit = play("no limit", DISTRIBUTIONS, Duration.ofSeconds(2));

    assertTrue(one.repaired() > noLimit.repaired(), () -> one + " against " + noLimit);
  }

  private static Burst play(String how, int executions, Duration minute)
      throws InterruptedException {
    try (Lab lab = new Lab()) {
      CloudStandIn cloud = lab.cloud();
      lab.connectedBy(
          topic -> QuickPorts.waiting(topic, Math.toIntExact(60_000 / minute.toMillis())));
      for (int i = 0; i < DISTRIBUTIONS; i++) {
        cloud.distributions().put(id(i), config().xml());
      }
      cloud.faults().limitRate("UpdateDistribution", UPDATES_A_MINUTE, minute);
      AtomicInteger invocations = new AtomicInteger();
      AsynchronousInvoke lambda =
          new AsynchronousInvoke(
              reserved(lab, executions, invocations),
              minutes -> Thread.sleep(minute.multipliedBy(minutes)));

      long begin = System.nanoTime();
      deliver(lambda, minute);
      long minutes = Duration.ofNanos(System.nanoTime() - begin).dividedBy(minute);

      Burst burst = burst(lab, lambda, invocations.get(), minutes);
      System.out.printf(
          "burst of %d, %s: %d repaired and told, %d kept in the failure queue, %d invocations,"
              + " %d writes sent, %d minutes at %d updates a minute%n",
          DISTRIBUTIONS,
          how,
          burst.repaired(),
          burst.kept().size(),
          burst.invocations(),
          burst.writes(),
          burst.minutes(),
          UPDATES_A_MINUTE);
      return burst;
    }
  }

  private static AsynchronousInvoke.Function reserved(
      Lab lab, int executions, AtomicInteger invocations) {
    GuardHandler guard = lab.guard();
    Semaphore free = new Semaphore(executions, true);
    return event -> {
      free.acquire();
      try {
        invocations.incrementAndGet();
        Invocation ended = lab.invoke(guard, event);
        return ended;
      } finally {
        free.release();
      }
    };
  }

  private static void deliver(AsynchronousInvoke lambda, Duration minute)
      throws InterruptedException {
    Duration apart = minute.multipliedBy(MINUTES_OF_DRIFT).dividedBy(DISTRIBUTIONS);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < DISTRIBUTIONS; i++) {
      String event = event(id(i));
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      var _ = lambda.deliver(event);
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  }));
      Thread.sleep(apart);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Counts, and finds each one in policy and told, or in the queue. */
  private static Burst burst(Lab lab, AsynchronousInvoke lambda, int invocations, long minutes) {
    Set<String> kept = ConcurrentHashMap.newKeySet();
    for (String record : lambda.failureQueue()) {
      String event = AsynchronousInvoke.eventIn(record);
      int at = event.indexOf("EBURST");
      kept.add(event.substring(at, at + id(0).length()));
    }
    Set<String> told =
        Told.by(lab.cloud()).stream().map(Told::distributionId).collect(Collectors.toSet());
    int repaired = 0;
    for (int i = 0; i < DISTRIBUTIONS; i++) {
      String id = id(i);
      boolean inPolicy =
          !lab.cloud().distributions().read(id).configBytes().utf8().contains("allow-all");
      assertTrue((inPolicy && told.contains(id)) || kept.contains(id), () -> id + " is lost");
      repaired += inPolicy && told.contains(id) ? 1 : 0;
    }
    return new Burst(
        repaired, kept, invocations, lab.cloud().calls("UpdateDistribution").size(), minutes);
  }

  private static String id(int number) {
    return "EBURST%08d".formatted(number);
  }

  private static String event(String id) {
    return Events.update("allow-all").json().replace(Events.ID, id);
  }
}
