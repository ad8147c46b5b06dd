package httpsguard.local;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * An {@link Edge} that viewers can reach, under the configs that are in force in a stand-in. It
 * listens on two ports: what comes in on one came over HTTP, what comes in on the other over HTTPS.
 * No TLS is spoken on either. Viewers name the distribution, by its domain name or an alias, in
 * {@code Host} (or ask as if of a proxy, with the whole URL).
 */
public final class EdgeServer implements AutoCloseable {
  private static final String ANYTHING = "*.";

  private final LiveDistributions distributions;
  private final List<EdgeAnswer> answers = new CopyOnWriteArrayList<>();
  private final List<BiConsumer<ViewerRequest, EdgeAnswer>> watchers = new CopyOnWriteArrayList<>();
  private final HttpLoopback http;
  private final HttpLoopback https;
  private volatile Edge edge = Edge.healthy();

  private EdgeServer(LiveDistributions distributions, int httpPort, int httpsPort) {
    this.distributions = distributions;
    http = HttpLoopback.start("edge-http", httpPort, sent -> answer(Protocol.HTTP, sent));
    https = HttpLoopback.start("edge-https", httpsPort, sent -> answer(Protocol.HTTPS, sent));
  }

  /** On free ports. */
  public static EdgeServer start(LiveDistributions distributions) {
    return start(distributions, 0, 0);
  }

  public static EdgeServer start(LiveDistributions distributions, int httpPort, int httpsPort) {
    return new EdgeServer(distributions, httpPort, httpsPort);
  }

  /** Where viewers who speak this protocol connect to. */
  public URI uri(Protocol protocol) {
    return switch (protocol) {
      case HTTP -> http.uri();
      case HTTPS -> https.uri();
    };
  }

  /** What the edge does from now on, such as {@code edge -> edge.withFailing("assets", 503)}. */
  public void change(UnaryOperator<Edge> change) {
    edge = change.apply(edge);
  }

  /** Shows every answer from now on. */
  public void watch(BiConsumer<ViewerRequest, EdgeAnswer> watcher) {
    watchers.add(watcher);
  }

  /** Every answer so far. */
  public List<EdgeAnswer> answers() {
    return List.copyOf(answers);
  }

  public List<OriginRequest> originRequests() {
    return answers.stream().flatMap(answer -> answer.originRequests().stream()).toList();
  }

  @Override
  public void close() {
    http.close();
    https.close();
  }

  private HttpReply answer(Protocol protocol, HttpRequest sent) {
    ViewerRequest request = viewerRequest(protocol, sent);
    EdgeAnswer answer =
        servedAt(request.host())
            .map(found -> found.inForce(distributions.now()))
            .map(config -> edge.answer(config.bytes(), request))
            .orElseGet(() -> EdgeAnswer.forbidden("no distribution serves " + request.host()));
    answers.add(answer);
    watchers.forEach(watcher -> watcher.accept(request, answer));
    return reply(answer);
  }

  private static ViewerRequest viewerRequest(Protocol protocol, HttpRequest sent) {
    if (sent.target().startsWith("/")) {
      String host = sent.header("Host").orElse("");
      return new ViewerRequest(
          protocol, sent.version(), sent.method(), withoutPort(host), sent.target());
    }
    ViewerRequest asked = ViewerRequest.of(sent.method(), sent.target());
    return new ViewerRequest(
        protocol, sent.version(), sent.method(), withoutPort(asked.host()), asked.target());
  }

  private static String withoutPort(String host) {
    int port = host.lastIndexOf(':');
    return port < 0 ? host : host.substring(0, port);
  }

  /** An exact name goes before a wildcard. */
  private Optional<StoredDistribution> servedAt(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    List<StoredDistribution> all = distributions.all();
    return all.stream()
        .filter(there -> there.domainName().equals(name) || aliases(there).contains(name))
        .findFirst()
        .or(
            () ->
                all.stream()
                    .filter(there -> aliases(there).stream().anyMatch(a -> covers(a, name)))
                    .findFirst());
  }

  private static boolean covers(String alias, String name) {
    return alias.startsWith(ANYTHING) && name.endsWith(alias.substring(1));
  }

  private List<String> aliases(StoredDistribution distribution) {
    return Xml.items(distribution.inForce(distributions.now()).root(), "Aliases").stream()
        .map(alias -> alias.getTextContent().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static HttpReply reply(EdgeAnswer answer) {
    HttpReply.Answer reply =
        HttpReply.Answer.of(answer.status(), "text/plain; charset=utf-8", body(answer) + "\n");
    return answer.location().map(location -> reply.with("Location", location)).orElse(reply);
  }

  private static String body(EdgeAnswer answer) {
    return answer
        .servedBy()
        .map(
            served ->
                "The object "
                    + served.path()
                    + " from "
                    + served.origin().domainName()
                    + ", asked over "
                    + served.protocol())
        .orElse(answer.reason());
  }
}
