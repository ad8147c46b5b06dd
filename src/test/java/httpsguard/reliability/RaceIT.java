package httpsguard.reliability;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.cloudtrail.Events;
import httpsguard.local.CloudStandIn;
import httpsguard.local.StoredDistribution;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several invocations and a human on one distribution, in every order that seeds come up with. */
@Execution(ExecutionMode.CONCURRENT)
class RaceIT {
  private static final int SHARDS = 4;
  private static final int SEEDS_A_SHARD = 260;
  private static final int HUMAN_EDITS = 4;
  private static final Set<List<Integer>> ORDERS = ConcurrentHashMap.newKeySet();
  private static final AtomicLong WRITES = new AtomicLong();
  private static final AtomicLong LOST_RACES = new AtomicLong();
  private static final int MAX_WRITES_AN_INVOCATION = 5;

  private final CloudStandIn cloud = CloudStandIn.start();
  private final GatedGuard guard = new GatedGuard(cloud);

  @AfterEach
  void close() {
    cloud.close();
  }

  /** The human's side: what was written, and which of it drifts. */
  private static final class Human {
    private final List<UnaryOperator<String>> edits = new ArrayList<>();
    private final Queue<Events> unanswered = new ArrayDeque<>();
    private final List<String> driftEvents = new ArrayList<>();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void noChangeOfAHumanIsLostAndTheEndIsInPolicy(int shard) throws InterruptedException {
    for (int seed = shard; seed < SHARDS * SEEDS_A_SHARD; seed += SHARDS) {
      ORDERS.add(race(seed));
      WRITES.addAndGet(accepted());
      LOST_RACES.addAndGet(cloud.calls("UpdateDistribution").size() - accepted());
      cloud.forget();
    }
  }

  @AfterAll
  static void count() {
    System.out.printf(
        "races: %d different interleavings, %d writes of the guard, %d races lost and begun anew,"
            + " no change of a human lost%n",
        ORDERS.size(), WRITES.get(), LOST_RACES.get());
    assertTrue(ORDERS.size() >= 1_000, () -> ORDERS.size() + " different orders");
  }

  private List<Integer> race(int seed) throws InterruptedException {
    String before = config().path("/a/*", "s3", "allow-all").xml();
    StoredDistribution drifted = cloud.distributions().put(Events.ID, before);
    Human human = new Human();
    Events first = event(human, drifted.eTag());
    Random random = new Random(seed);

    List<Integer> order =
        new Interleaving(seed)
            .run(
                List.of(
                    gate -> guard.deliver(first, gate),
                    gate -> guard.deliver(first, gate),
                    gate -> answerThe(human, gate),
                    gate -> edit(human, random, gate)));
    while (!human.unanswered.isEmpty()) {
      guard.deliver(human.unanswered.remove(), () -> {});
    }

    String expected = before;
    for (UnaryOperator<String> edit : human.edits) {
      expected = edit.apply(expected);
    }
    assertEquals(
        expected.replace("allow-all", "redirect-to-https"),
        cloud.distributions().read(Events.ID).configBytes().utf8(),
        () -> "seed " + seed + ", turns " + order);
    Set<String> told = Told.by(cloud).stream().map(Told::eventId).collect(Collectors.toSet());
    assertTrue(told.containsAll(human.driftEvents), () -> "seed " + seed + ", told of " + told);
    long claimed =
        Told.by(cloud).stream().filter(notice -> notice.outcome().equals("Repaired")).count();
    assertEquals(accepted(), claimed, () -> "seed " + seed + ": repairs that nobody made");
    assertTrue(accepted() <= human.driftEvents.size(), () -> "seed " + seed + ": " + accepted());
    int invocations = human.driftEvents.size() + 1;
    assertTrue(
        cloud.calls("UpdateDistribution").size() <= invocations * MAX_WRITES_AN_INVOCATION,
        () -> "seed " + seed);
    return order;
  }

  private void answerThe(Human human, Interleaving.Gate gate) {
    for (int i = 0; i < 2 * HUMAN_EDITS; i++) {
      gate.pass();
      if (!human.unanswered.isEmpty()) {
        guard.deliver(human.unanswered.remove(), gate);
      }
    }
  }

  /** Reads, thinks, writes; begins anew where somebody was faster, as the console does. */
  private void edit(Human human, Random random, Interleaving.Gate gate) {
    for (int i = 0; i < HUMAN_EDITS; i++) {
      boolean drifts = random.nextInt(3) == 0;
      UnaryOperator<String> edit = anEdit(i, drifts);
      boolean written = false;
      while (!written) {
        StoredDistribution read = cloud.distributions().read(Events.ID);
        gate.pass();
        if (cloud.distributions().read(Events.ID).eTag().equals(read.eTag())) {
          StoredDistribution now = cloud.distributions().edit(Events.ID, edit);
          human.edits.add(edit);
          if (drifts) {
            human.unanswered.add(event(human, now.eTag()));
          }
          written = true;
        }
      }
      gate.pass();
    }
  }

  private static UnaryOperator<String> anEdit(int number, boolean drifts) {
    if (drifts) {
      String drifting = config().path("/human-" + number + "/*", "s3", "allow-all").xml();
      String behavior =
          drifting.substring(
              drifting.indexOf("<CacheBehavior>"), drifting.indexOf("</Items></CacheBehaviors>"));
      return xml ->
          withOneMoreBehavior(xml)
              .replace("</Items></CacheBehaviors>", behavior + "</Items></CacheBehaviors>");
    }
    return xml -> xml.replace("</Comment>", " and " + number + "</Comment>");
  }

  private static String withOneMoreBehavior(String xml) {
    int begin = xml.indexOf("<CacheBehaviors><Quantity>") + "<CacheBehaviors><Quantity>".length();
    int end = xml.indexOf('<', begin);
    int quantity = Integer.parseInt(xml.substring(begin, end));
    return xml.substring(0, begin) + (quantity + 1) + xml.substring(end);
  }

  private static Events event(Human human, String eTag) {
    String id = "0a1b2c3d-1111-2222-3333-00000000000" + human.driftEvents.size();
    human.driftEvents.add(id);
    return Events.update("allow-all")
        .with("detail.responseElements.eTag", eTag)
        .with("detail.eventID", id);
  }

  private long accepted() {
    return cloud.calls("UpdateDistribution").stream().filter(call -> call.status() == 200).count();
  }
}
