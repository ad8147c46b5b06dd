package httpsguard.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A viewer's request, and what came of it.
 *
 * @param servedBy who served the object; empty if the viewer got none
 */
record Visit(String url, int status, Optional<String> location, Optional<OriginRequest> servedBy) {

  static Visit pay(EdgeServer edge, String url) throws IOException {
    Viewer.Answer seen = new Viewer(edge).get(url);
    return new Visit(url, seen.status(), seen.location(), edge.answers().getLast().servedBy());
  }

  /** Plain HTTP, to a path of each cache behavior that viewers can reach; the default one first. */
  static List<String> urls(StoredDistribution distribution) {
    EdgeConfig config = EdgeConfig.of(distribution.configBytes());
    List<String> urls = new ArrayList<>();
    String origin = "http://" + host(distribution);
    for (EdgeConfig.Behavior behavior : config.behaviors()) {
      String path = path(behavior.pathPattern());
      if (config.behavior(path).equals(behavior)) {
        urls.add(path.equals("/") ? 0 : urls.size(), origin + path);
      }
    }
    return urls;
  }

  boolean gotObjectFromS3OverHttp() {
    return url.startsWith("http:") && servedBy.filter(Visit::isS3).isPresent();
  }

  /** Turned away from HTTP, or served by S3 over HTTPS. */
  boolean isSafe() {
    return servedBy.map(Visit::isS3).orElse(true) && !gotObjectFromS3OverHttp();
  }

  /** What a person sees in it, in a few words. */
  String words() {
    return location
        .map(to -> "Location: " + to)
        .or(() -> servedBy.map(Visit::words))
        .orElse("no object");
  }

  private static String words(OriginRequest request) {
    String over = " over " + request.protocol();
    return isS3(request)
        ? "the object, from S3" + over
        : "the object, from " + request.origin().domainName() + over + " (not S3)";
  }

  static boolean isS3(OriginRequest request) {
    return switch (request.origin().kind()) {
      case S3, S3_WEBSITE -> true;
      case CUSTOM, VPC -> false;
    };
  }

  private static String host(StoredDistribution distribution) {
    return Xml.items(distribution.config().root(), "Aliases").stream()
        .map(alias -> alias.getTextContent())
        .filter(alias -> !alias.startsWith("*"))
        .findFirst()
        .orElse(distribution.domainName());
  }

  /** A path that fits the pattern. */
  private static String path(String pattern) {
    if (pattern.equals("*")) {
      return "/";
    }
    String path = pattern.startsWith("/") ? pattern : "/" + pattern;
    return path.replace("/*", "/sample").replace("*", "").replace('?', '1');
  }
}
