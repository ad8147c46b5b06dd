package httpsguard.distribution;

/**
 * An origin of a distribution.
 *
 * @param domainName the host that CloudFront fetches from
 */
public record Origin(String id, String domainName, Kind kind) {

  /** Which of the API's origin settings the origin has; they exclude each other. */
  public sealed interface Kind {
    /** {@code S3OriginConfig}: CloudFront speaks to S3 in the viewer's protocol. */
    record S3() implements Kind {}

    /**
     * {@code CustomOriginConfig}.
     *
     * @param originProtocolPolicy {@code http-only}, {@code https-only} or {@code match-viewer}
     */
    record Custom(String originProtocolPolicy) implements Kind {}

    /** Neither: a VPC origin, or a setting newer than this code. */
    record Other() implements Kind {}
  }

  public boolean isS3() {
    return switch (kind) {
      case Kind.S3() -> true;
      case Kind.Custom(var _), Kind.Other() -> false;
    };
  }
}
