package httpsguard.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** What chance decides: all of it comes from one seed. */
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  boolean onceIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** Of a hundred times, how often. */
  boolean percent(double percent) {
    return random.nextDouble(100) < percent;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Both ends included. */
  int from(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  Duration between(Duration least, Duration most) {
    return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
