package httpsguard.simulation;

import httpsguard.aws.Patience;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import java.time.Duration;
import java.util.function.Function;

/** Calls to AWS, each tried again as the SDK does, with the product's own limits. */
final class Calls {
  private static final int TOO_SHORT = 20;

  private final World world;

  /** What came of one try. */
  sealed interface Tried<T> {
    record Answered<T>(T answer) implements Tried<T> {}

    record Again<T>(String why, boolean throttled) implements Tried<T> {}
  }

  Calls(World world) {
    this.world = world;
  }

  /**
   * @param once tries once, within the time that the call still has
   * @throws TryAgainException if no try was answered, or there is no time for one
   */
  <T> T call(
      Invocation invocation,
      String operation,
      Patience patience,
      TimeLeft timeLeft,
      Function<Duration, Tried<T>> once) {
    Duration left = timeLeft.remaining();
    if (left.compareTo(patience.attempt().dividedBy(TOO_SHORT)) < 0) {
      throw new TryAgainException("no time is left in this invocation for " + operation);
    }
    long end = world.time().now() + Math.min(left.toMillis(), patience.call().toMillis());
    for (int tried = 1; ; tried++) {
      invocation.step();
      Tried<T> came = once.apply(Duration.ofMillis(end - world.time().now()));
      invocation.step();
      switch (came) {
        case Tried.Answered<T>(var answer) -> {
          return answer;
        }
        case Tried.Again<T>(var why, var throttled) -> {
          Duration longest = patience.backoff(tried, throttled);
          Duration wait = world.chance().between(longest.dividedBy(2), longest);
          if (tried == patience.tries() || world.time().now() + wait.toMillis() >= end) {
            throw new TryAgainException(operation + " failed: " + why);
          }
          invocation.spend(wait);
        }
      }
    }
  }

  /** Lets a try take its time; whether it takes no longer than it may. */
  boolean takes(Invocation invocation, Duration latency, Patience patience, Duration left) {
    Duration most = left.compareTo(patience.attempt()) < 0 ? left : patience.attempt();
    boolean inTime = latency.compareTo(most) <= 0;
    invocation.spend(inTime ? latency : most);
    return inTime;
  }

  /** Mostly quick, sometimes slow. */
  Duration latency() {
    Chance chance = world.chance();
    return chance.onceIn(100)
        ? chance.between(Duration.ofSeconds(1), Duration.ofSeconds(25))
        : chance.between(Duration.ofMillis(30), Duration.ofMillis(400));
  }

  /** Most tries are given up. */
  Duration latencyWhenSlow() {
    return world.chance().between(Duration.ofSeconds(8), Duration.ofSeconds(40));
  }

  /** An outage's: an error at once, or silence. */
  Duration latencyOfOutage() {
    return world.chance().onceIn(3) ? Duration.ofMinutes(1) : Duration.ofMillis(50);
  }
}
