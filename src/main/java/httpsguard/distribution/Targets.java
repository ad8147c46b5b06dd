package httpsguard.distribution;

import httpsguard.distribution.DistributionConfig.OriginGroup;
import httpsguard.distribution.DistributionConfig.OverHttps;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What cache behaviors can lead to.
 *
 * @param byId each of them, as {@link #of} makes it of the origins and groups
 */
record Targets(List<Origin> origins, List<OriginGroup> groups, Map<String, Target> byId) {
  /** CloudFront takes two (API reference, OriginGroupMembers). */
  private static final int MAX_MEMBERS = 100;

  Targets {
    origins = List.copyOf(origins);
    groups = List.copyOf(groups);
    byId = Map.copyOf(byId);
  }

  /**
   * @throws MalformedConfigException if two of them have one id, a group has more than 100 members,
   *     or one that is no origin
   */
  static Targets of(List<Origin> origins, List<OriginGroup> groups) {
    Map<String, Target> byId = new HashMap<>();
    for (Origin origin : origins) {
      add(byId, origin.id(), new Target(List.of(origin), Set.of()));
    }
    Map<String, Target> originsById = Map.copyOf(byId);
    for (OriginGroup group : groups) {
      add(byId, group.id(), new Target(members(group, originsById), group.failover()));
    }
    return new Targets(origins, groups, byId);
  }

  private static void add(Map<String, Target> byId, String id, Target target) {
    if (byId.put(id, target) != null) {
      throw new MalformedConfigException(
          "two origins, two origin groups, or one of each, have the same Id");
    }
  }

  private static List<Origin> members(OriginGroup group, Map<String, Target> origins) {
    if (group.memberIds().size() > MAX_MEMBERS) {
      throw new MalformedConfigException(
          "an origin group has more than " + MAX_MEMBERS + " members");
    }
    return group.memberIds().stream()
        .map(member -> known(origins, member, "an origin group has a member that is not an origin"))
        .flatMap(origin -> origin.members().stream())
        .toList();
  }

  private static Target known(Map<String, Target> all, String id, String otherwise) {
    Target known = all.get(id);
    if (known == null) {
      throw new MalformedConfigException(otherwise);
    }
    return known;
  }

  /**
   * The origins that a request can be sent to: the target, or every member of the target group.
   *
   * @throws MalformedConfigException if nothing has this id
   */
  List<Origin> originsOf(String id) {
    return target(id).members();
  }

  /**
   * @throws MalformedConfigException if nothing has this id
   */
  OverHttps overHttps(String id) {
    return target(id).overHttps();
  }

  private Target target(String id) {
    return known(
        byId, id, "a cache behavior's TargetOriginId names neither an origin nor an origin group");
  }

  /**
   * Where a cache behavior leads: an origin, or the members of an origin group in the order in
   * which CloudFront asks them (CloudFront guide, high_availability_origin_failover).
   *
   * @param failover the statuses on which it goes on to the next
   */
  record Target(List<Origin> members, Set<Integer> failover) {
    /** CloudFront's answer where the certificate does not match (guide, http-502-bad-gateway). */
    private static final int BAD_GATEWAY = 502;

    /**
     * The status with which CloudFront may answer where a website endpoint does not answer over
     * HTTPS: 504 was seen (aws-cdk#17835); the guide names 502, and 503 for failing over.
     */
    private static final List<Integer> UNCONNECTED = List.of(BAD_GATEWAY, 503, 504);

    Target {
      members = List.copyOf(members);
      failover = Set.copyOf(failover);
    }

    /** What a viewer gets if all origins are healthy. */
    private enum Answer {
      OBJECT,
      ERROR,
      UNKNOWN
    }

    OverHttps overHttps() {
      List<OverHttps> each = UNCONNECTED.stream().map(this::overHttps).toList();
      return Stream.of(OverHttps.FAILS, OverHttps.UNKNOWN)
          .filter(each::contains)
          .findFirst()
          .orElse(OverHttps.SERVED);
    }

    private OverHttps overHttps(int unconnected) {
      Answer overHttps = answer(Origin.Protocol.HTTPS, unconnected);
      if (overHttps == Answer.OBJECT || answer(Origin.Protocol.HTTP, unconnected) == Answer.ERROR) {
        return OverHttps.SERVED;
      }
      return overHttps == Answer.ERROR ? OverHttps.FAILS : OverHttps.UNKNOWN;
    }

    private Answer answer(Origin.Protocol viewers, int unconnected) {
      Answer answer = Answer.ERROR;
      for (Origin member : members) {
        Answer ofMember = answer(member, viewers);
        if (ofMember == Answer.OBJECT) {
          return Answer.OBJECT;
        }
        answer = ofMember == Answer.UNKNOWN ? Answer.UNKNOWN : answer;
        boolean isConnected = !member.isWebsiteEndpoint();
        if (!failover.contains(isConnected ? BAD_GATEWAY : unconnected)) {
          return answer;
        }
      }
      return answer;
    }

    private static Answer answer(Origin origin, Origin.Protocol viewers) {
      if (origin.isPerhapsS3()) {
        return Answer.UNKNOWN;
      }
      if (origin.noHttps().isEmpty()) {
        return Answer.OBJECT;
      }
      Origin.Protocol asked =
          origin.protocol() == Origin.Protocol.VIEWERS ? viewers : origin.protocol();
      return switch (asked) {
        case HTTP -> Answer.OBJECT;
        case HTTPS -> Answer.ERROR;
        case VIEWERS, UNKNOWN -> Answer.UNKNOWN;
      };
    }
  }
}
