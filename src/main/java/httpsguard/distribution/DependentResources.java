package httpsguard.distribution;

import httpsguard.s3.S3Endpoint;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The resources beside a distribution on which an update needs permissions, whether or not it
 * changes them.
 *
 * @param logBucket the name of the bucket, as far as the config tells
 */
public record DependentResources(Set<Kind> kinds, Optional<String> logBucket) {
  public static final DependentResources NONE = new DependentResources(Set.of(), Optional.empty());

  /** The advice on refusals knows which permissions each kind needs. */
  public enum Kind {
    LAMBDA_EDGE,
    /** Of standard logging (legacy); a list of distributions does not show it. */
    LEGACY_LOG_BUCKET,
    WEB_ACL,
    VPC_ORIGIN
  }

  public DependentResources {
    kinds = Set.copyOf(kinds);
  }

  /** Malformed parts of a config that could be judged are left out. */
  static DependentResources of(XmlElement config) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    if (ConfigReader.behaviorNodes(config).stream().anyMatch(ConfigReader::hasLambdaEdge)) {
      kinds.add(Kind.LAMBDA_EDGE);
    }
    if (config.required("Origins").items("Origin").stream()
        .anyMatch(origin -> origin.child("VpcOriginConfig").isPresent())) {
      kinds.add(Kind.VPC_ORIGIN);
    }
    if (text(config, "WebACLId").isPresent()) {
      kinds.add(Kind.WEB_ACL);
    }
    Optional<String> bucket = logBucket(config);
    if (bucket.isPresent()) {
      kinds.add(Kind.LEGACY_LOG_BUCKET);
    }
    return new DependentResources(kinds, bucket);
  }

  private static Optional<String> logBucket(XmlElement config) {
    try {
      return config
          .child("Logging")
          .filter(logging -> text(logging, "Enabled").equals(Optional.of("true")))
          .flatMap(logging -> text(logging, "Bucket"))
          .map(DependentResources::bucketOf);
    } catch (MalformedConfigException e) {
      return Optional.empty();
    }
  }

  /** The config has the bucket's host, such as {@code logs.s3.amazonaws.com}. */
  private static String bucketOf(String host) {
    return S3Endpoint.of(host) instanceof S3Endpoint.Known known ? known.name().orElse(host) : host;
  }

  private static Optional<String> text(XmlElement node, String name) {
    try {
      return node.textOf(name).map(String::strip).filter(text -> !text.isEmpty());
    } catch (MalformedConfigException e) {
      return Optional.empty();
    }
  }
}
