package httpsguard.viewers;

import java.util.List;
import java.util.stream.Stream;

/**
 * What was played, in numbers.
 *
 * @param requestsLost those by which viewers got an object in some way before, and in none after
 * @param lost the cases in which there are such, each with the first
 * @param wrong the cases in which something else is not as promised
 */
record Played(
    int cases,
    int disabled,
    int repaired,
    int inPolicy,
    int behaviors,
    int repairedBehaviors,
    int leftOpen,
    int requests,
    int gotS3OverHttp,
    int requestsLost,
    List<String> lost,
    List<AssertionError> wrong) {
  static final Played NOTHING = new Played(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of(), List.of());

  Played {
    lost = List.copyOf(lost);
    wrong = List.copyOf(wrong);
  }

  static Played one(GeneratedConfig config, int requests, int gotS3OverHttp) {
    boolean repaired = config.drift() > 0;
    return new Played(
        1,
        config.enabled() ? 0 : 1,
        repaired ? 1 : 0,
        config.enabled() && !repaired && config.leftOpen() == 0 ? 1 : 0,
        config.behaviors().size(),
        config.drift(),
        config.leftOpen(),
        requests,
        gotS3OverHttp,
        0,
        List.of(),
        List.of());
  }

  /**
   * @param requests never empty
   */
  static Played lost(long seed, List<String> requests) {
    return failed(requests.size(), List.of("seed " + seed + ": " + requests.getFirst()), List.of());
  }

  static Played wrong(AssertionError e) {
    return failed(0, List.of(), List.of(e));
  }

  /** Nothing is said of what became of it otherwise. */
  private static Played failed(int requestsLost, List<String> lost, List<AssertionError> wrong) {
    return new Played(1, 0, 0, 0, 0, 0, 0, 0, 0, requestsLost, lost, wrong);
  }

  Played plus(Played other) {
    return new Played(
        cases + other.cases,
        disabled + other.disabled,
        repaired + other.repaired,
        inPolicy + other.inPolicy,
        behaviors + other.behaviors,
        repairedBehaviors + other.repairedBehaviors,
        leftOpen + other.leftOpen,
        requests + other.requests,
        gotS3OverHttp + other.gotS3OverHttp,
        requestsLost + other.requestsLost,
        both(lost, other.lost),
        both(wrong, other.wrong));
  }

  private static <T> List<T> both(List<T> one, List<T> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
