package httpsguard.distribution;

import java.util.List;
import java.util.Set;

/**
 * An origin group: CloudFront fails over from its first member to its second (CloudFront guide,
 * high_availability_origin_failover).
 *
 * @param memberIds the ids of its origins
 * @param failover the statuses on which it does
 */
public record OriginGroup(String id, List<String> memberIds, Set<Integer> failover) {
  public OriginGroup {
    memberIds = List.copyOf(memberIds);
    failover = Set.copyOf(failover);
  }
}
