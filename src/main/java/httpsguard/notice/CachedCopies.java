package httpsguard.notice;

import httpsguard.distribution.DistributionId;
import httpsguard.distribution.PathPattern;
import httpsguard.policy.JudgedBehavior;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The commands that clear copies which CloudFront fetched over plain HTTP. */
final class CachedCopies {
  /** An invalidation path may have {@code *} at its end only, and has no other wildcard. */
  private static final Pattern VALID = Pattern.compile("/[A-Za-z0-9_.$/~@:+&-]*\\*?");

  private static final List<String> EVERYTHING = List.of("/*");

  private CachedCopies() {}

  /** The invalidation paths that cover what these behaviors serve, and no more where possible. */
  static List<String> paths(List<JudgedBehavior> behaviors) {
    List<String> paths =
        behaviors.stream()
            .map(judged -> judged.behavior().pathPattern().map(CachedCopies::path).orElse("/*"))
            .distinct()
            .toList();
    return paths.stream().allMatch(path -> VALID.matcher(path).matches()) && !paths.contains("/*")
        ? paths
        : EVERYTHING;
  }

  static List<String> commands(DistributionId distribution, List<JudgedBehavior> behaviors) {
    return List.of(
        "aws cloudfront wait distribution-deployed --id " + distribution,
        "aws cloudfront create-invalidation --distribution-id "
            + distribution
            + " --paths "
            + paths(behaviors).stream()
                .map(path -> "'" + path + "'")
                .collect(Collectors.joining(" ")));
  }

  private static String path(PathPattern pattern) {
    return pattern.value().startsWith("/") ? pattern.value() : "/" + pattern.value();
  }
}
