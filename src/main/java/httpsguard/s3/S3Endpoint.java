package httpsguard.s3;

import java.util.Optional;

/**
 * What an origin's host name says about Amazon S3. AWS alone gives out names below its own
 * endpoints, so whatever stands before one is S3's, and nothing that stands behind one is. Letter
 * case and one trailing dot make no difference. (S3 guide, endpoints and website endpoints;
 * endpoint rules of the S3 client; AWS's section of the Public Suffix List.)
 */
public sealed interface S3Endpoint {

  /**
   * The host leads to S3.
   *
   * @param name the bucket, access point or alias, as the host has it; empty where the host has
   *     none: S3 then takes the bucket from the origin path or from the {@code Host} header, so
   *     that such a host serves objects too
   * @param region such as {@code eu-west-1}; empty where the host has none, or a parameter for it
   */
  record Known(Kind kind, Optional<String> name, Optional<String> region) implements S3Endpoint {}

  /** The host leads elsewhere. */
  record NotS3() implements S3Endpoint {}

  /**
   * A tenant's parameter stands where it decides: the host may become one of S3 or not (CloudFront
   * guide, distribution tenants).
   */
  record UpToTenants() implements S3Endpoint {}

  /** Which of S3's endpoints a host is of. */
  enum Kind {
    /** A bucket's REST endpoint: global, of a Region, legacy, dual-stack or FIPS. */
    REST,
    /** A bucket's website endpoint, which does not speak HTTPS. */
    WEBSITE,
    TRANSFER_ACCELERATION,
    ACCESS_POINT,
    ACCESS_POINT_ALIAS,
    /** The alias of an access point for data outside S3's buckets, such as FSx. */
    EXTERNAL_ACCESS_POINT_ALIAS,
    OBJECT_LAMBDA_ACCESS_POINT,
    OBJECT_LAMBDA_ACCESS_POINT_ALIAS,
    MULTI_REGION_ACCESS_POINT,
    /** A directory bucket of S3 Express One Zone. */
    EXPRESS,
    OUTPOSTS
  }

  /**
   * @param host as the config has it; a parameter of a multi-tenant distribution is written {@code
   *     {{name}}}
   */
  static S3Endpoint of(String host) {
    return S3HostReader.read(host);
  }
}
