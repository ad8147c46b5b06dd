package httpsguard.reliability;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.cloudtrail.Events;
import httpsguard.local.CloudStandIn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events that come late, twice or in another order, to a function that dies at any step. */
class RedeliveryIT {
  private static final int SEEDS = 300;
  private static final int CHANGES = 4;

  private final CloudStandIn cloud = CloudStandIn.start();
  private final GatedGuard guard = new GatedGuard(cloud);
  private int crashes;

  /** The end of a process: nothing in the product catches it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void repeatedReorderedAndLateEventsDoNoHarm() {
    int deliveries = 0;
    int notices = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      deliveries += play(seed);
      notices += cloud.published().size();
      cloud.forget();
    }
    System.out.printf(
        "redelivery: %d histories, %d deliveries, %d killed on the way, %d notices, none missing%n",
        SEEDS, deliveries, crashes, notices);
    assertTrue(crashes > SEEDS);
  }

  private int play(int seed) {
    Random random = new Random(seed);
    Set<String> drifts = new HashSet<>();
    List<Events> events = history(random, drifts);
    events.addAll(List.copyOf(events).subList(0, random.nextInt(events.size())));
    Collections.shuffle(events, random);

    for (Events event : events) {
      deliver(event, random);
    }

    String live = cloud.distributions().read(Events.ID).configBytes().utf8();
    assertFalse(live.contains("allow-all"), () -> "seed " + seed);
    Set<String> told = Told.by(cloud).stream().map(Told::eventId).collect(Collectors.toSet());
    assertTrue(told.containsAll(drifts), () -> "seed " + seed + ": told of " + told);
    long accepted =
        cloud.calls("UpdateDistribution").stream().filter(call -> call.status() == 200).count();
    assertTrue(accepted <= 1, () -> "seed " + seed + ": " + accepted + " writes of one drift");
    return events.size();
  }

  /** Changes by others, one after the other, the last of which decides what is live. */
  private List<Events> history(Random random, Set<String> drifts) {
    List<Events> events = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      String policy = random.nextBoolean() ? "allow-all" : "https-only";
      String id = "0a1b2c3d-1111-2222-3333-00000000000" + i;
      String eTag =
          cloud.distributions().put(Events.ID, config().defaultTo("s3", policy).xml()).eTag();
      events.add(
          Events.update(policy)
              .with("detail.eventID", id)
              .with("detail.responseElements.eTag", eTag));
      if (policy.equals("allow-all")) {
        drifts.add(id);
      }
    }
    return events;
  }

  /** All tries die but the last; gates are before and after each call. */
  private void deliver(Events event, Random random) {
    for (int tries = 1; tries <= WorkQueue.RECEIVES; tries++) {
      int[] gatesLeft = {tries < WorkQueue.RECEIVES ? random.nextInt(12) : Integer.MAX_VALUE};
      try {
        guard.handle(
            event,
            () -> {
              if (gatesLeft[0]-- == 0) {
                throw new Killed();
              }
            });
        return;
      } catch (Killed killed) {
        crashes++;
      }
    }
  }
}
