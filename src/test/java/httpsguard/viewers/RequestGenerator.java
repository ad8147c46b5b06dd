package httpsguard.viewers;

import httpsguard.local.Protocol;
import httpsguard.local.ViewerRequest;
import java.util.ArrayList;
import java.util.List;

/** Makes viewers' requests that hit a config's path patterns, and that just miss them. */
final class RequestGenerator {
  private static final int REQUESTS = 30;
  private static final List<String> METHODS =
      List.of("GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");
  private static final List<String> QUERIES = List.of("", "", "?a=b", "?/img/a.jpg", "?x=?/*", "?");

  private final Draw draw;
  private final GeneratedConfig config;

  RequestGenerator(Draw draw, GeneratedConfig config) {
    this.draw = draw;
    this.config = config;
  }

  /** Each behavior is asked for at least once over HTTP. */
  List<ViewerRequest> requests() {
    List<ViewerRequest> requests = new ArrayList<>();
    for (var behavior : config.behaviors()) {
      requests.add(request(Protocol.HTTP, "GET", path(behavior.pathPattern())));
    }
    for (int i = 0; i < REQUESTS; i++) {
      String hit = path(draw.oneOf(config.behaviors()).pathPattern());
      requests.add(
          request(
              draw.oneOf(List.of(Protocol.HTTP, Protocol.HTTP, Protocol.HTTPS)),
              draw.oneOf(METHODS),
              draw.onceIn(2) ? hit : miss(hit)));
    }
    return requests;
  }

  private ViewerRequest request(Protocol protocol, String method, String path) {
    return new ViewerRequest(
        protocol,
        draw.onceIn(5) ? "HTTP/1.0" : "HTTP/1.1",
        method,
        "www.example.com",
        path + draw.oneOf(QUERIES));
  }

  /** What a pattern fits. */
  private String path(String pattern) {
    StringBuilder path = new StringBuilder(pattern.startsWith("/") ? "" : "/");
    for (int i = 0; i < pattern.length(); i++) {
      switch (pattern.charAt(i)) {
        case '*' -> path.append(draw.oneOf(List.of("", "g", "a/img", "x.jpg", "b/c/d")));
        case '?' -> path.append(draw.oneOf(List.of("a", "g", "/", ".")));
        default -> path.append(pattern.charAt(i));
      }
    }
    return path.toString();
  }

  /** One character more, less or in the other case. */
  private String miss(String path) {
    int at = 1 + draw.below(path.length());
    String start = path.substring(0, Math.min(at, path.length()));
    String end = path.substring(Math.min(at, path.length()));
    return switch (draw.below(3)) {
      case 0 -> start + draw.oneOf(List.of("x", "/", "g")) + end;
      case 1 -> end.isEmpty() ? start : start + end.substring(1);
      default -> start + swapped(end);
    };
  }

  private static String swapped(String text) {
    if (text.isEmpty()) {
      return text;
    }
    char first = text.charAt(0);
    char other =
        Character.isUpperCase(first) ? Character.toLowerCase(first) : Character.toUpperCase(first);
    return other + text.substring(1);
  }
}
