package httpsguard.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Takes documents off the wire and puts them on it as bytes, inside the SDK's signed and retried
 * pipeline. So what the SDK's typed model does not know survives. The SDK never parses what was
 * taken: its XML reader recurses without bound.
 */
final class RawBodyInterceptor implements ExecutionInterceptor {
  /**
   * Far more than CloudFront's largest config, and far less than the function's memory. A page of a
   * list may be longer; then a smaller page is asked for.
   */
  static final int MAX_BYTES = 8 * 1024 * 1024;

  /** In bytes: far more than any other answer, or any error, has. */
  private static final int MAX_OTHER_BYTES = 64 * 1024;

  /**
   * In {@code <} characters: more than any of those has, but too few to exhaust the SDK's stack.
   */
  private static final int MAX_OTHER_TAGS = 500;

  /** The first digit of its status. */
  private static final int CLIENT_ERROR = 4;

  private static final byte[] NOTHING = {};

  /** What the SDK reads in place of a document that was taken. */
  private static final byte[] TAKEN = "<Taken/>".getBytes(StandardCharsets.US_ASCII);

  private static final String CONTENT_TYPE = "application/xml";
  private static final ExecutionAttribute<Answer> ANSWER =
      new ExecutionAttribute<>("HttpsGuardAnswer");
  private static final ExecutionAttribute<byte[]> BODY = new ExecutionAttribute<>("HttpsGuardBody");

  /** Where the last answer's bytes are left. */
  static final class Answer {
    private boolean isTooLong;
    private int refusals;
    private byte[] bytes = NOTHING;

    /** How many tries were answered with a client's error: none of these did anything. */
    int refusals() {
      return refusals;
    }

    /** Whether it was given up because it was too long. */
    boolean isTooLong() {
      return isTooLong;
    }

    byte[] bytes() {
      return bytes.clone();
    }
  }

  /** Has the bytes of the request's answer kept in the returned object. */
  static Answer take(AwsRequestOverrideConfiguration.Builder request) {
    Answer answer = new Answer();
    request.putExecutionAttribute(ANSWER, answer);
    return answer;
  }

  /** Has these bytes sent as the request's body. */
  static void send(AwsRequestOverrideConfiguration.Builder request, byte[] body) {
    request.putExecutionAttribute(BODY, body);
  }

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    return body(attributes)
        .map(
            bytes ->
                context.httpRequest().toBuilder()
                    .putHeader("Content-Length", Integer.toString(bytes.length))
                    .putHeader("Content-Type", CONTENT_TYPE)
                    .build())
        .orElse(context.httpRequest());
  }

  @Override
  public Optional<RequestBody> modifyHttpContent(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    return body(attributes).map(RequestBody::fromBytes).or(context::requestBody);
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    Optional<Answer> answer = Optional.ofNullable(attributes.getAttribute(ANSWER));
    if (answer.isPresent() && context.httpResponse().statusCode() / 100 == CLIENT_ERROR) {
      answer.get().refusals++;
    }
    if (answer.isEmpty() || !context.httpResponse().isSuccessful()) {
      return context.responseBody().map(RawBodyInterceptor::bounded);
    }
    byte[] bytes = context.responseBody().map(body -> read(body, MAX_BYTES + 1)).orElse(NOTHING);
    if (bytes.length > MAX_BYTES) {
      answer.get().isTooLong = true;
      // Nothing that the SDK tries again after: the next answer would be as long.
      throw SdkClientException.create("the answer is longer than " + MAX_BYTES + " bytes");
    }
    answer.get().bytes = bytes;
    return Optional.of(new ByteArrayInputStream(TAKEN));
  }

  /** An answer that no AWS service would give is not read: only its status counts. */
  private static InputStream bounded(InputStream body) {
    byte[] bytes = read(body, MAX_OTHER_BYTES + 1);
    int tags = 0;
    for (byte character : bytes) {
      tags += character == '<' ? 1 : 0;
    }
    boolean strange = bytes.length > MAX_OTHER_BYTES || tags > MAX_OTHER_TAGS;
    return new ByteArrayInputStream(strange ? NOTHING : bytes);
  }

  private static Optional<byte[]> body(ExecutionAttributes attributes) {
    return Optional.ofNullable(attributes.getAttribute(BODY));
  }

  private static byte[] read(InputStream body, int most) {
    try (body) {
      return body.readNBytes(most);
    } catch (IOException e) {
      // The SDK tries again after this cause of its own exceptions.
      throw SdkClientException.create("the answer broke off: " + e.getMessage(), e);
    }
  }
}
