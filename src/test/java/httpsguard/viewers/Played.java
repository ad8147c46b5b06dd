package httpsguard.viewers;

import java.util.List;
import java.util.stream.Stream;

/**
 * What was played, in numbers.
 *
 * @param lost the cases in which viewers lost the only way to an object, each with a request
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
    List<String> lost) {
  static final Played NOTHING = new Played(0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());

  Played {
    lost = List.copyOf(lost);
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
        List.of());
  }

  static Played lost(long seed, String request) {
    return new Played(1, 0, 0, 0, 0, 0, 0, 0, 0, List.of("seed " + seed + ": " + request));
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
        Stream.concat(lost.stream(), other.lost.stream()).toList());
  }
}
