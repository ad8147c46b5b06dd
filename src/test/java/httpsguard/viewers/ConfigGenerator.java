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

  private static final int MOST_BEHAVIORS = 75;
  private static final List<String> POLICIES =
      List.of("allow-all", "allow-all", "redirect-to-https", "https-only");
  private static final List<List<String>> METHODS =
      List.of(
          List.of(),
          List.of("HEAD", "GET"),
          List.of("HEAD", "GET", "OPTIONS"),
          List.of("HEAD", "DELETE", "POST", "GET", "OPTIONS", "PUT", "PATCH"));
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
    return new GeneratedConfig(
        !draw.onceIn(10),
        draw.onceIn(4) ? draw.oneOf(List.of(Kind.STAGING, Kind.TENANT_ONLY)) : Kind.STANDARD,
        origins,
        groups,
        pathPatterns().stream().map(pattern -> behavior(pattern, targets)).toList(),
        draw.seed());
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
      List<Integer> failover =
          draw.onceIn(2) ? List.of(FAILED_OVER) : List.of(403, 404, FAILED_OVER, 502);
      groups.add(
          new Group(
              "group " + i, List.of(origins.get(first).id(), origins.get(second).id()), failover));
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
    return new Behavior(
        pattern,
        draw.oneOf(targets),
        draw.oneOf(POLICIES),
        draw.oneOf(METHODS),
        draw.onceIn(4) ? draw.oneOf(Written.ODDLY) : Written.PLAINLY);
  }
}
