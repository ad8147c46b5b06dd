package httpsguard.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionFactory;

/**
 * The JDK's own connections, with bounded times. The SDK would set TLS up anew for each of its HTTP
 * clients; these share what the JDK sets up once, when it first needs it.
 *
 * @param silence after which a connection is given up
 */
record Connections(Duration silence) implements UrlConnectionFactory {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  @Override
  public HttpURLConnection createConnection(URI address) {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout((int) CONNECT.toMillis());
      connection.setReadTimeout((int) silence.toMillis());
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Opens and closes a TLS connection in the background, and waits for nothing. No request is sent:
   * it has the JVM read the trust store, and load and link what the first call needs, while a
   * function initializes.
   *
   * @param endpoint none is connected to that has no TLS
   */
  void openEarly(URI endpoint) {
    if ("https".equals(endpoint.getScheme())) {
      var _ =
          Thread.ofPlatform()
              .daemon()
              .name("https-guard-early-connection")
              .start(() -> openAndClose(endpoint));
    }
  }

  private void openAndClose(URI endpoint) {
    try {
      HttpURLConnection connection = createConnection(endpoint);
      connection.connect();
      connection.disconnect();
    } catch (IOException | UncheckedIOException e) {
      // Whether CloudFront can be reached is for the first call to find out, and to say.
    }
  }
}
