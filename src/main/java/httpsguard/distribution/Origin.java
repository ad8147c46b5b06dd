package httpsguard.distribution;

import httpsguard.s3.S3Endpoint;
import java.util.List;
import java.util.Optional;

/**
 * An origin of a distribution.
 *
 * @param domainName the host that CloudFront fetches from
 */
public record Origin(String id, String domainName, Kind kind) {

  /** Which of the API's origin settings the origin has; they exclude each other. */
  public sealed interface Kind {
    /** {@code S3OriginConfig}: CloudFront speaks to S3 in the viewer's protocol. */
    record S3() implements Kind {
      static final String SETTING = "S3OriginConfig";
    }

    /**
     * {@code CustomOriginConfig}.
     *
     * @param originProtocolPolicy {@code http-only}, {@code https-only} or {@code match-viewer}
     */
    record Custom(String originProtocolPolicy) implements Kind {}

    /** {@code VpcOriginConfig}: a load balancer or an instance in a VPC. */
    record Vpc() implements Kind {}

    /**
     * None of these, or one that is newer than this code.
     *
     * @param settings the names of those that it has; may be empty
     */
    record Unknown(List<String> settings) implements Kind {
      public Unknown {
        settings = List.copyOf(settings);
      }
    }
  }

  /** In which protocol CloudFront asks an origin. */
  public enum Protocol {
    /** The one that the viewer used. */
    VIEWERS,
    HTTP,
    HTTPS,
    /** The config does not tell, or uses a word newer than this code. */
    UNKNOWN
  }

  /** Why an origin of S3 does not answer CloudFront over HTTPS. */
  public enum NoHttps {
    /** Website endpoints do not support HTTPS (S3 guide, WebsiteEndpoints). */
    WEBSITE_ENDPOINT,
    /**
     * A bucket's name with dots does not match S3's certificate (S3 guide, VirtualHosting). Under
     * {@code S3OriginConfig} dots make no difference.
     */
    CERTIFICATE
  }

  /** Whether it leads to S3: by its setting, or a custom origin by its host. */
  public boolean isS3() {
    return switch (kind) {
      case Kind.S3() -> true;
      case Kind.Custom(var _) -> endpoint() instanceof S3Endpoint.Known;
      case Kind.Vpc(), Kind.Unknown(var _) -> false;
    };
  }

  /** Whether it may lead to S3, which a setting decides that this code does not know. */
  public boolean isPerhapsS3() {
    return kind instanceof Kind.Unknown(var settings)
        && (settings.contains(Kind.S3.SETTING) || endpoint() instanceof S3Endpoint.Known);
  }

  /** The setting that may lead to S3. */
  public Optional<String> unknownSetting() {
    return isPerhapsS3() && kind instanceof Kind.Unknown(var settings)
        ? Optional.of(settings.isEmpty() ? "none that is known" : String.join(" and ", settings))
        : Optional.empty();
  }

  /** Whether only a tenant's parameters tell whether it leads to S3, so that it is not judged. */
  public boolean isUpToTenants() {
    return switch (kind) {
      case Kind.Custom(var _) -> endpoint() instanceof S3Endpoint.UpToTenants;
      case Kind.Unknown(var _) -> endpoint() instanceof S3Endpoint.UpToTenants && !isPerhapsS3();
      case Kind.S3(), Kind.Vpc() -> false;
    };
  }

  /** Whether it is a website endpoint of S3, which does not speak HTTPS. */
  public boolean isWebsiteEndpoint() {
    return isS3()
        && endpoint() instanceof S3Endpoint.Known known
        && known.kind() == S3Endpoint.Kind.WEBSITE;
  }

  /**
   * In which protocol CloudFront asks it (CloudFront guide, using-https-cloudfront-to-s3-origin;
   * API reference, CustomOriginConfig). If an origin access control always signs, CloudFront asks
   * S3 over HTTPS whatever the viewer used, otherwise in the viewer's protocol (CloudFront guide,
   * private-content-restricting-access-to-s3). The config names the control, but not how it signs,
   * so the answer here is the viewer's protocol.
   */
  public Protocol protocol() {
    return switch (kind) {
      case Kind.S3() -> Protocol.VIEWERS;
      case Kind.Custom(var policy) ->
          switch (policy.strip()) {
            case "match-viewer" -> Protocol.VIEWERS;
            case "http-only" -> Protocol.HTTP;
            case "https-only" -> Protocol.HTTPS;
            default -> Protocol.UNKNOWN;
          };
      case Kind.Vpc(), Kind.Unknown(var _) -> Protocol.UNKNOWN;
    };
  }

  /** The word for its protocol, where that is newer than this code. */
  public Optional<String> unknownProtocol() {
    return kind instanceof Kind.Custom(var policy) && protocol() == Protocol.UNKNOWN
        ? Optional.of(policy)
        : Optional.empty();
  }

  /** Why CloudFront gets nothing from it over HTTPS; empty if it does, as far as is known. */
  public Optional<NoHttps> noHttps() {
    if (isWebsiteEndpoint()) {
      return Optional.of(NoHttps.WEBSITE_ENDPOINT);
    }
    return kind instanceof Kind.Custom
            && endpoint() instanceof S3Endpoint.Known(var endpoint, var name, var _)
            && endpoint == S3Endpoint.Kind.REST
            && name.filter(bucket -> bucket.contains(".")).isPresent()
        ? Optional.of(NoHttps.CERTIFICATE)
        : Optional.empty();
  }

  /** What the host name alone says, whatever the origin's setting. */
  public S3Endpoint endpoint() {
    return S3Endpoint.of(domainName);
  }
}
