package httpsguard.aws;

import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * How long the calls to one service may take, and how often each is tried.
 *
 * @param tries of a call, the first one included
 * @param attempt after which one try is given up
 * @param call after which the call is given up, its tries and the waits between them included
 * @param backoff the longest wait before the second try; doubles from try to try, and at least half
 *     of it is waited
 * @param throttledBackoff the same, after throttling
 * @param longestBackoff which no wait exceeds
 */
record Limits(
    int tries,
    Duration attempt,
    Duration call,
    Duration backoff,
    Duration throttledBackoff,
    Duration longestBackoff) {

  /**
   * CloudFront was seen to throttle at two or three updates within a minute
   * (ansible-collections/community.aws#296); AWS documents no rate. Six tries wait for 30 to 60
   * seconds while it throttles: long enough for one writer at a time to get through.
   */
  static final Limits OF_CLOUDFRONT =
      new Limits(
          6,
          Duration.ofSeconds(20),
          Duration.ofSeconds(80),
          Duration.ofMillis(100),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30));

  /** After a stalled try there is time for another within what is set aside for telling. */
  static final Limits OF_SNS =
      new Limits(
          4,
          Duration.ofSeconds(5),
          Duration.ofSeconds(14),
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Duration.ofSeconds(4));

  /** Less than this part of an attempt is too little time to begin a call. */
  private static final int TOO_SHORT = 20;

  /** The part of a call that one wait may take where an answer asks for one. */
  private static final int WAITS = 4;

  /** For all calls of a client. The SDK's own circuit breaker is off: {@code tries} is a bound. */
  ClientOverrideConfiguration.Builder bound(ClientOverrideConfiguration.Builder client) {
    return bound(
        client, AwsRetryStrategy.standardRetryStrategy().toBuilder().circuitBreakerEnabled(false));
  }

  /**
   * For all calls of a client that makes many in a row: once a call was throttled, the next ones go
   * out no faster than CloudFront took them lately (AWS SDKs and Tools reference guide, adaptive
   * retry mode).
   */
  ClientOverrideConfiguration.Builder boundAdaptively(ClientOverrideConfiguration.Builder client) {
    return bound(client, AwsRetryStrategy.adaptiveRetryStrategy().toBuilder());
  }

  private <B extends RetryStrategy.Builder<B, ?>> ClientOverrideConfiguration.Builder bound(
      ClientOverrideConfiguration.Builder client, B strategy) {
    return client
        .apiCallAttemptTimeout(attempt)
        .addExecutionInterceptor(new AnswerHeadersInterceptor())
        .retryStrategy(
            strategy
                .maxAttempts(tries)
                .backoffStrategy(
                    BackoffStrategy.exponentialDelayHalfJitter(backoff, longestBackoff))
                .throttlingBackoffStrategy(
                    BackoffStrategy.exponentialDelayHalfJitter(throttledBackoff, longestBackoff))
                .build());
  }

  /**
   * For one call: no longer than there is time.
   *
   * @throws TryAgainException if hardly any time is left
   */
  AwsRequestOverrideConfiguration.Builder within(TimeLeft timeLeft, String operation) {
    Duration left = timeLeft.remaining();
    if (left.compareTo(attempt.dividedBy(TOO_SHORT)) < 0) {
      throw new TryAgainException("no time is left in this invocation for " + operation);
    }
    Duration whole = shorter(left, call);
    AwsRequestOverrideConfiguration.Builder request =
        AwsRequestOverrideConfiguration.builder().apiCallTimeout(whole);
    AnswerHeadersInterceptor.limit(request, shorter(whole.dividedBy(WAITS), longestBackoff));
    return request;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
