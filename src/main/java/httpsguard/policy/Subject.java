package httpsguard.policy;

import httpsguard.distribution.DistributionId;

/**
 * Which distribution is judged.
 *
 * @param account the twelve digits of the AWS account that owns it
 */
public record Subject(String account, DistributionId distribution) {}
