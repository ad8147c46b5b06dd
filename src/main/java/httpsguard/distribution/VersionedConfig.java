package httpsguard.distribution;

/**
 * A distribution's config as it was read.
 *
 * @param eTag the version to write against
 */
public record VersionedConfig(String eTag, DistributionDocument document) {}
