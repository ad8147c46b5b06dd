package httpsguard.cloudtrail;

import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionId;
import java.time.Instant;
import java.util.Optional;

/**
 * A successful call that created or changed a distribution.
 *
 * @param eventId CloudTrail's own id of the event: the same on every delivery
 * @param call the API call without a version suffix, such as {@code UpdateDistribution}
 * @param account the account that owns the distribution
 * @param domainName such as {@code d111111abcdef8.cloudfront.net}
 * @param eTag the version that the call made: {@code responseElements.eTag}
 * @param written the config that the call wrote; empty where the record left it out for its size
 */
public record DistributionChange(
    String eventId,
    String call,
    Instant time,
    String account,
    DistributionId distribution,
    Optional<String> domainName,
    Optional<String> eTag,
    Optional<DistributionConfig> written,
    Actor actor) {}
