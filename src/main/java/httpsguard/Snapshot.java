package httpsguard;

import httpsguard.distribution.DistributionDocument;

/**
 * A distribution's config as it was read.
 *
 * @param eTag the version to write against
 */
public record Snapshot(String eTag, DistributionDocument document) {}
