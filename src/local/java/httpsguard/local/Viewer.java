package httpsguard.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A viewer with the simplest of browsers: one connection a request, no redirect followed. It takes
 * the edge's port for the URL's address, as a name server would have told it.
 */
final class Viewer {
  private static final int PATIENCE_MILLIS = 10_000;

  private final EdgeServer edge;

  /**
   * What came back.
   *
   * @param headers by lower-case name
   */
  record Answer(int status, Map<String, String> headers, String body) {
    Answer {
      headers = Map.copyOf(headers);
    }

    Optional<String> location() {
      return Optional.ofNullable(headers.get("location"));
    }
  }

  Viewer(EdgeServer edge) {
    this.edge = edge;
  }

  Answer get(String url) throws IOException {
    return ask(ViewerRequest.of("GET", url));
  }

  Answer ask(ViewerRequest request) throws IOException {
    URI address = edge.uri(request.protocol());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      String head =
          String.join(
              "\r\n",
              request.method() + " " + request.target() + " " + request.httpVersion(),
              "Host: " + request.host(),
              "Connection: close",
              "",
              "");
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      return answer(new String(socket.getInputStream().readAllBytes(), UTF_8));
    }
  }

  private static Answer answer(String message) {
    int end = message.indexOf("\r\n\r\n");
    String[] head = message.substring(0, end).split("\r\n", -1);
    Map<String, String> headers = new TreeMap<>();
    for (int line = 1; line < head.length; line++) {
      int colon = head[line].indexOf(':');
      headers.put(
          head[line].substring(0, colon).toLowerCase(Locale.ROOT),
          head[line].substring(colon + 1).strip());
    }
    return new Answer(
        Integer.parseInt(head[0].split(" ", -1)[1]), headers, message.substring(end + 4));
  }
}
