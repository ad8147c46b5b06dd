package httpsguard.distribution;

import httpsguard.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What is judged of a distribution's config.
 *
 * @param enabled whether the distribution serves viewers
 * @param aliases the alternate domain names
 * @param behaviors in the order in which CloudFront tries them, the default one last; never empty
 */
public record DistributionConfig(
    boolean enabled,
    DistributionKind kind,
    List<String> aliases,
    Targets targets,
    List<CacheBehavior> behaviors) {
  /** What viewers who get something over HTTP get over HTTPS, if all origins are healthy. */
  public enum OverHttps {
    /** The same; or they get nothing over HTTP either. */
    SERVED,
    /**
     * An error, or perhaps one: CloudFront asks an origin in a protocol that it does not have, and
     * no other member of its group is certain to be asked instead.
     */
    FAILS,
    /** The protocol in which CloudFront asks is given by a word newer than this code. */
    UNKNOWN
  }

  /**
   * @throws MalformedConfigException if a behavior's target is none of these
   */
  public DistributionConfig {
    aliases = List.copyOf(aliases);
    behaviors = List.copyOf(behaviors);
    for (CacheBehavior behavior : behaviors) {
      var _ = targets.originsOf(behavior.targetOriginId());
    }
  }

  /**
   * @throws MalformedConfigException if an id among the origins and groups is there twice, or a
   *     behavior names an origin, or a group a member, that is not there
   */
  public DistributionConfig(
      boolean enabled,
      DistributionKind kind,
      List<String> aliases,
      List<Origin> origins,
      List<OriginGroup> originGroups,
      List<CacheBehavior> behaviors) {
    this(enabled, kind, aliases, Targets.of(origins, originGroups), behaviors);
  }

  /**
   * Reads a config from JSON.
   *
   * @throws MalformedConfigException if a part that is judged is missing or of the wrong type
   */
  public static DistributionConfig of(JsonNode config) {
    try {
      return ConfigReader.read(config);
    } catch (MalformedJsonException e) {
      throw new MalformedConfigException(String.valueOf(e.getMessage()), e);
    }
  }

  public List<Origin> origins() {
    return targets.origins();
  }

  public List<OriginGroup> originGroups() {
    return targets.groups();
  }

  /** The origins that a request can be sent to: the target, or every member of the target group. */
  public List<Origin> originsOf(CacheBehavior behavior) {
    return targets.originsOf(behavior.targetOriginId());
  }

  /** What becomes of the behavior's viewers once they use HTTPS. */
  public OverHttps overHttps(CacheBehavior behavior) {
    return targets.overHttps(behavior.targetOriginId());
  }

  /**
   * Whether all that is judged is the same, in whatever order CloudFront lists what has no order.
   */
  boolean isJudgedAs(DistributionConfig other) {
    return enabled == other.enabled
        && kind == other.kind
        && isSameSet(aliases, other.aliases)
        && isSameSet(origins(), other.origins())
        && isSameSet(originGroups(), other.originGroups())
        && behaviors.size() == other.behaviors.size()
        && IntStream.range(0, behaviors.size())
            .allMatch(at -> behaviors.get(at).isJudgedAs(other.behaviors.get(at)));
  }

  static boolean isSameSet(List<?> one, List<?> other) {
    return one.size() == other.size() && new HashSet<>(one).equals(new HashSet<>(other));
  }

  /**
   * This config with other viewer protocol policies.
   *
   * @param values the new value of each behavior to change, by {@link CacheBehavior#precedence()}
   * @throws IllegalArgumentException if there is no behavior of such a precedence
   */
  DistributionConfig with(Map<Integer, ViewerProtocolPolicy> values) {
    List<CacheBehavior> changed = new ArrayList<>(behaviors);
    values.forEach(
        (precedence, value) -> {
          if (precedence < 0 || precedence >= behaviors.size()) {
            throw new IllegalArgumentException("no behavior of precedence " + precedence);
          }
          changed.set(precedence, behaviors.get(precedence).with(value));
        });
    return new DistributionConfig(enabled, kind, aliases, targets, changed);
  }

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
}
