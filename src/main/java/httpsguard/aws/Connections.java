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
}
