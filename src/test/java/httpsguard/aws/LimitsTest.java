package httpsguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.distribution.TryAgainException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RetryToken;

/** What the limits promise, whatever their values are. */
class LimitsTest {
  /** What the template gives the function. */
  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  static Stream<Limits> all() {
    return Stream.of(Limits.OF_CLOUDFRONT, Limits.OF_SNS);
  }

  @ParameterizedTest
  @MethodSource("all")
  void leaveTimeForASecondTryAfterAStall(Limits limits) {
    assertTrue(limits.attempt().multipliedBy(2).compareTo(limits.call()) < 0);
  }

  @Test
  void fitAWholeInvocationIntoLambdasTimeout() {
    Duration readWriteAndTell =
        Limits.OF_CLOUDFRONT.call().multipliedBy(2).plus(Limits.OF_SNS.call());
    assertTrue(readWriteAndTell.compareTo(TIMEOUT) < 0, readWriteAndTell::toString);
  }

  @Test
  void waitLongerThanCloudFrontsPaceWhileItThrottles() {
    Duration pace = Duration.ofSeconds(30);
    Duration waited = throttledWaits(Limits.OF_CLOUDFRONT);
    assertTrue(waited.compareTo(pace) >= 0, waited::toString);
    assertTrue(waited.compareTo(Limits.OF_CLOUDFRONT.call()) < 0, waited::toString);
  }

  @Test
  void boundACallByTheTimeThatIsLeft() {
    assertEquals(Optional.of(Duration.ofSeconds(7)), timeout(Duration.ofSeconds(7)));
    assertEquals(Optional.of(Limits.OF_CLOUDFRONT.call()), timeout(Duration.ofHours(1)));
  }

  @Test
  void beginNothingThatCannotEnd() {
    assertThrows(TryAgainException.class, () -> timeout(Duration.ofMillis(900)));
    assertThrows(TryAgainException.class, () -> timeout(Duration.ZERO));
  }

  private static Optional<Duration> timeout(Duration left) {
    return Limits.OF_CLOUDFRONT
        .within(() -> left, "GetDistributionConfig")
        .build()
        .apiCallTimeout();
  }

  /** As the SDK computes them, one after the other. */
  private static Duration throttledWaits(Limits limits) {
    StandardRetryStrategy strategy =
        (StandardRetryStrategy)
            limits
                .bound(ClientOverrideConfiguration.builder())
                .build()
                .retryStrategy()
                .orElseThrow();
    RetryToken token =
        strategy.acquireInitialToken(AcquireInitialTokenRequest.create("throttled")).token();
    Duration waited = Duration.ZERO;
    for (int tries = 1; tries < limits.tries(); tries++) {
      var refreshed =
          strategy.refreshRetryToken(
              RefreshRetryTokenRequest.builder()
                  .token(token)
                  .failure(AwsErrorsTest.throttling())
                  .build());
      token = refreshed.token();
      waited = waited.plus(refreshed.delay());
    }
    return waited;
  }
}
