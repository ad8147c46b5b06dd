package httpsguard.s3;

import httpsguard.s3.S3Endpoint.Kind;
import java.util.Locale;
import java.util.Optional;

/**
 * An endpoint of S3 without the name before it.
 *
 * @param region what follows it: a Region or a parameter; empty where the endpoint has neither
 */
record S3Service(Kind kind, Optional<String> region) {

  /**
   * @param label the service's own label, such as {@code s3-fips}
   * @param region the label that follows it: a Region, or a parameter in its place
   * @param dualStack whether the label of dual-stack endpoints stands between them
   */
  static Optional<S3Service> of(String label, Optional<String> region, boolean dualStack) {
    boolean regional = region.isPresent();
    boolean bare = !regional && !dualStack;
    boolean onlyRegional = regional && !dualStack;
    Optional<Kind> kind =
        switch (label) {
          case "s3" -> kind(Kind.REST, regional || bare);
          case "s3-fips" -> kind(Kind.REST, regional);
          case "s3-deprecated" -> kind(Kind.REST, onlyRegional);
          case "s3-1", "s3-external-1" -> kind(Kind.REST, bare);
          case "s3-website" -> kind(Kind.WEBSITE, regional);
          case "s3-accelerate" -> kind(Kind.TRANSFER_ACCELERATION, !regional);
          case "s3-accesspoint", "s3-accesspoint-fips" -> kind(Kind.ACCESS_POINT, regional);
          case "s3-object-lambda", "s3-object-lambda-fips" ->
              kind(Kind.OBJECT_LAMBDA_ACCESS_POINT, onlyRegional);
          case "accesspoint.s3-global" -> kind(Kind.MULTI_REGION_ACCESS_POINT, bare);
          case "s3-outposts" -> kind(Kind.OUTPOSTS, onlyRegional);
          default -> kind(Kind.EXPRESS, regional && isExpress(label));
        };
    return kind.map(found -> new S3Service(found, region))
        .or(() -> bare ? legacy(label) : Optional.empty());
  }

  /** Whether it serves objects of a bucket that the host does not name. */
  boolean servesWithoutName() {
    return kind == Kind.REST || kind == Kind.WEBSITE;
  }

  S3Endpoint endpoint(Optional<String> name) {
    Kind named = kind == Kind.REST ? name.map(S3Service::restKind).orElse(kind) : kind;
    return new S3Endpoint.Known(named, name, region.filter(S3Service::isRegion));
  }

  /**
   * Whether a label has the shape of a Region, such as {@code us-gov-west-1}: two to four letters,
   * words, a number. Regions to come are of that shape too.
   */
  static boolean isRegion(String label) {
    int first = label.indexOf('-');
    int last = label.lastIndexOf('-');
    return first >= 2
        && first <= 4
        && last > first + 1
        && isNumber(label.substring(last + 1))
        && label.chars().limit(last).allMatch(c -> c == '-' || (c >= 'a' && c <= 'z'));
  }

  /** The Region follows a dash. */
  private static Optional<S3Service> legacy(String label) {
    return legacy(Kind.WEBSITE, label, "s3-website-")
        .or(() -> legacy(Kind.REST, label, "s3-fips-"))
        .or(() -> legacy(Kind.REST, label, "s3-"));
  }

  private static Optional<S3Service> legacy(Kind kind, String label, String prefix) {
    return behind(prefix, label)
        .filter(S3Service::isRegion)
        .map(region -> new S3Service(kind, Optional.of(region)));
  }

  /** A zone, such as {@code usw2-az1}, follows. */
  private static boolean isExpress(String label) {
    return behind("s3express-fips-", label)
        .or(() -> behind("s3express-", label))
        .filter(zone -> zone.indexOf("-az") > 0)
        .filter(zone -> isNumber(zone.substring(zone.lastIndexOf("-az") + "-az".length())))
        .isPresent();
  }

  private static Kind restKind(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith("-ext-s3alias")) {
      return Kind.EXTERNAL_ACCESS_POINT_ALIAS;
    }
    if (lower.endsWith("-s3alias")) {
      return Kind.ACCESS_POINT_ALIAS;
    }
    return lower.endsWith("--ol-s3") ? Kind.OBJECT_LAMBDA_ACCESS_POINT_ALIAS : Kind.REST;
  }

  private static Optional<Kind> kind(Kind kind, boolean exists) {
    return exists ? Optional.of(kind) : Optional.empty();
  }

  private static Optional<String> behind(String prefix, String label) {
    return label.startsWith(prefix)
        ? Optional.of(label.substring(prefix.length()))
        : Optional.empty();
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
