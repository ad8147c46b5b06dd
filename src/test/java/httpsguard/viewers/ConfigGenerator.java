package httpsguard.viewers;

import httpsguard.viewers.GeneratedConfig.Behavior;
import httpsguard.viewers.GeneratedConfig.Group;
import httpsguard.viewers.GeneratedConfig.Kind;
import httpsguard.viewers.GeneratedConfig.Origin;
import httpsguard.viewers.GeneratedConfig.Written;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Makes configs that CloudFront would take. */
final class ConfigGenerator {
  /** A status on which every group goes on to its next member. */
  static final int FAILED_OVER = 500;

  private static final String GROUP = "group ";
  private static final int MOST_BEHAVIORS = 75;
  private static final List<String> POLICIES =
      List.of("allow-all", "allow-all", "redirect-to-https", "https-only");

  /** All that CloudFront takes where the target is an origin group (aws-cdk#32450). */
  private static final List<List<String>> READING =
      List.of(List.of(), List.of("HEAD", "GET"), List.of("HEAD", "GET", "OPTIONS"));

  private static final List<String> ALL_METHODS =
      List.of("HEAD", "DELETE", "POST", "GET", "OPTIONS", "PUT", "PATCH");

  private static final List<List<Integer>> FAILOVER =
      List.of(
          List.of(FAILED_OVER),
          List.of(403, 404, FAILED_OVER, 502),
          List.of(FAILED_OVER, 504),
          List.of(FAILED_OVER, 502, 503, 504));

  private static final List<String> SEGMENTS =
      List.of(
          "img", "IMG", "api", "a", "A", "v1", "*", "?", "??", "i*", "*g", "a?i", "*.jpg", "*.JPG",
          "~$&'@:+", "x\"y");

  private final Draw draw;

  ConfigGenerator(Draw draw) {
    this.draw = draw;
  }

  GeneratedConfig config() {
    List<Origin> origins = origins();
    List<Group> groups = groups(origins);
    List<String> targets =
        Stream.concat(origins.stream().map(Origin::id), groups.stream().map(Group::id)).toList();
    GeneratedConfig config =
        new GeneratedConfig(
            !draw.onceIn(10),
            draw.onceIn(4) ? draw.oneOf(List.of(Kind.STAGING, Kind.TENANT_ONLY)) : Kind.STANDARD,
            origins,
            groups,
            pathPatterns().stream().map(pattern -> behavior(pattern, targets)).toList(),
            Set.of(),
            draw.seed());
    return config.with(Viewers.needingHttp(ConfigDocument.before(config), targets));
  }

  private List<Origin> origins() {
    List<Origin> origins = new ArrayList<>();
    for (int i = draw.below(7); i >= 0; i--) {
      origins.add(origin("origin " + i + (draw.onceIn(4) ? " ü&🚀" : "")));
    }
    return origins;
  }

  private Origin origin(String id) {
    String policy = draw.oneOf(List.of("http-only", "https-only", "match-viewer"));
    return switch (draw.below(8)) {
      case 0, 1 -> new Origin(id, OriginHosts.rest(draw), true, "S3OriginConfig", "");
      case 2, 3 -> new Origin(id, OriginHosts.customS3(draw), true, "CustomOriginConfig", policy);
      case 4 -> new Origin(id, OriginHosts.elsewhere(draw), false, "VpcOriginConfig", "");
      default -> new Origin(id, OriginHosts.elsewhere(draw), false, "CustomOriginConfig", policy);
    };
  }

  private List<Group> groups(List<Origin> origins) {
    List<Group> groups = new ArrayList<>();
    for (int i = draw.below(3); i > 0 && origins.size() > 1; i--) {
      int first = draw.below(origins.size());
      int second = (first + 1 + draw.below(origins.size() - 1)) % origins.size();
      groups.add(
          new Group(
              GROUP + i,
              List.of(origins.get(first).id(), origins.get(second).id()),
              draw.oneOf(FAILOVER)));
    }
    return groups;
  }

  /** In order, each once, the default one's last. */
  private List<String> pathPatterns() {
    int most = draw.onceIn(5) ? draw.below(MOST_BEHAVIORS + 1) : draw.below(7);
    Set<String> patterns = new LinkedHashSet<>();
    for (int tries = 0; tries < 4 * most && patterns.size() < most; tries++) {
      patterns.add(pathPattern());
    }
    patterns.remove("*");
    return Stream.concat(patterns.stream(), Stream.of("*")).toList();
  }

  private String pathPattern() {
    StringBuilder pattern = new StringBuilder();
    for (int i = draw.below(3); i >= 0; i--) {
      pattern.append('/').append(draw.oneOf(SEGMENTS));
    }
    return draw.onceIn(3) ? pattern.substring(1) : pattern.toString();
  }

  private Behavior behavior(String pattern, List<String> targets) {
    String target = draw.oneOf(targets);
    return new Behavior(
        pattern,
        target,
        draw.oneOf(POLICIES),
        draw.onceIn(4) && !target.startsWith(GROUP) ? ALL_METHODS : draw.oneOf(READING),
        draw.onceIn(4) ? draw.oneOf(Written.ODDLY) : Written.PLAINLY);
  }
}
