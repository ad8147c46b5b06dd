package httpsguard.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it came over the wire.
 *
 * @param target path and query, undecoded
 * @param version such as {@code HTTP/1.1}
 * @param headers by lower-case name; repeated ones joined with a comma
 */
public record HttpRequest(
    String method, String target, String version, Map<String, String> headers, Bytes body) {
  private static final int LONGEST_LINE = 64 * 1024;
  private static final int MOST_HEADERS = 200;
  private static final int LARGEST_BODY = 16 * 1024 * 1024;

  public HttpRequest {
    headers = Map.copyOf(headers);
  }

  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** The query, undecoded, without its question mark; empty if there is none. */
  public String query() {
    int query = target.indexOf('?');
    return query < 0 ? "" : target.substring(query + 1);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  public Optional<String> queryParameter(String name) {
    return Optional.ofNullable(decoded(query()).get(name));
  }

  /** The body's fields, for a form. */
  public Map<String, String> form() {
    return decoded(body.utf8());
  }

  boolean keepsConnection() {
    return version.equals("HTTP/1.1")
        && !header("Connection").map(value -> value.equalsIgnoreCase("close")).orElse(false);
  }

  /**
   * Reads the next request.
   *
   * @return empty when the peer closed the connection instead
   */
  static Optional<HttpRequest> read(InputStream in, OutputStream out) throws IOException {
    Optional<String> start = line(in);
    if (start.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = start.get().split(" ", 3);
    if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
      throw new ProtocolException("not an HTTP/1 request: " + start.get());
    }
    Map<String, String> headers = headers(in);
    if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
      out.flush();
    }
    return Optional.of(new HttpRequest(parts[0], parts[1], parts[2], headers, body(in, headers)));
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    while (true) {
      String line = line(in).orElseThrow(EOFException::new);
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (colon < 1 || headers.size() >= MOST_HEADERS) {
        throw new ProtocolException("not a header, or one too many: " + line);
      }
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (first, next) -> first + "," + next);
    }
  }

  private static Bytes body(InputStream in, Map<String, String> headers) throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return chunks(in);
    }
    String length = headers.get("content-length");
    return length == null ? Bytes.NONE : Bytes.of(exactly(in, Integer.parseInt(length)));
  }

  private static Bytes chunks(InputStream in) throws IOException {
    var whole = new ByteArrayOutputStream();
    while (true) {
      String size = line(in).orElseThrow(EOFException::new);
      int end = size.indexOf(';');
      int length = Integer.parseInt(end < 0 ? size : size.substring(0, end), 16);
      if (length == 0) {
        headers(in);
        return Bytes.of(whole.toByteArray());
      }
      if (whole.size() + length > LARGEST_BODY) {
        throw new ProtocolException("body over " + LARGEST_BODY + " bytes");
      }
      whole.write(exactly(in, length));
      line(in);
    }
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    if (length < 0 || length > LARGEST_BODY) {
      throw new ProtocolException("length " + length);
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("body ended after " + bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }

  private static Optional<String> line(InputStream in) throws IOException {
    var line = new StringBuilder();
    while (true) {
      int next = in.read();
      if (next < 0) {
        if (line.isEmpty()) {
          return Optional.empty();
        }
        throw new EOFException("in the middle of a line");
      }
      if (next == '\n') {
        return Optional.of(line.toString());
      }
      if (line.length() >= LONGEST_LINE) {
        throw new ProtocolException("line over " + LONGEST_LINE + " characters");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
  }

  private static Map<String, String> decoded(String form) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : form.split("&", -1)) {
      int equals = field.indexOf('=');
      String name = equals < 0 ? field : field.substring(0, equals);
      if (!name.isEmpty()) {
        fields.put(
            URLDecoder.decode(name, UTF_8),
            equals < 0 ? "" : URLDecoder.decode(field.substring(equals + 1), UTF_8));
      }
    }
    return fields;
  }
}
