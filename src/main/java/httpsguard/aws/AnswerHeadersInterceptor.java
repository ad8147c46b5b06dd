package httpsguard.aws;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Keeps an answer's headers from making the SDK do unbounded work: wait before the next try for as
 * long as they ask, which could use up the whole time of the call; unpack what was not asked to be
 * compressed; or verify the checksum of what {@link RawBodyInterceptor} took.
 */
final class AnswerHeadersInterceptor implements ExecutionInterceptor {
  private static final ExecutionAttribute<Duration> LONGEST =
      new ExecutionAttribute<>("HttpsGuardLongestRetryAfter");

  /** The waits that the SDK obeys, with what each counts (its {@code RetryableStage}). */
  private static final Map<String, Function<Duration, Long>> WAITS =
      Map.of("Retry-After", Duration::toSeconds, "x-amz-retry-after", Duration::toMillis);

  /** Bounds how long an answer can make a call wait before its next try. */
  static void limit(AwsRequestOverrideConfiguration.Builder request, Duration longest) {
    request.putExecutionAttribute(LONGEST, longest);
  }

  @Override
  public SdkHttpResponse modifyHttpResponse(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    Duration longest = Optional.ofNullable(attributes.getAttribute(LONGEST)).orElse(Duration.ZERO);
    SdkHttpResponse.Builder response =
        context.httpResponse().toBuilder()
            .removeHeader("Content-Encoding")
            .removeHeader("x-amz-crc32");
    WAITS.forEach(
        (header, count) ->
            context
                .httpResponse()
                .firstMatchingHeader(header)
                .ifPresent(asked -> shorten(response, header, asked, count.apply(longest))));
    return response.build();
  }

  private static void shorten(
      SdkHttpResponse.Builder response, String header, String asked, long longest) {
    response.removeHeader(header);
    try {
      long wait = Long.parseLong(asked.strip());
      if (wait >= 0) {
        response.putHeader(header, Long.toString(Math.min(wait, longest)));
      }
    } catch (NumberFormatException e) {
      // What is no number the SDK would ignore.
    }
  }
}
