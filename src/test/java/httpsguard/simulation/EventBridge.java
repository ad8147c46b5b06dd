package httpsguard.simulation;

import java.time.Duration;
import java.util.Optional;

/** Takes what CloudTrail records to the queue: late, in any order, twice, or not at all. */
final class EventBridge {
  private static final Duration HOUR = Duration.ofHours(1);

  /** So many messages waiting are one. */
  private static final int BURST = 4;

  private final World world;
  private final WorkQueue queue;
  private final Promises promises;

  EventBridge(World world, WorkQueue queue, Promises promises) {
    this.world = world;
    this.queue = queue;
    this.promises = promises;
  }

  void take(CloudTrail record) {
    Chance chance = world.chance();
    if (record.isWrite() && !record.showsConfig()) {
      world.saw(Sighting.EVENT_WITHOUT_CONFIG);
    }
    if (chance.percent(world.weather().lostEvent())) {
      world.saw(Sighting.EVENT_LOST, record::eventId);
      return;
    }
    deliver(record);
    if (chance.onceIn(30)) {
      world.saw(Sighting.EVENT_TWICE);
      deliver(record);
    }
  }

  private void deliver(CloudTrail record) {
    Duration delay = delay();
    if (delay.compareTo(HOUR) > 0) {
      world.saw(Sighting.EVENT_LATE_BY_HOURS);
    }
    if (queue.waiting() >= BURST && world.weather().isOutage(world.time().now())) {
      world.saw(Sighting.OUTAGE_DURING_BURST);
    }
    promises.isOnItsWay(record);
    world.time().after(delay, () -> queue.send(record.json(), Optional.of(record)));
  }

  /** CloudTrail guide: 5 minutes, on average; EventBridge tries for 24 hours. */
  private Duration delay() {
    Chance chance = world.chance();
    return chance.percent(world.weather().lateEvent())
        ? chance.between(HOUR, Duration.ofHours(20))
        : chance.between(Duration.ofSeconds(15), Duration.ofMinutes(12));
  }
}
