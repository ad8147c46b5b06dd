package httpsguard.advice;

import httpsguard.Outcome;
import httpsguard.distribution.DistributionKind;
import httpsguard.distribution.Origin;
import httpsguard.distribution.PathPattern;
import httpsguard.policy.Finding;
import httpsguard.policy.Judged;
import httpsguard.policy.JudgedBehavior;
import httpsguard.text.Step;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How to invalidate what CloudFront fetched over plain HTTP and cached. */
final class CachedCopies {
  /**
   * An invalidation path has {@code *} at its end only and no other wildcard (CloudFront guide,
   * invalidation-specifying-objects). Characters that must be encoded there, or mean something to a
   * shell, are not among these.
   */
  private static final Pattern VALID = Pattern.compile("/[A-Za-z0-9_.$/@:+&-]*\\*?");

  /** More paths with a wildcard cannot be under way at a time (CloudFront guide, quotas). */
  private static final int MOST_WILDCARDS = 15;

  /** In characters: a longer command is of no use to a reader. */
  private static final int MOST_TEXT = 2_000;

  private static final String BEGIN = "Invalidate what CloudFront has cached, but only after ";

  private static final String WHY =
      " For viewers' HTTP requests, CloudFront may have fetched objects from S3 over HTTP.";

  private static final String WORDS = BEGIN + "the change to HTTPS is deployed." + WHY;

  /** How much of the drift comes from origins that CloudFront connects to over HTTP. */
  enum OverHttp {
    NONE,
    SOME,
    ALL
  }

  /** Before that, caches would fill over HTTP again. */
  private static final String AFTER_THE_ORIGIN =
      BEGIN
          + "the origin's fix is deployed as well: as long as CloudFront connects to S3 over HTTP,"
          + " it fills its caches over plain HTTP again.";

  private static final String AGAIN =
      " Some of it comes from an origin that is still to be fixed: do the same again once"
          + " CloudFront connects to that origin over HTTPS.";

  private static final List<String> EVERYTHING = List.of("/*");

  private CachedCopies() {}

  /**
   * The invalidation paths of exactly these behaviors; of everything where that is not possible.
   */
  static List<String> paths(List<? extends Judged> behaviors) {
    List<String> paths =
        behaviors.stream()
            .map(judged -> judged.behavior().pathPattern().map(CachedCopies::path).orElse("/*"))
            .distinct()
            .toList();
    boolean exact =
        paths.stream().allMatch(path -> VALID.matcher(path).matches())
            && !paths.contains("/*")
            && paths.stream().filter(path -> path.endsWith("*")).count() <= MOST_WILDCARDS
            && paths.stream().mapToInt(String::length).sum() <= MOST_TEXT;
    return exact ? paths : EVERYTHING;
  }

  /**
   * @param drift what served plain HTTP
   * @param behaviors all, with their origins as they are now
   */
  static Step clear(Outcome.About about, List<Finding> drift, List<JudgedBehavior> behaviors) {
    return clear(about.distribution().value(), about.kind(), drift, behaviors);
  }

  /**
   * @param id of the distribution, or what stands for it
   * @param drift what served plain HTTP
   * @param behaviors all, with their origins as they are now
   */
  static Step clear(
      String id,
      Optional<DistributionKind> kind,
      List<Finding> drift,
      List<JudgedBehavior> behaviors) {
    List<String> paths = paths(drift);
    String words =
        switch (overHttp(drift, behaviors)) {
              case NONE -> WORDS;
              case SOME -> WORDS + AGAIN;
              case ALL -> AFTER_THE_ORIGIN;
            }
            + (paths.stream().allMatch(path -> path.endsWith("*"))
                ? ""
                : " A path without * at its end does not invalidate copies with query strings.");
    return kind.equals(Optional.of(DistributionKind.MULTI_TENANT))
        ? Step.of(
            words + " Run the last command for each tenant.",
            wait(id),
            "aws cloudfront list-distribution-tenants --association-filter DistributionId=" + id,
            ofTenant(paths))
        : Step.of(words, wait(id), ofDistribution(id, paths));
  }

  static OverHttp overHttp(List<Finding> drift, List<JudgedBehavior> behaviors) {
    List<Origin> origins = S3Origins.overHttp(behaviors);
    List<Optional<PathPattern>> those =
        behaviors.stream()
            .filter(judged -> judged.origins().stream().anyMatch(origins::contains))
            .map(judged -> judged.behavior().pathPattern())
            .toList();
    long count =
        drift.stream().filter(finding -> those.contains(finding.behavior().pathPattern())).count();
    return count == 0 ? OverHttp.NONE : count < drift.size() ? OverHttp.SOME : OverHttp.ALL;
  }

  /**
   * Everything that several distributions have cached, with one command for a POSIX shell.
   *
   * @param ids of distributions that are not multi-tenant
   */
  static Step clearAll(List<String> ids) {
    return all(WORDS, ids);
  }

  /** The same of distributions with origins that are to be fixed. */
  static Step clearAllAfterTheOrigins(List<String> ids) {
    return all(AFTER_THE_ORIGIN, ids);
  }

  private static Step all(String words, List<String> ids) {
    return Step.of(
        words,
        "for id in %s; do %s && %s; done"
            .formatted(String.join(" ", ids), wait("$id"), ofDistribution("$id", EVERYTHING)));
  }

  private static String wait(String id) {
    return "aws cloudfront wait distribution-deployed --id " + id;
  }

  private static String ofDistribution(String id, List<String> paths) {
    return "aws cloudfront create-invalidation --distribution-id %s --paths %s"
        .formatted(id, joined(paths, "'", " "));
  }

  private static String ofTenant(List<String> paths) {
    return ("aws cloudfront create-invalidation-for-distribution-tenant --id TENANT_ID"
            + " --invalidation-batch"
            + " '{\"CallerReference\":\"ANY_NEW_WORD\",\"Paths\":{\"Quantity\":%s,\"Items\":[%s]}}'")
        .formatted(paths.size(), joined(paths, "\"", ","));
  }

  private static String joined(List<String> paths, String quote, String separator) {
    return paths.stream().map(path -> quote + path + quote).collect(Collectors.joining(separator));
  }

  private static String path(PathPattern pattern) {
    return pattern.value().startsWith("/") ? pattern.value() : "/" + pattern.value();
  }
}
