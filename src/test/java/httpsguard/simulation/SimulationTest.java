package httpsguard.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  private static final int MONTHS = 1_500;
  private static final int SHARDS = 2;

  /** In as many months, at least so often. */
  private static final Map<Sighting, Integer> RARE =
      Map.ofEntries(
          Map.entry(Sighting.CRASH_BETWEEN_WRITE_AND_NOTICE, 75),
          Map.entry(Sighting.TIME_OUT_BETWEEN_WRITE_AND_NOTICE, 10),
          Map.entry(Sighting.LOST_RACE, 5_000),
          Map.entry(Sighting.RACES_GIVEN_UP, 500),
          Map.entry(Sighting.DUPLICATES_AT_ONCE, 200),
          Map.entry(Sighting.REDELIVERY_AFTER_HOURS, 10_000),
          Map.entry(Sighting.RECEIVED_AGAIN_THOUGH_ANSWERED, 500),
          Map.entry(Sighting.EVENT_LOST, 1_000),
          Map.entry(Sighting.EVENT_TWICE, 1_000),
          Map.entry(Sighting.EVENT_LATE_BY_HOURS, 1_000),
          Map.entry(Sighting.THROTTLED_WRITE, 10_000),
          Map.entry(Sighting.WRITE_ANSWER_LOST, 500),
          Map.entry(Sighting.WRITE_REFUSED, 5_000),
          Map.entry(Sighting.OUTAGE_DURING_BURST, 8),
          Map.entry(Sighting.STALE_READ, 1_000),
          Map.entry(Sighting.NOTICE_ANSWER_LOST, 300),
          Map.entry(Sighting.STOP_WITH_FULL_QUEUE, 200),
          Map.entry(Sighting.STOP_FOR_A_DAY, 500),
          Map.entry(Sighting.GIVEN_UP, 100),
          Map.entry(Sighting.REDRIVEN, 100),
          Map.entry(Sighting.WAITED_FOR_TAGS, 50),
          Map.entry(Sighting.REPAIRED_BY_AUDIT, 500),
          Map.entry(Sighting.HELD_BACK, 100),
          Map.entry(Sighting.REPAIRED_THOUGH_TOO_MANY, 50),
          Map.entry(Sighting.TOLD_GONE, 100),
          Map.entry(Sighting.TOLD_DISABLED, 100));

  private static final Map<Sighting, Integer> SEEN = new EnumMap<>(Sighting.class);
  private static int months;

  @ParameterizedTest
  @MethodSource("shards")
  void everyPromiseIsKept(List<Long> seeds) {
    for (long seed : seeds) {
      Month.Played played;
      try {
        played = Month.play(seed, seeds.size() == 1);
      } catch (AssertionError e) {
        throw new AssertionError(
            "seed %d: %s; to play it again and see what happens: mvn -B test -Dtest=SimulationTest -Dseed=%d"
                .formatted(seed, e.getMessage(), seed),
            e);
      }
      synchronized (SEEN) {
        months++;
        played.sightings().forEach((sighting, times) -> SEEN.merge(sighting, times, Integer::sum));
      }
    }
  }

  @Test
  void theSameSeedPlaysTheSameMonth() {
    assertEquals(Month.play(1, false), Month.play(1, false));
  }

  /** A simulation in which nothing rare happens shows nothing. */
  @AfterAll
  static void whatIsRareHappened() {
    synchronized (SEEN) {
      System.out.printf("simulated %d months: %s%n", months, SEEN);
      if (months >= MONTHS) {
        RARE.forEach(
            (sighting, least) ->
                assertTrue(
                    SEEN.getOrDefault(sighting, 0) >= least,
                    () -> sighting + " only " + SEEN.get(sighting) + " times, not " + least));
      }
    }
  }

  static Stream<Named<List<Long>>> shards() {
    Long alone = Long.getLong("seed");
    if (alone != null) {
      return Stream.of(Named.of("seed " + alone, List.of(alone)));
    }
    int wanted = Integer.getInteger("months", MONTHS);
    return LongStream.range(0, SHARDS)
        .mapToObj(
            shard ->
                Named.of(
                    "shard " + shard,
                    LongStream.range(0, wanted)
                        .filter(seed -> seed % SHARDS == shard)
                        .boxed()
                        .toList()));
  }
}
