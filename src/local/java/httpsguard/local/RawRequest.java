package httpsguard.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Requests with bytes of our own, signed by a key whose secret the stand-in does not know. */
final class RawRequest {
  private static final String SIGNATURE =
      "AWS4-HMAC-SHA256 Credential=AKIAUNKNOWN/20260101/us-east-1/cloudfront/aws4_request,"
          + " SignedHeaders=host;x-amz-date, Signature="
          + "0".repeat(64);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** What came back. */
  record Reply(int status, Bytes body, Optional<String> contentType) {}

  private RawRequest() {}

  static Reply get(URI endpoint, String path) throws IOException, InterruptedException {
    return send(request(endpoint, path).header("Authorization", SIGNATURE).GET());
  }

  static Reply put(URI endpoint, String path, String body, String ifMatch)
      throws IOException, InterruptedException {
    var request = request(endpoint, path).header("Authorization", SIGNATURE);
    if (!ifMatch.isEmpty()) {
      request.header("If-Match", ifMatch);
    }
    return send(request.PUT(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
  }

  static Reply getUnsigned(URI endpoint, String path) throws IOException, InterruptedException {
    return send(request(endpoint, path).GET());
  }

  private static java.net.http.HttpRequest.Builder request(URI endpoint, String path) {
    return java.net.http.HttpRequest.newBuilder(endpoint.resolve(path))
        .timeout(Duration.ofSeconds(5));
  }

  private static Reply send(java.net.http.HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> reply =
        CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    return new Reply(
        reply.statusCode(), Bytes.of(reply.body()), reply.headers().firstValue("Content-Type"));
  }
}
