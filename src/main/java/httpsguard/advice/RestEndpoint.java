package httpsguard.advice;

import httpsguard.distribution.Origin;
import httpsguard.s3.S3Endpoint;
import httpsguard.text.Quoted;
import java.util.Locale;
import java.util.Optional;

/** The REST endpoint of the bucket behind an origin. */
final class RestEndpoint {
  /** A sentence behind others. */
  static final String UNLIKE_A_WEBSITE =
      " A REST endpoint has no index documents in folders, no error documents and no redirect rules;"
          + " CloudFront's default root object, custom error responses and functions can take their"
          + " place.";

  private RestEndpoint() {}

  /** The origin by its id, with the endpoint that it should have. */
  static String label(Origin origin) {
    return "origin "
        + Quoted.of(origin.id())
        + of(origin).map(host -> " (" + Quoted.host(host) + ")").orElse("");
  }

  private static Optional<String> of(Origin origin) {
    return origin.endpoint() instanceof S3Endpoint.Known(var _, var name, var region)
        ? name.flatMap(
            bucket -> region.map(where -> bucket + ".s3." + where + suffix(origin, where)))
        : Optional.empty();
  }

  /** What stands behind the Region. */
  private static String suffix(Origin origin, String region) {
    String host = origin.domainName();
    int end = host.endsWith(".") ? host.length() - 1 : host.length();
    int at = host.toLowerCase(Locale.ROOT).lastIndexOf(region);
    return host.substring(at + region.length(), end);
  }
}
