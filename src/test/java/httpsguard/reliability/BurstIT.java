package httpsguard.reliability;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;

import httpsguard.aws.QuickPorts;
import httpsguard.cloudtrail.Events;
import httpsguard.lambda.GuardHandler;
import httpsguard.lambda.Lab;
import httpsguard.lambda.QueuedMessages;
import httpsguard.local.CloudStandIn;
import httpsguard.local.Fault;
import httpsguard.local.Invocation;
import httpsguard.template.GuardTemplate;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A pipeline drifts 300 distributions within five minutes, while the stand-in takes two updates a
 * minute. A minute is a fraction of a second here, for CloudFront, for the queue and for the guard.
 */
@Tag("alone")
class BurstIT {
  private static final int DISTRIBUTIONS = 300;
  private static final int UPDATES_A_MINUTE = 2;
  private static final int MINUTES_OF_DRIFT = 5;
  private static final Duration MINUTE = Duration.ofMillis(120);
  private static final List<String> CALLS =
      List.of("GetDistributionConfig", "ListTagsForResource", "UpdateDistribution");

  @Test
  void allAreRepairedAndTold() throws Exception {
    play("with nothing else in the way", 0);
  }

  @Test
  void allAreRepairedAndToldThoughCloudFrontIsOutForTwoHours() throws Exception {
    play("with an outage of CloudFront of two hours", 120);
  }

  private static void play(String how, int minutesOfOutage) throws Exception {
    try (Lab lab = new Lab()) {
      CloudStandIn cloud = lab.cloud();
      lab.connectedBy(
          topic -> QuickPorts.waiting(topic, Math.toIntExact(60_000 / MINUTE.toMillis())));
      for (int i = 0; i < DISTRIBUTIONS; i++) {
        cloud.distributions().put(id(i), config().xml());
      }
      cloud.faults().limitRate("UpdateDistribution", UPDATES_A_MINUTE, MINUTE);

      long begin = System.nanoTime();
      try (ScaledQueue queue = new ScaledQueue(lab, lab.guard())) {
        for (int i = 0; i < DISTRIBUTIONS; i++) {
          queue.send(Events.update("allow-all").json().replace(Events.ID, id(i)));
          Thread.sleep(MINUTE.multipliedBy(MINUTES_OF_DRIFT).dividedBy(DISTRIBUTIONS));
        }
        for (String call : CALLS) {
          cloud
              .faults()
              .during(call, MINUTE.multipliedBy(minutesOfOutage), Fault.serviceUnavailable());
        }
        queue.awaitEmpty();
        long minutes = Duration.ofNanos(System.nanoTime() - begin).dividedBy(MINUTE);

        int writes = cloud.calls("UpdateDistribution").size();
        System.out.printf(
            "burst of %d, %s: %d repaired and told, %d given up, %d minutes at %d updates a minute,"
                + " %d receives, at most %d of one message, %d of %d writes refused%n",
            DISTRIBUTIONS,
            how,
            repairedAndTold(lab),
            queue.failed.size(),
            minutes,
            UPDATES_A_MINUTE,
            queue.receives.values().stream().mapToInt(Integer::intValue).sum(),
            queue.receives.values().stream().mapToInt(Integer::intValue).max().orElse(0),
            writes - DISTRIBUTIONS,
            writes);
        assertEquals(Set.of(), queue.failed);
        assertEquals(DISTRIBUTIONS, repairedAndTold(lab));
      }
    }
  }

  private static int repairedAndTold(Lab lab) {
    Set<String> told = new HashSet<>();
    Told.by(lab.cloud()).forEach(notice -> told.add(notice.distributionId()));
    int repaired = 0;
    for (int i = 0; i < DISTRIBUTIONS; i++) {
      String live = lab.cloud().distributions().read(id(i)).configBytes().utf8();
      repaired += !live.contains("allow-all") && told.contains(id(i)) ? 1 : 0;
    }
    return repaired;
  }

  private static String id(int number) {
    return "EBURST%08d".formatted(number);
  }

  /**
   * SQS and an event source mapping with the template's figures: so many messages at once, hidden
   * from when they were received, and given up after so many receives.
   */
  private static final class ScaledQueue implements AutoCloseable {
    private final Lab lab;
    private final GuardHandler guard;
    private final Duration visibility =
        MINUTE.multipliedBy(GuardTemplate.work("VisibilityTimeout")).dividedBy(60);
    private final int maxReceiveCount = GuardTemplate.work("RedrivePolicy", "maxReceiveCount");
    private final ExecutorService executions =
        Executors.newFixedThreadPool(GuardTemplate.maximumConcurrency());
    private final ScheduledExecutorService hidden = Executors.newSingleThreadScheduledExecutor();
    private final Semaphore ended = new Semaphore(0);
    private final AtomicInteger sent = new AtomicInteger();
    private final Map<String, Integer> receives = new ConcurrentHashMap<>();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    ScaledQueue(Lab lab, GuardHandler guard) {
      this.lab = lab;
      this.guard = guard;
    }

    void send(String body) {
      sent.incrementAndGet();
      executions.execute(() -> receive(body));
    }

    private void receive(String body) {
      int count = receives.merge(body, 1, Integer::sum);
      if (count > maxReceiveCount) {
        failed.add(body);
        ended.release();
        return;
      }
      long received = System.nanoTime();
      if (lab.invoke(guard, QueuedMessages.received(count, body)) instanceof Invocation.Answered) {
        ended.release();
        return;
      }
      var _ =
          hidden.schedule(
              () -> executions.execute(() -> receive(body)),
              visibility.toNanos() - (System.nanoTime() - received),
              TimeUnit.NANOSECONDS);
    }

    void awaitEmpty() throws InterruptedException {
      ended.acquire(sent.get());
    }

    @Override
    public void close() {
      executions.shutdownNow();
      hidden.shutdownNow();
    }
  }
}
