package httpsguard.distribution;

import java.time.Instant;
import java.util.Optional;

/**
 * What a list says of one distribution: all that judging needs, and not enough to write back (API
 * reference, DistributionSummary).
 *
 * @param domainName such as {@code d111111abcdef8.cloudfront.net}
 * @param lastModified when somebody last wrote to it
 * @param dependentResources without log buckets, which a list does not show
 */
public record ListedDistribution(
    DistributionId id,
    Optional<String> domainName,
    Optional<Instant> lastModified,
    DistributionConfig config,
    DependentResources dependentResources) {}
