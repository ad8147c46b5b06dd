package httpsguard.aws;

import httpsguard.Distributions.Refusal;
import httpsguard.TimeLeft;
import httpsguard.TryAgainException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What all calls to AWS have in common: a bound on their time, and what their errors mean. */
final class Calls {
  private static final Duration LONGEST = Duration.ofSeconds(40);
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** Client errors by their status, but gone once time has passed or credentials are renewed. */
  private static final Set<String> PASSING =
      Set.of(
          "RequestTimeout",
          "RequestTimeoutException",
          "ExpiredToken",
          "ExpiredTokenException",
          "ServiceUnavailable",
          "InternalError");

  private Calls() {}

  /**
   * Bounds one call, the SDK's retries included, by the time that is left.
   *
   * @throws TryAgainException if hardly any time is left
   */
  static AwsRequestOverrideConfiguration.Builder within(TimeLeft timeLeft, String operation) {
    Duration left = timeLeft.remaining();
    if (left.compareTo(SHORTEST) < 0) {
      throw new TryAgainException("no time is left in this invocation for " + operation);
    }
    return AwsRequestOverrideConfiguration.builder()
        .apiCallTimeout(left.compareTo(LONGEST) < 0 ? left : LONGEST);
  }

  /** The refusal that an error means; empty if trying again may help. */
  static Optional<Refusal> refusal(String operation, AwsServiceException error) {
    return mayPass(error)
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                operation,
                code(error),
                message(error),
                Objects.requireNonNullElse(error.requestId(), "")));
  }

  static String code(AwsServiceException error) {
    AwsErrorDetails details = error.awsErrorDetails();
    return details == null || details.errorCode() == null
        ? "HTTP " + error.statusCode()
        : details.errorCode();
  }

  private static boolean mayPass(AwsServiceException error) {
    return error.statusCode() >= 500
        || error.statusCode() < 400
        || error.isThrottlingException()
        || error.isClockSkewException()
        || PASSING.contains(code(error));
  }

  private static String message(AwsServiceException error) {
    AwsErrorDetails details = error.awsErrorDetails();
    return details == null || details.errorMessage() == null ? "" : details.errorMessage();
  }
}
