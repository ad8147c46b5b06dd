package httpsguard.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A month, put together and played: three and a half weeks in which goes wrong what can, then an
 * operator who mends it, and quiet days.
 */
final class Month {
  private static final Duration STORMY = Duration.ofDays(25);
  private static final Duration A_DAY = Duration.ofDays(1);

  /** Of what the cap holds back, one may be repaired each day. */
  private static final int MOST_DAYS = 20;

  /** Whether CloudFront refuses a distribution's repair: once in so many. */
  private static final List<Integer> REFUSES = List.of(12, 12, 12, 2);

  private final World world;
  private final Stack stack;
  private final Operator operator;

  /**
   * What came of it.
   *
   * @param turns how many turns virtual time had: the same for the same seed
   */
  record Played(Map<Sighting, Integer> sightings, long turns) {}

  private Month(long seed, boolean isRead) {
    world = new World(seed, isRead);
    stack = new Stack(world, QueueSettings.deployed());
    operator = new Operator(world, stack);
  }

  /**
   * @param isRead whether what happens is printed
   * @throws AssertionError if a promise was not kept
   */
  static Played play(long seed, boolean isRead) {
    return new Month(seed, isRead).play();
  }

  private Played play() {
    Chance chance = world.chance();
    int sites = chance.from(2, 7);
    int refuses = chance.oneOf(REFUSES);
    for (int i = 0; i < sites; i++) {
      var _ = stack.cloudFront.existing(SiteConfig.drawn(chance), chance.onceIn(refuses));
    }
    world.have(Weather.drawn(chance, STORMY));
    stack.cloudFront.countHumans(world.weather().sharedRate());
    operator.work(STORMY);
    stack.owners.work(chance.from(5, 20), STORMY);
    world.time().advance(STORMY);
    comeToRest();
    return new Played(world.log().sightings(), world.time().turns());
  }

  private boolean somethingIsToBeRepaired() {
    return stack.cloudFront.all().stream()
        .anyMatch(site -> !site.refuses && site.isToRepair(world.time().instant()));
  }

  private void comeToRest() {
    world.say(() -> "quiet days begin");
    stack.owners.rest();
    world.have(Weather.calm(world.weather().updatesAMinute()));
    operator.repair();
    operator.start();
    // The latest events take most of a day.
    world.time().advance(A_DAY);
    stack.queue.redrive();
    world.time().advance(A_DAY);
    for (int day = 0; day < MOST_DAYS && somethingIsToBeRepaired(); day++) {
      world.time().advance(A_DAY);
    }
    long quiet = world.time().now();
    world.time().advance(A_DAY);
    for (int i = 0; i < 20 && stack.queue.waiting() > 0; i++) {
      world.time().advance(Duration.ofMinutes(47));
    }
    stack.promises.requireNothingLeft(stack.queue, quiet);
  }
}
