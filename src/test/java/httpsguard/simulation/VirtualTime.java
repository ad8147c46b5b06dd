package httpsguard.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes only while everybody waits. One thread runs at a time: whoever waits takes the
 * next turn from the queue, runs it or wakes the thread that it belongs to. Turns of one instant
 * come in the order in which they were asked for.
 */
final class VirtualTime extends Clock {
  private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");

  private final PriorityQueue<Turn> turns =
      new PriorityQueue<>(Comparator.comparingLong(Turn::at).thenComparingLong(Turn::order));
  private long now;
  private long asked;
  private @Nullable Gate main;
  private @Nullable Throwable failure;

  private record Turn(long at, long order, Body body) {}

  private sealed interface Body {
    /** Runs at once, and does not wait. */
    record Action(Runnable action) implements Body {}

    /** Runs in a thread of its own, and may wait. */
    record Actor(Runnable actor) implements Body {}

    record Waiting(Gate gate) implements Body {}
  }

  /** Where a thread waits for its turn. */
  private static final class Gate {
    private final Thread thread = Thread.currentThread();
    private volatile boolean open;

    void open() {
      open = true;
      LockSupport.unpark(thread);
    }

    void await() {
      while (!open) {
        LockSupport.park(this);
      }
    }
  }

  /** In milliseconds since the beginning. */
  long now() {
    return now;
  }

  /**
   * @param millis since the beginning
   */
  Instant at(long millis) {
    return BEGIN.plusMillis(millis);
  }

  /** How many turns there were: the same for the same seed. */
  long turns() {
    return asked;
  }

  /** Does something later that does not wait. */
  void after(Duration delay, Runnable action) {
    add(delay, new Body.Action(action));
  }

  /** Begins something now that waits. */
  void start(Runnable actor) {
    add(Duration.ZERO, new Body.Actor(actor));
  }

  /** Waits. */
  void pass(Duration time) {
    Gate mine = new Gate();
    add(time, new Body.Waiting(mine));
    takeTurns(mine);
  }

  /**
   * Lets everything happen that is due within this time.
   *
   * @throws AssertionError if something failed
   */
  void advance(Duration time) {
    Gate mine = new Gate();
    main = mine;
    add(time, new Body.Waiting(mine));
    takeTurns(mine);
    if (failure != null) {
      throw new AssertionError(failure.getMessage() + ", " + instant(), failure);
    }
  }

  private void add(Duration delay, Body body) {
    turns.add(new Turn(now + Math.max(0, delay.toMillis()), asked++, body));
  }

  /** Until its own turn comes, or if it has none, until another thread runs. */
  private void takeTurns(@Nullable Gate mine) {
    while (true) {
      Turn turn = turns.remove();
      now = turn.at();
      switch (turn.body()) {
        case Body.Action(var action) -> attempt(action);
        case Body.Actor(var actor) -> {
          Thread.ofVirtual().start(() -> act(actor));
          await(mine);
          return;
        }
        case Body.Waiting(var gate) -> {
          if (gate != mine) {
            gate.open();
            await(mine);
          }
          return;
        }
      }
    }
  }

  private static void await(@Nullable Gate mine) {
    if (mine != null) {
      mine.await();
    }
  }

  private void act(Runnable actor) {
    attempt(actor);
    takeTurns(null);
  }

  /** A failure ends it all: only the main thread gets a turn. */
  private void attempt(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | Error e) {
      if (failure == null) {
        failure = e;
      }
      turns.clear();
      if (main != null) {
        add(Duration.ZERO, new Body.Waiting(main));
      }
    }
  }

  @Override
  public Instant instant() {
    return at(now);
  }

  @Override
  public long millis() {
    return BEGIN.toEpochMilli() + now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("all times are in UTC");
  }
}
