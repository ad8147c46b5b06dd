package httpsguard.aws;

import java.time.Duration;

/** The product's limits on calls to one service, for those who play the service. */
public record Patience(
    int tries,
    Duration attempt,
    Duration call,
    Duration backoff,
    Duration throttledBackoff,
    Duration longestBackoff) {

  public static final Patience WITH_CLOUDFRONT = of(Limits.OF_CLOUDFRONT);
  public static final Patience WITH_SNS = of(Limits.OF_SNS);

  private static Patience of(Limits limits) {
    return new Patience(
        limits.tries(),
        limits.attempt(),
        limits.call(),
        limits.backoff(),
        limits.throttledBackoff(),
        limits.longestBackoff());
  }

  /** As {@link SnsNotices#longest}. */
  public Duration forTelling() {
    return call.plus(forAnswering());
  }

  public Duration forAnswering() {
    return attempt.dividedBy(5);
  }

  /** The longest wait behind a try. */
  public Duration backoff(int tried, boolean throttled) {
    Duration wait = (throttled ? throttledBackoff : backoff).multipliedBy(1L << (tried - 1));
    return wait.compareTo(longestBackoff) < 0 ? wait : longestBackoff;
  }
}
