package httpsguard.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers viewers as CloudFront would under a config, as a function of both: no socket, no cache,
 * no time. Written from AWS's guide alone (CloudFront guide, HTTPS between viewers and CloudFront,
 * between CloudFront and S3, path patterns, origin groups, 502 and 504), so that it can judge the
 * product.
 *
 * <p>Paths are compared as they come: CloudFront also normalises them (RFC 3986). Custom error
 * responses, edge functions and the headers that lead to a staging distribution are not played.
 *
 * @param failing the statuses of origins that fail, by the origin's id; any other has the object
 * @param alwaysSigning the ids of origin access controls whose signing behavior is {@code always}:
 *     the config has only their ids
 * @param unconnected what it answers where an origin does not listen: AWS's pages name 502 and 504,
 *     and 503 for failing over; seen was 504 (aws-cdk#17835)
 */
public record Edge(Map<String, Integer> failing, Set<String> alwaysSigning, int unconnected) {
  private static final Set<String> REDIRECTED = Set.of("GET", "HEAD");
  private static final Set<String> FAILED_OVER = Set.of("GET", "HEAD", "OPTIONS");
  private static final int FOUND = 200;
  private static final int BAD_GATEWAY = 502;
  private static final int GATEWAY_TIMEOUT = 504;

  public Edge {
    failing = Map.copyOf(failing);
    alwaysSigning = Set.copyOf(alwaysSigning);
  }

  /** Whose origins are well, and whose origin access controls do not always sign. */
  public static Edge healthy() {
    return new Edge(Map.of(), Set.of(), GATEWAY_TIMEOUT);
  }

  /**
   * @param status from 400 to 599
   */
  public Edge withFailing(String originId, int status) {
    Map<String, Integer> more = new HashMap<>(failing);
    more.put(originId, status);
    return new Edge(more, alwaysSigning, unconnected);
  }

  public Edge withAlwaysSigning(String accessControlId) {
    Set<String> more = new HashSet<>(alwaysSigning);
    more.add(accessControlId);
    return new Edge(failing, more, unconnected);
  }

  /**
   * @param status 502, 503 or 504
   */
  public Edge withUnconnected(int status) {
    return new Edge(failing, alwaysSigning, status);
  }

  /**
   * @throws IllegalArgumentException if it is not a config that CloudFront would have accepted
   */
  public EdgeAnswer answer(Bytes config, ViewerRequest request) {
    return answer(EdgeConfig.of(config), request);
  }

  /**
   * @throws IllegalArgumentException if the config holds a value that no edge knows
   */
  public EdgeAnswer answer(EdgeConfig config, ViewerRequest request) {
    if (!config.enabled()) {
      return EdgeAnswer.forbidden("the distribution is disabled");
    }
    EdgeConfig.Behavior behavior = config.behavior(request.path());
    if (!behavior.methods().contains(request.method())) {
      return EdgeAnswer.forbidden("the cache behavior does not allow " + request.method());
    }
    return turnedAway(behavior, request)
        .orElseGet(() -> EdgeAnswer.from(fetch(config, behavior, request)));
  }

  /** What the viewer gets instead, if this protocol is not for the likes of it. */
  private static Optional<EdgeAnswer> turnedAway(
      EdgeConfig.Behavior behavior, ViewerRequest request) {
    if (request.protocol() == Protocol.HTTPS) {
      return Optional.empty();
    }
    return switch (behavior.viewerProtocolPolicy()) {
      case "allow-all" -> Optional.empty();
      case "redirect-to-https" -> Optional.of(redirected(request));
      case "https-only" -> Optional.of(EdgeAnswer.forbidden("HTTPS only"));
      default -> throw new IllegalArgumentException(behavior.viewerProtocolPolicy());
    };
  }

  private static EdgeAnswer redirected(ViewerRequest request) {
    String location = "https://" + request.host() + request.target();
    if (REDIRECTED.contains(request.method())) {
      return EdgeAnswer.redirect(301, location);
    }
    // AWS's pages disagree: the one on S3 origins says 403 for every version.
    return request.knowsHttp11()
        ? EdgeAnswer.redirect(307, location)
        : EdgeAnswer.forbidden("HTTPS only, and no redirect below HTTP/1.1");
  }

  private List<OriginRequest> fetch(
      EdgeConfig config, EdgeConfig.Behavior behavior, ViewerRequest request) {
    EdgeConfig.Group group = config.groups().get(behavior.target());
    if (group == null) {
      return List.of(ask(config, behavior.target(), request));
    }
    List<OriginRequest> asked = new ArrayList<>();
    for (String member : group.members()) {
      OriginRequest answered = ask(config, member, request);
      asked.add(answered);
      if (!group.failover().contains(answered.status())
          || !FAILED_OVER.contains(request.method())) {
        break;
      }
    }
    return asked;
  }

  private OriginRequest ask(EdgeConfig config, String originId, ViewerRequest request) {
    EdgeConfig.Origin origin = config.origins().get(originId);
    if (origin == null) {
      throw new IllegalArgumentException("no origin " + originId);
    }
    boolean root = request.path().equals("/") && !config.defaultRootObject().isEmpty();
    Protocol protocol = protocol(origin, request.protocol());
    return new OriginRequest(
        origin,
        protocol,
        origin.path() + (root ? "/" + config.defaultRootObject() : request.path()),
        failing.getOrDefault(originId, status(origin, protocol)));
  }

  /** How an origin that is well answers, if it can be asked in this protocol at all. */
  private int status(EdgeConfig.Origin origin, Protocol protocol) {
    if (protocol == Protocol.HTTP) {
      return FOUND;
    }
    return switch (origin.tls()) {
      case MATCHING -> FOUND;
      case OF_ANOTHER_NAME -> BAD_GATEWAY;
      case NONE -> unconnected;
    };
  }

  private Protocol protocol(EdgeConfig.Origin origin, Protocol viewers) {
    return switch (origin.kind()) {
      case S3 -> alwaysSigning.contains(origin.accessControlId()) ? Protocol.HTTPS : viewers;
      case S3_WEBSITE, CUSTOM, VPC ->
          switch (origin.protocolPolicy()) {
            case "http-only" -> Protocol.HTTP;
            case "https-only" -> Protocol.HTTPS;
            case "match-viewer" -> viewers;
            default -> throw new IllegalArgumentException(origin.protocolPolicy());
          };
    };
  }
}
