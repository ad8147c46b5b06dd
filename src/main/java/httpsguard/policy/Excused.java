package httpsguard.policy;

import httpsguard.distribution.CacheBehavior;

/** A cache behavior that lets viewers use plain HTTP to reach S3, and may. */
public record Excused(CacheBehavior behavior, Exemption exemption) implements Judged {}
