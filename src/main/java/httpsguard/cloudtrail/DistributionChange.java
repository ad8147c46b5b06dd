package httpsguard.cloudtrail;

import httpsguard.distribution.DistributionConfig;
import java.util.Optional;

/**
 * A call that created or changed a distribution.
 *
 * @param domainName such as {@code d111111abcdef8.cloudfront.net}
 * @param eTag the version that the call made: {@code responseElements.eTag}
 * @param written the config that the call wrote; empty where the record left it out for its size,
 *     or has it in a way that cannot be read
 */
public record DistributionChange(
    Call call,
    Optional<String> domainName,
    Optional<String> eTag,
    Optional<DistributionConfig> written)
    implements CloudTrailEvent.Ours {}
