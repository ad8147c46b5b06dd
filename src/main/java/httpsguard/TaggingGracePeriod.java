package httpsguard;

import httpsguard.distribution.TimeLeft;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * How long a young distribution's owner may take to tag it in a call of its own. Nothing is exposed
 * meanwhile: CloudFront needs minutes to deploy a new distribution.
 */
final class TaggingGracePeriod {
  private static final Duration AFTER_CREATION = Duration.ofSeconds(60);

  /** What reading, writing and losing a race or two may take. */
  private static final Duration FOR_WORK = Duration.ofSeconds(45);

  /** Those that cannot set tags themselves (API model 2020-05-31). */
  private static final Set<String> CREATIONS_WITHOUT_TAGS =
      Set.of("CreateDistribution", "CopyDistribution");

  private TaggingGracePeriod() {}

  /** What is left of it: never negative, and never longer than the invocation can wait. */
  static Duration left(Trigger trigger, Instant now, TimeLeft timeLeft) {
    if (!(trigger instanceof Trigger.Called called)
        || !CREATIONS_WITHOUT_TAGS.contains(called.call().operation())) {
      return Duration.ZERO;
    }
    Duration left =
        Collections.min(
            List.of(
                AFTER_CREATION,
                AFTER_CREATION.minus(Duration.between(called.call().time(), now)),
                timeLeft.reserving(FOR_WORK).remaining()));
    return left.isNegative() ? Duration.ZERO : left;
  }
}
