package httpsguard.aws;

import httpsguard.distribution.Distributions.Refusal;
import httpsguard.distribution.MalformedConfigException;
import httpsguard.text.Excerpt;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What the errors of calls to AWS mean. */
final class AwsErrors {
  private static final int TIMEOUT = 408;

  /** In characters, of the SDK's and AWS's own words that an error shows. */
  private static final int MAX_WORDS = 512;

  /** Client errors by their status that pass with time, or once credentials are renewed. */
  private static final Set<String> PASSING =
      Set.of(
          "RequestTimeout",
          "RequestTimeoutException",
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "SignatureDoesNotMatch",
          "InvalidSignatureException",
          "AuthFailure",
          "ServiceUnavailable",
          "InternalError");

  /**
   * How CloudFront says that an error passes, under codes that it has for others as well: "Unable
   * to verify read permissions on Web ACL. Please retry the request" (aws-sdk-java, issue 2901),
   * "Only one viewer certificate change may be in progress at a time" (terraform, issue 13495),
   * "The current state for function ... is Pending" of a Lambda@Edge function that was just
   * published (mdn/yari, issue 6194). A bare "and try again" comes after what is to be put right
   * first.
   */
  private static final Pattern PASSING_WORDS =
      Pattern.compile(
          "\\bplease (?:retry|try again)\\b|\\btry again later\\b|\\bin progress\\b"
              + "|\\bcurrent state for function \\S+ is Pending\\b",
          Pattern.CASE_INSENSITIVE);

  private AwsErrors() {}

  /**
   * The refusal that an error means; empty if trying again may help. An answer without an error
   * code does not come from AWS, but from something on the way.
   */
  static Optional<Refusal> refusal(String operation, AwsServiceException error) {
    return mayPass(error) ? Optional.empty() : Optional.of(asRefusal(operation, error));
  }

  /** The refusal that an error means if trying again does not help. */
  static Refusal asRefusal(String operation, AwsServiceException error) {
    return new Refusal(
        operation, code(error), message(error), Objects.requireNonNullElse(error.requestId(), ""));
  }

  /** A failure in words: AWS's in quotes, as an error and the log may show them. */
  static String words(RuntimeException failure) {
    String message = String.valueOf(failure.getMessage());
    return failure instanceof MalformedConfigException ? message : Excerpt.of(message, MAX_WORDS);
  }

  static String code(AwsServiceException error) {
    return errorCode(error).orElseGet(() -> "HTTP " + error.statusCode());
  }

  private static boolean mayPass(AwsServiceException error) {
    return error.statusCode() >= 500
        || error.statusCode() < 400
        || error.statusCode() == TIMEOUT
        || error.isThrottlingException()
        || error.isClockSkewException()
        || errorCode(error).map(PASSING::contains).orElse(true)
        || PASSING_WORDS.matcher(message(error)).find();
  }

  private static Optional<String> errorCode(AwsServiceException error) {
    return details(error)
        .flatMap(details -> Optional.ofNullable(details.errorCode()))
        .filter(code -> !code.isEmpty());
  }

  private static String message(AwsServiceException error) {
    return details(error)
        .flatMap(details -> Optional.ofNullable(details.errorMessage()))
        .orElse("");
  }

  private static Optional<AwsErrorDetails> details(AwsServiceException error) {
    return Optional.ofNullable(error.awsErrorDetails());
  }
}
