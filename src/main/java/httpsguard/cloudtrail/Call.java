package httpsguard.cloudtrail;

import httpsguard.distribution.DistributionId;
import java.time.Instant;

/**
 * A successful call to CloudFront about one distribution.
 *
 * @param eventId CloudTrail's own id of the event: the same on every delivery
 * @param operation the API operation without a version suffix, such as {@code UpdateDistribution}
 * @param account the twelve digits of the account that owns the distribution
 */
public record Call(
    String eventId,
    String operation,
    Instant time,
    String account,
    DistributionId distribution,
    Actor actor) {}
