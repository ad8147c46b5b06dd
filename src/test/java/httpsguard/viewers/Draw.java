package httpsguard.viewers;

import java.util.List;
import java.util.Random;

/** What chance decides. */
record Draw(Random random) {
  static Draw seeded(long seed) {
    // Near seeds begin alike.
    return new Draw(new Random(seed * 0x9E37_79B9_7F4A_7C15L));
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  boolean onceIn(int times) {
    return random.nextInt(times) == 0;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  long seed() {
    return random.nextLong();
  }
}
