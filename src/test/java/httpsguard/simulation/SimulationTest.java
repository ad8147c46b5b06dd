package httpsguard.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Simulated months, each decided by its seed: all promises are kept, and what is rare happened.
 *
 * <p>{@code -Dmonths=} plays another number of them; {@code -Dseed=} plays one again, and prints
 * what happens in it.
 */
@Execution(ExecutionMode.CONCURRENT)
class SimulationTest {
  private static final int MONTHS = 200;
  private static final int SHARDS = 2;

  private static final Map<Sighting, Integer> SEEN = new EnumMap<>(Sighting.class);

  @ParameterizedTest
  @MethodSource("shards")
  void everyPromiseIsKept(List<Long> seeds) {
    for (long seed : seeds) {
      Month.Played played;
      try {
        played = Month.play(seed, seeds.size() == 1);
      } catch (AssertionError e) {
        throw new AssertionError(
            "seed " + seed + ": " + e.getMessage() + "; play it again with -Dseed=" + seed, e);
      }
      synchronized (SEEN) {
        played.sightings().forEach((sighting, times) -> SEEN.merge(sighting, times, Integer::sum));
      }
    }
  }

  @Test
  void theSameSeedPlaysTheSameMonth() {
    assertEquals(Month.play(1, false), Month.play(1, false));
  }

  @AfterAll
  static void count() {
    synchronized (SEEN) {
      System.out.println("simulated months: " + SEEN);
    }
  }

  static Stream<Named<List<Long>>> shards() {
    Long alone = Long.getLong("seed");
    if (alone != null) {
      return Stream.of(Named.of("seed " + alone, List.of(alone)));
    }
    int months = Integer.getInteger("months", MONTHS);
    return LongStream.range(0, SHARDS)
        .mapToObj(
            shard ->
                Named.of(
                    "shard " + shard,
                    LongStream.range(0, months)
                        .filter(seed -> seed % SHARDS == shard)
                        .boxed()
                        .toList()));
  }
}
