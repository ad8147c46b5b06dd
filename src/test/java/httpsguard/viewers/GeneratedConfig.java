package httpsguard.viewers;

import java.util.List;
import java.util.Set;

/**
 * A distribution's config, from which its document is written and CloudTrail's record of it.
 *
 * @param behaviors in the order in which CloudFront tries them, the default one last
 * @param needingHttp the targets from which viewers get an object over HTTP, and over HTTPS perhaps
 *     an error
 * @param noise the seed of what the document has beside: comments, settings that nobody knows
 */
record GeneratedConfig(
    boolean enabled,
    Kind kind,
    List<Origin> origins,
    List<Group> groups,
    List<Behavior> behaviors,
    Set<String> needingHttp,
    long noise) {

  enum Kind {
    STANDARD,
    STAGING,
    TENANT_ONLY
  }

  /**
   * @param s3 whether it leads to S3, known from how it was made
   * @param settings {@code S3OriginConfig}, {@code CustomOriginConfig} or {@code VpcOriginConfig}
   * @param protocolPolicy of a custom origin
   */
  record Origin(String id, String host, boolean s3, String settings, String protocolPolicy) {}

  record Group(String id, List<String> members, List<Integer> failover) {}

  /**
   * @param pathPattern {@code *} for the default one
   * @param methods empty if the config does not say
   * @param written how the viewer protocol policy is written
   */
  record Behavior(
      String pathPattern,
      String target,
      String viewerProtocolPolicy,
      List<String> methods,
      Written written) {}

  /**
   * A way to write a value, all of which say the same.
   *
   * @param allowAll {@code allow-all} in this way
   * @param repaired what becomes of it, with {@code NEW} for the value: what is not text stays
   */
  record Written(String allowAll, String repaired) {
    static final Written PLAINLY = new Written("allow-all", "NEW");
    static final List<Written> ODDLY =
        List.of(
            new Written("allow-<!-- why -->all", "NEW<!-- why -->"),
            new Written("<![CDATA[allow-all]]>", "NEW"),
            new Written("allow&#45;all", "NEW"),
            new Written("<?keep this?>allow-all", "<?keep this?>NEW"));
  }

  GeneratedConfig with(Set<String> targetsNeedingHttp) {
    return new GeneratedConfig(
        enabled, kind, origins, groups, behaviors, targetsNeedingHttp, noise);
  }

  Origin origin(String id) {
    return origins.stream().filter(origin -> origin.id().equals(id)).findFirst().orElseThrow();
  }

  boolean isS3(String originId) {
    return origin(originId).s3();
  }

  /** The members of a group; an origin is its own only one. */
  List<String> reach(String target) {
    return groups.stream()
        .filter(group -> group.id().equals(target))
        .findFirst()
        .map(Group::members)
        .orElse(List.of(target));
  }

  /** Whether this behavior lets viewers use HTTP to reach S3. */
  boolean isOpen(Behavior behavior) {
    return behavior.viewerProtocolPolicy().equals("allow-all")
        && reach(behavior.target()).stream().anyMatch(this::isS3);
  }

  /** Whether it is open, and viewers would get an error over HTTPS: so it has to stay. */
  boolean isLeftOpen(Behavior behavior) {
    return isOpen(behavior) && needingHttp.contains(behavior.target());
  }

  boolean isRepairable(Behavior behavior) {
    return isOpen(behavior) && !needingHttp.contains(behavior.target());
  }

  /** How many behaviors are to be repaired. */
  int drift() {
    return enabled ? (int) behaviors.stream().filter(this::isRepairable).count() : 0;
  }

  /** How many behaviors stay open, because HTTP is the only way to what they serve. */
  int leftOpen() {
    return enabled ? (int) behaviors.stream().filter(this::isLeftOpen).count() : 0;
  }
}
