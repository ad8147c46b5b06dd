package httpsguard.simulation;

import java.time.Duration;
import java.util.List;

/** Who runs the product: stops and starts it, puts back what was given up, and changes its mode. */
final class Operator {
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final int FULL = 5;

  private final World world;
  private final Stack stack;

  Operator(World world, Stack stack) {
    this.world = world;
    this.stack = stack;
  }

  /** Begins the schedules, and what is done now and then. */
  void work(Duration within) {
    Chance chance = world.chance();
    // Seldom every hour: audits are what takes longest to simulate.
    int hours = chance.onceIn(24) ? 1 : chance.onceIn(6) ? 6 : 24;
    stack.set("AUDIT_INTERVAL", String.valueOf(hours));
    stack.set("MAX_REPAIRS_PER_AUDIT", chance.oneOf(List.of("10", "10", "1", "2")));
    stack.audits.every(Duration.ofHours(hours), "repair");
    stack.audits.every(A_DAY, "report");
    some(2, within, this::stop);
    some(3, within, stack.queue::redrive);
    some(2, within, () -> mode(chance.onceIn(3) ? "remediate" : "notify"));
    some(2, within, () -> mode("remediate"));
  }

  private void some(int most, Duration within, Runnable what) {
    int times = world.chance().from(0, most);
    for (int i = 0; i < times; i++) {
      world.time().after(world.chance().between(Duration.ZERO, within), what);
    }
  }

  private void stop() {
    boolean everything = world.chance().onceIn(3);
    Duration lasts = world.chance().between(Duration.ofHours(1), Duration.ofDays(3));
    world.say(() -> "the operator stops " + (everything ? "everything" : "the mapping"));
    stack.queue.disableMapping();
    stack.audits.enable(!everything);
    if (lasts.compareTo(A_DAY) > 0) {
      world.saw(Sighting.STOP_FOR_A_DAY);
    }
    world.time().after(lasts, this::start);
  }

  void start() {
    if (stack.queue.waiting() >= FULL) {
      world.saw(Sighting.STOP_WITH_FULL_QUEUE);
    }
    world.say(() -> "the operator starts it, with " + stack.queue.waiting() + " messages waiting");
    stack.queue.enableMapping();
    stack.audits.enable(true);
  }

  private void mode(String mode) {
    world.saw(Sighting.MODE_CHANGED, () -> mode);
    stack.set("MODE", mode);
  }

  void repair() {
    mode("remediate");
  }
}
