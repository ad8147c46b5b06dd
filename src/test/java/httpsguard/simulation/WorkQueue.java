package httpsguard.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The queue in front of the guard, Lambda's mapping of it, and the queue of what was given up: a
 * message that was received hides for a while and comes back unless it is deleted, is received
 * again now and then without reason, and leaves for the other queue once it was received too often.
 * What is too old is deleted; that a month loses nothing by that, its end shows.
 */
final class WorkQueue {
  private static final Duration HOUR = Duration.ofHours(1);

  private final World world;
  private final QueueSettings settings;
  private final Worker worker;
  private final Promises promises;
  private final List<Message> messages = new ArrayList<>();
  private final List<Message> failed = new ArrayList<>();
  private boolean enabled = true;
  private int running;
  private int numbers;

  /** Whoever works on messages. */
  @FunctionalInterface
  interface Worker {
    /** Whether it was done: then Lambda deletes the message. */
    boolean work(Message message);
  }

  /** A message, and how often it was received. */
  static final class Message {
    final int number;
    final String body;
    final Optional<CloudTrail> record;
    final long sent;

    /** When what is in it was put into the queue first. */
    final long made;

    long firstReceived = -1;
    long lastReceived = -1;
    int receives;
    int duplicates;
    private long visibleFrom;
    private int workers;

    private Message(int number, String body, Optional<CloudTrail> record, long sent, long made) {
      this.number = number;
      this.body = body;
      this.record = record;
      this.sent = sent;
      this.made = made;
      visibleFrom = sent;
    }
  }

  WorkQueue(World world, QueueSettings settings, Worker worker, Promises promises) {
    this.world = world;
    this.settings = settings;
    this.worker = worker;
    this.promises = promises;
  }

  /**
   * @param record of the call that the message is about; empty for a report
   */
  void send(String body, Optional<CloudTrail> record) {
    send(body, record, world.time().now());
  }

  private void send(String body, Optional<CloudTrail> record, long made) {
    messages.add(new Message(numbers++, body, record, world.time().now(), made));
    poll();
  }

  void disableMapping() {
    enabled = false;
  }

  void enableMapping() {
    enabled = true;
    poll();
  }

  int waiting() {
    return messages.size();
  }

  int failed() {
    return failed.size();
  }

  /** Puts back what was given up. */
  void redrive() {
    List<Message> again = List.copyOf(failed);
    failed.clear();
    for (Message message : again) {
      world.saw(Sighting.REDRIVEN);
      send(message.body, message.record, message.made);
    }
  }

  private void poll() {
    long oldest = world.time().now() - QueueSettings.RETENTION.toMillis();
    messages.removeIf(message -> message.sent < oldest);
    while (enabled && running < settings.concurrency()) {
      long now = world.time().now();
      List<Message> visible = messages.stream().filter(each -> each.visibleFrom <= now).toList();
      if (visible.isEmpty()) {
        return;
      }
      receive(world.chance().oneOf(visible));
    }
  }

  private void receive(Message message) {
    long now = world.time().now();
    if (message.receives >= settings.maxReceiveCount()) {
      messages.remove(message);
      failed.add(message);
      world.saw(Sighting.GIVEN_UP, () -> "message " + message.number);
      promises.gaveUp(message);
      return;
    }
    if (message.receives == 0) {
      message.firstReceived = now;
    }
    message.lastReceived = now;
    message.receives++;
    running++;
    hide(message, settings.visibility());
    // The queue hands it out twice at once, now and then.
    if (world.chance().onceIn(100)) {
      message.duplicates++;
      hide(message, world.chance().between(Duration.ZERO, Duration.ofSeconds(3)));
    }
    if (message.workers > 0) {
      world.saw(Sighting.DUPLICATES_AT_ONCE);
    }
    if (now - message.firstReceived > HOUR.toMillis()) {
      world.saw(Sighting.REDELIVERY_AFTER_HOURS);
    }
    message.workers++;
    world.time().start(() -> work(message));
  }

  private void hide(Message message, Duration time) {
    message.visibleFrom = world.time().now() + time.toMillis();
    world.time().after(time, this::poll);
  }

  private void work(Message message) {
    boolean done = worker.work(message);
    running--;
    message.workers--;
    if (done) {
      delete(message);
    }
    poll();
  }

  private void delete(Message message) {
    messages.remove(message);
    // A server that missed the deletion hands out its copy later.
    if (world.chance().onceIn(200)) {
      world.saw(Sighting.RECEIVED_AGAIN_THOUGH_ANSWERED);
      world
          .time()
          .after(
              world.chance().between(Duration.ofMinutes(1), Duration.ofHours(5)),
              () -> send(message.body, message.record, message.made));
    }
  }
}
