package httpsguard.viewers;

import httpsguard.local.Bytes;
import httpsguard.local.Edge;
import httpsguard.local.EdgeAnswer;
import httpsguard.local.EdgeConfig;
import httpsguard.local.Protocol;
import httpsguard.local.ViewerRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What viewers get under two configs of one distribution. */
final class Viewers {
  /** Origins that are well, and each answer that one without HTTPS may lead to. */
  private static final List<Edge> HEALTHY =
      Stream.of(502, 503, 504).map(status -> Edge.healthy().withUnconnected(status)).toList();

  private final GeneratedConfig config;
  private final EdgeConfig before;
  private final EdgeConfig after;
  private final List<Edge> edges;

  Viewers(GeneratedConfig config, Bytes before, Bytes after) {
    this.config = config;
    this.before = EdgeConfig.of(before);
    this.after = EdgeConfig.of(after);
    edges = Stream.concat(HEALTHY.stream(), Stream.of(whereOnlyS3IsWell())).toList();
  }

  /** Has groups go on to a member in S3, whichever it is. */
  private Edge whereOnlyS3IsWell() {
    Edge edge = Edge.healthy();
    for (GeneratedConfig.Origin origin : config.origins()) {
      edge = origin.s3() ? edge : edge.withFailing(origin.id(), ConfigGenerator.FAILED_OVER);
    }
    return edge;
  }

  /**
   * The targets from which viewers get nothing over HTTPS, or may get nothing, and something over
   * HTTP: that is not to be taken away from them.
   */
  static Set<String> needingHttp(Bytes config, List<String> targets) {
    EdgeConfig all = EdgeConfig.of(config);
    return targets.stream().filter(target -> needsHttp(all, target)).collect(Collectors.toSet());
  }

  private static boolean needsHttp(EdgeConfig all, String target) {
    EdgeConfig.Behavior behavior = new EdgeConfig.Behavior("*", target, "allow-all", Set.of("GET"));
    EdgeConfig only = new EdgeConfig(true, "", List.of(behavior), all.origins(), all.groups());
    return HEALTHY.stream()
        .anyMatch(edge -> gets(edge, only, "http") && !gets(edge, only, "https"));
  }

  private static boolean gets(Edge edge, EdgeConfig config, String scheme) {
    ViewerRequest request = ViewerRequest.of("GET", scheme + "://www.example.com/a");
    return edge.answer(config, request).servedBy().isPresent();
  }

  /** Whether it got an object from S3 over plain HTTP before. */
  boolean gotS3OverHttp(ViewerRequest request) {
    return edges.stream().anyMatch(edge -> isS3OverHttp(request, edge.answer(before, request)));
  }

  /** The requests by which viewers got the object in some way before, and in none after. */
  List<String> lost(List<ViewerRequest> requests) {
    return requests.stream()
        .filter(
            request ->
                HEALTHY.stream()
                    .anyMatch(edge -> gets(edge, before, request) && !gets(edge, after, request)))
        .map(this::described)
        .toList();
  }

  private static boolean gets(Edge edge, EdgeConfig config, ViewerRequest request) {
    return Stream.of(Protocol.values())
        .map(
            protocol ->
                new ViewerRequest(
                    protocol,
                    request.httpVersion(),
                    request.method(),
                    request.host(),
                    request.target()))
        .anyMatch(either -> edge.answer(config, either).servedBy().isPresent());
  }

  /**
   * @throws AssertionError for the first request whose answer is wrong
   */
  void requireRight(List<ViewerRequest> requests) {
    for (ViewerRequest request : requests) {
      wrong(request)
          .ifPresent(
              wrong -> {
                throw new AssertionError(described(request) + "\n  " + wrong);
              });
    }
  }

  private Optional<String> wrong(ViewerRequest request) {
    GeneratedConfig.Behavior behavior =
        config.behaviors().get(before.behaviors().indexOf(before.behavior(request.path())));
    boolean isRepaired = config.enabled() && config.isRepairable(behavior);
    for (Edge edge : edges) {
      EdgeAnswer is = edge.answer(after, request);
      if (isS3OverHttp(request, is) && !config.isLeftOpen(behavior)) {
        return Optional.of("still gets the object from S3 over plain HTTP: " + is);
      }
    }
    for (Edge edge : edges) {
      EdgeAnswer was = edge.answer(before, request);
      EdgeAnswer is = edge.answer(after, request);
      if (isRepaired && request.protocol() == Protocol.HTTP) {
        if (!is.originRequests().isEmpty()) {
          return Optional.of("is to be turned away, and gets " + is);
        }
      } else if (!is.equals(was)) {
        return Optional.of("got " + was + ", and gets " + is);
      }
    }
    return Optional.empty();
  }

  private boolean isS3OverHttp(ViewerRequest request, EdgeAnswer answer) {
    return request.protocol() == Protocol.HTTP
        && answer.servedBy().filter(from -> config.isS3(from.origin().id())).isPresent();
  }

  private String described(ViewerRequest request) {
    EdgeConfig.Behavior behavior = before.behavior(request.path());
    return request.method()
        + " "
        + request.url()
        + "\n  which "
        + behavior
        + " answers, from "
        + config.reach(behavior.target()).stream().map(config::origin).toList();
  }
}
