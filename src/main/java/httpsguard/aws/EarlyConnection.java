package httpsguard.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import software.amazon.awssdk.http.urlconnection.UrlConnectionFactory;

/**
 * A TLS connection to CloudFront, opened and closed in the background while a function initializes.
 * No request is sent: it has the JVM read the trust store, and load and link what the first call
 * needs.
 */
final class EarlyConnection {
  private EarlyConnection() {}

  /**
   * Waits for nothing.
   *
   * @param endpoint none is connected to that has no TLS
   */
  static void open(UrlConnectionFactory connections, URI endpoint) {
    if ("https".equals(endpoint.getScheme())) {
      var _ =
          Thread.ofPlatform()
              .daemon()
              .name("https-guard-early-connection")
              .start(() -> connect(connections, endpoint));
    }
  }

  private static void connect(UrlConnectionFactory connections, URI endpoint) {
    try {
      HttpURLConnection connection = connections.createConnection(endpoint);
      connection.connect();
      connection.disconnect();
    } catch (IOException | UncheckedIOException e) {
      // Whether CloudFront can be reached is for the first call to find out, and to say.
    }
  }
}
