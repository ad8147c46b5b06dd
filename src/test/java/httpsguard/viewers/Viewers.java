package httpsguard.viewers;

import httpsguard.local.Bytes;
import httpsguard.local.Edge;
import httpsguard.local.EdgeAnswer;
import httpsguard.local.EdgeConfig;
import httpsguard.local.Protocol;
import httpsguard.local.ViewerRequest;
import java.util.List;
import java.util.Optional;

/** What viewers get under two configs of one distribution. */
final class Viewers {
  private final GeneratedConfig config;
  private final EdgeConfig before;
  private final EdgeConfig after;
  private final List<Edge> edges;

  Viewers(GeneratedConfig config, Bytes before, Bytes after) {
    this.config = config;
    this.before = EdgeConfig.of(before);
    this.after = EdgeConfig.of(after);
    edges = List.of(Edge.healthy(), whereOnlyS3IsWell());
  }

  /** Has groups go on to a member in S3, whichever it is. */
  private Edge whereOnlyS3IsWell() {
    Edge edge = Edge.healthy();
    for (GeneratedConfig.Origin origin : config.origins()) {
      edge = origin.s3() ? edge : edge.withFailing(origin.id(), ConfigGenerator.FAILED_OVER);
    }
    return edge;
  }

  /** Whether it got an object from S3 over plain HTTP before. */
  boolean gotS3OverHttp(ViewerRequest request) {
    return edges.stream().anyMatch(edge -> isS3OverHttp(request, edge.answer(before, request)));
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
    boolean mayChange = request.protocol() == Protocol.HTTP && leadsToS3OverHttp(request);
    for (Edge edge : edges) {
      EdgeAnswer is = edge.answer(after, request);
      if (isS3OverHttp(request, is)) {
        return Optional.of("still gets the object from S3 over plain HTTP: " + is);
      }
    }
    for (Edge edge : edges) {
      EdgeAnswer was = edge.answer(before, request);
      EdgeAnswer is = edge.answer(after, request);
      if (!mayChange && !is.equals(was)) {
        return Optional.of("got " + was + ", and gets " + is);
      }
      if (mayChange && !is.originRequests().isEmpty()) {
        return Optional.of("is to be turned away, and gets " + is);
      }
    }
    return Optional.empty();
  }

  /** For S3 over HTTP is open to a behavior's other methods, too, if it is to {@code GET}. */
  private boolean leadsToS3OverHttp(ViewerRequest request) {
    return gotS3OverHttp(
        new ViewerRequest(
            request.protocol(), request.httpVersion(), "GET", request.host(), request.target()));
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
