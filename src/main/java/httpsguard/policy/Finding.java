package httpsguard.policy;

import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.ViewerProtocolPolicy;

/**
 * A cache behavior that lets viewers use plain HTTP to reach S3, and is to be repaired.
 *
 * @param to the viewer protocol policy that it is to have
 */
public record Finding(CacheBehavior behavior, ViewerProtocolPolicy to) implements Judged {}
