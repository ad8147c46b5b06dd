package httpsguard.distribution;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a cache behavior leads: an origin, or the members of an origin group in the order in which
 * CloudFront asks them (CloudFront guide, high_availability_origin_failover).
 *
 * @param failover the statuses on which it goes on to the next
 */
record Target(List<Origin> members, Set<Integer> failover) {
  /** CloudFront's answer where the certificate does not match (guide, http-502-bad-gateway). */
  private static final int BAD_GATEWAY = 502;

  /**
   * What CloudFront may take it for that a website endpoint does not answer over HTTPS: 504 was
   * seen (aws-cdk#17835), the guide names 502, and 503 for failing over.
   */
  private static final List<Integer> UNCONNECTED = List.of(BAD_GATEWAY, 503, 504);

  Target {
    members = List.copyOf(members);
    failover = Set.copyOf(failover);
  }

  /** What a viewer gets, the origins being well. */
  private enum Answer {
    OBJECT,
    ERROR,
    UNKNOWN
  }

  DistributionConfig.OverHttps overHttps() {
    List<DistributionConfig.OverHttps> each = UNCONNECTED.stream().map(this::overHttps).toList();
    return Stream.of(DistributionConfig.OverHttps.FAILS, DistributionConfig.OverHttps.UNKNOWN)
        .filter(each::contains)
        .findFirst()
        .orElse(DistributionConfig.OverHttps.SERVED);
  }

  private DistributionConfig.OverHttps overHttps(int unconnected) {
    Answer overHttps = answer(Origin.Protocol.HTTPS, unconnected);
    if (overHttps == Answer.OBJECT || answer(Origin.Protocol.HTTP, unconnected) == Answer.ERROR) {
      return DistributionConfig.OverHttps.SERVED;
    }
    return overHttps == Answer.ERROR
        ? DistributionConfig.OverHttps.FAILS
        : DistributionConfig.OverHttps.UNKNOWN;
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
