package httpsguard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * TLS in front of a server on this machine. Who is to trust it takes {@link #trustStore} for that
 * of the JDK, with whose certificates it is as long to read.
 */
final class TlsFront implements AutoCloseable {
  private static final String PASSWORD = "changeit";

  private final Path trustStore;
  private final SSLServerSocket server;
  private final int behind;

  private TlsFront(Path directory, URI behind) throws IOException, InterruptedException {
    this.behind = behind.getPort();
    Path keys = directory.resolve("keys.p12");
    Path certificate = directory.resolve("certificate.pem");
    trustStore = directory.resolve("trust.jks");
    keytool(
        keys,
        "-genkeypair",
        "-keyalg",
        "RSA",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=ip:127.0.0.1");
    keytool(keys, "-exportcert", "-rfc", "-file", certificate.toString());
    Files.copy(Path.of(System.getProperty("java.home"), "lib", "security", "cacerts"), trustStore);
    keytool(trustStore, "-importcert", "-noprompt", "-file", certificate.toString());
    try {
      server = listening(keys);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
    start(this::acceptAll);
  }

  /**
   * @param directory an empty one, for keys
   */
  static TlsFront of(Path directory, URI behind) throws IOException, InterruptedException {
    return new TlsFront(directory, behind);
  }

  URI endpoint() {
    return URI.create("https://127.0.0.1:" + server.getLocalPort());
  }

  List<String> jvmArguments() {
    return List.of("-Djavax.net.ssl.trustStore=" + trustStore);
  }

  /** As PEM. */
  Path certificate() {
    return trustStore.resolveSibling("certificate.pem");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private static SSLServerSocket listening(Path keys) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return (SSLServerSocket)
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
  }

  private void acceptAll() throws IOException {
    while (!server.isClosed()) {
      Socket viewer = server.accept();
      Socket origin = new Socket(InetAddress.ofLiteral("127.0.0.1"), behind);
      viewer.setTcpNoDelay(true);
      origin.setTcpNoDelay(true);
      start(() -> pump(viewer.getInputStream(), origin.getOutputStream(), viewer, origin));
      start(() -> pump(origin.getInputStream(), viewer.getOutputStream(), viewer, origin));
    }
  }

  private static void pump(InputStream from, OutputStream to, Socket one, Socket other)
      throws IOException {
    try (one;
        other) {
      from.transferTo(to);
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    var _ =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    work.run();
                  } catch (IOException closed) {
                    // One side went away, which ends the other.
                  }
                });
  }

  private static void keytool(Path store, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-alias", "local", "-storepass", PASSWORD, "-keystore", store.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(output);
    }
  }
}
