package httpsguard.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
 * pipeline. What the SDK's typed model does not know so survives.
 */
final class Documents implements ExecutionInterceptor {
  /** Far more than CloudFront's largest config, far less than the function's memory. */
  static final int MAX_BYTES = 8 * 1024 * 1024;

  private static final String CONTENT_TYPE = "application/xml";
  private static final ExecutionAttribute<Answer> ANSWER =
      new ExecutionAttribute<>("HttpsGuardAnswer");
  private static final ExecutionAttribute<byte[]> BODY = new ExecutionAttribute<>("HttpsGuardBody");

  /** Where the last answer's bytes are left. */
  static final class Answer {
    private byte[] bytes = new byte[0];

    byte[] bytes() {
      return bytes.clone();
    }
  }

  /** Has the answer's bytes left in {@code answer}. */
  static void take(AwsRequestOverrideConfiguration.Builder request, Answer answer) {
    request.putExecutionAttribute(ANSWER, answer);
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
    if (answer.isEmpty() || !context.httpResponse().isSuccessful()) {
      return context.responseBody();
    }
    byte[] bytes = context.responseBody().map(Documents::read).orElseGet(() -> new byte[0]);
    answer.get().bytes = bytes;
    return Optional.of(new ByteArrayInputStream(bytes));
  }

  private static Optional<byte[]> body(ExecutionAttributes attributes) {
    return Optional.ofNullable(attributes.getAttribute(BODY));
  }

  private static byte[] read(InputStream body) {
    try (body) {
      byte[] bytes = body.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("the answer is longer than " + MAX_BYTES + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      // The SDK tries again after its own exceptions only.
      throw SdkClientException.create("the answer broke off: " + e.getMessage(), e);
    }
  }
}
