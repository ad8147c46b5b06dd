package httpsguard.viewers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
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
 * Generated distributions and generated requests: after the function has run nobody gets an object
 * from S3 over plain HTTP, but where that is the only way to it; nobody loses the only way; nobody
 * else gets another answer than before; and the document differs in the repaired values only. The
 * function's SDK clients speak to the stand-in over HTTP.
 *
 * <p>Each case has a seed, which a failure names; {@code -Dseed=} plays that one again.
 */
@Execution(ExecutionMode.CONCURRENT)
class ViewersIT {
  private static final int CASES = 5_200;
  private static final int SHARDS = 8;

  private static Played total = Played.NOTHING;

  @ParameterizedTest
  @MethodSource("shards")
  void nobodyGetsS3OverHttpAndNothingElseChanges(List<Long> seeds) {
    Played played = Played.NOTHING;
    try (GuardedDistribution guarded = new GuardedDistribution()) {
      for (long seed : seeds) {
        played = played.plus(guarded.play(seed));
      }
    }
    synchronized (ViewersIT.class) {
      total = total.plus(played);
    }
    requireNone("lost the only way to an object", played.lost());
    requireNone(
        "are not as promised", played.wrong().stream().map(AssertionError::getMessage).toList());
  }

  /** Else nobody could lose the only way. */
  @Test
  void thereIsEachWayToAskWhatDoesNotAnswerOverHttps() {
    Map<String, Integer> distributions = new TreeMap<>();
    for (long seed = 0; seed < CASES; seed++) {
      waysToAsk(new ConfigGenerator(Draw.seeded(seed)).config())
          .forEach(way -> distributions.merge(way, 1, Integer::sum));
    }
    System.out.println("viewers: distributions with " + distributions);
    assertEquals(2 * 3 * 2, distributions.size(), distributions::toString);
    assertTrue(Collections.min(distributions.values()) >= 50, distributions::toString);
  }

  private static Set<String> waysToAsk(GeneratedConfig config) {
    Set<String> ways = new TreeSet<>();
    for (GeneratedConfig.Behavior behavior : config.behaviors()) {
      List<String> reach = config.reach(behavior.target());
      reach.stream()
          .map(config::origin)
          .filter(origin -> origin.s3() && !origin.protocolPolicy().isEmpty())
          .forEach(
              origin ->
                  OriginHosts.withoutHttps(origin.host())
                      .map(what -> what + " " + origin.protocolPolicy())
                      .map(what -> reach.size() > 1 ? what + " in a group" : what)
                      .ifPresent(ways::add));
    }
    return ways;
  }

  private static void requireNone(String what, List<String> found) {
    assertEquals(
        0, found.size(), () -> "distributions " + what + ", the first: " + found.getFirst());
  }

  @AfterAll
  static void count() {
    synchronized (ViewersIT.class) {
      System.out.printf(
          "viewers: %d distributions (%d repaired, %d in policy, %d disabled; in %d viewers lost the"
              + " only way to an object, by %d requests; %d others wrong), %d of %d behaviors repaired, %d left open as the only way, %d"
              + " requests, of which %d got S3 over HTTP before%n",
          total.cases(),
          total.repaired(),
          total.inPolicy(),
          total.disabled(),
          total.lost().size(),
          total.requestsLost(),
          total.wrong().size(),
          total.repairedBehaviors(),
          total.behaviors(),
          total.leftOpen(),
          total.requests(),
          total.gotS3OverHttp());
    }
  }

  static Stream<Named<List<Long>>> shards() {
    Long alone = Long.getLong("seed");
    if (alone != null) {
      return Stream.of(Named.of("seed " + alone, List.of(alone)));
    }
    return IntStream.range(0, SHARDS)
        .mapToObj(
            shard ->
                Named.of(
                    "shard " + shard,
                    LongStream.range(0, CASES / SHARDS)
                        .map(i -> shard + i * SHARDS)
                        .boxed()
                        .toList()));
  }
}
