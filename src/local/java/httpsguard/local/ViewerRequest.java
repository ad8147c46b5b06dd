package httpsguard.local;

import java.net.URI;

/**
 * A viewer's request as it reaches an edge.
 *
 * @param httpVersion such as {@code HTTP/1.1}
 * @param host the viewer's word for the distribution: its domain name or one of its aliases
 * @param target path and query, undecoded
 */
public record ViewerRequest(
    Protocol protocol, String httpVersion, String method, String host, String target) {

  /** By a browser of today. */
  public static ViewerRequest of(String method, String url) {
    URI uri = URI.create(url);
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return new ViewerRequest(
        uri.getScheme().equals("http") ? Protocol.HTTP : Protocol.HTTPS,
        "HTTP/1.1",
        method,
        uri.getAuthority(),
        uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
  }

  public String url() {
    return protocol.scheme() + "://" + host + target;
  }

  /** Without the query. */
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  boolean knowsHttp11() {
    return !httpVersion.equals("HTTP/0.9") && !httpVersion.equals("HTTP/1.0");
  }
}
