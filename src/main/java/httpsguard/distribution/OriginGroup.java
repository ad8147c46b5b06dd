package httpsguard.distribution;

import java.util.List;

/**
 * An origin group: CloudFront fails over from its first member to its second.
 *
 * @param memberIds the ids of its origins
 */
public record OriginGroup(String id, List<String> memberIds) {
  public OriginGroup {
    memberIds = List.copyOf(memberIds);
  }
}
