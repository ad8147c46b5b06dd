package httpsguard.advice;

import httpsguard.Outcome;
import httpsguard.distribution.DistributionKind;
import httpsguard.distribution.Origin;
import httpsguard.distribution.PathPattern;
import httpsguard.policy.Assessment;
import httpsguard.policy.Finding;
import httpsguard.policy.Judged;
import httpsguard.text.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How to invalidate what CloudFront fetched over plain HTTP and cached. */
public final class CachedCopies {
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

  /** If more distributions were repaired, one command for all of them invalidates everything. */
  private static final int MOST_EXACT = 3;

  /** A longer command is of no use to a reader. */
  private static final int MOST_IN_LOOP = 60;

  private static final String BEGIN = "Invalidate what CloudFront has cached, but only after ";

  private static final String WORDS =
      BEGIN
          + "the change to HTTPS is deployed. For viewers' HTTP requests, CloudFront may have fetched"
          + " objects from S3 over HTTP.";

  /** Before that, caches would fill over HTTP again. */
  private static final String AFTER_THE_ORIGIN =
      BEGIN
          + "the origin's fix is deployed as well: as long as CloudFront connects to S3 over HTTP,"
          + " it fills its caches over plain HTTP again.";

  private static final String AGAIN =
      " Some of it comes from an origin that is still to be fixed: do the same again once"
          + " CloudFront connects to that origin over HTTPS.";

  private static final List<String> EVERYTHING = List.of("/*");

  /** How much of the drift comes from origins that CloudFront connects to over HTTP. */
  private enum OverHttp {
    NONE,
    SOME,
    ALL
  }

  private CachedCopies() {}

  /** For all that an audit had repaired. */
  static List<Step> clear(List<Outcome.Repaired> repaired) {
    boolean areFew = repaired.size() <= MOST_EXACT;
    List<Step> steps = new ArrayList<>();
    repaired.stream()
        .filter(each -> areFew || isMultiTenant(each.about().kind()))
        .limit(MOST_EXACT)
        .map(each -> clear(each.about(), each.found(), each.found()))
        .forEach(steps::add);
    if (!areFew) {
      steps.addAll(inLoop(repaired, OverHttp.ALL, WORDS));
      steps.addAll(inLoop(repaired, OverHttp.NONE, AFTER_THE_ORIGIN));
    }
    return steps;
  }

  /**
   * Everything that those without tenants have cached, with one command for a POSIX shell.
   *
   * @param except leaves out the distributions with this answer
   */
  private static List<Step> inLoop(List<Outcome.Repaired> repaired, OverHttp except, String words) {
    List<String> ids =
        repaired.stream()
            .filter(each -> !isMultiTenant(each.about().kind()))
            .filter(each -> overHttp(each.found(), each.found()) != except)
            .map(each -> each.about().distribution().value())
            .toList();
    List<Step> steps = new ArrayList<>();
    if (!ids.isEmpty()) {
      String first = ids.stream().limit(MOST_IN_LOOP).collect(Collectors.joining(" "));
      steps.add(
          Step.of(
              words,
              "for id in %s; do %s && %s; done"
                  .formatted(first, wait("$id"), ofDistribution("$id", EVERYTHING))));
    }
    if (ids.size() > MOST_IN_LOOP) {
      steps.add(
          Step.of(
              "Do the same for the other %d repaired distributions, which are listed below."
                  .formatted(ids.size() - MOST_IN_LOOP)));
    }
    return steps;
  }

  static Step clear(Outcome.About about, Assessment found, Assessment live) {
    return clear(about.distribution().value(), about.kind(), found, live);
  }

  /**
   * @param id of the distribution, or what stands for it
   * @param found whose drift served plain HTTP
   * @param live with the origins as they are now
   */
  public static Step clear(
      String id, Optional<DistributionKind> kind, Assessment found, Assessment live) {
    List<String> paths = paths(found.drift());
    String words =
        switch (overHttp(found, live)) {
              case NONE -> WORDS;
              case SOME -> WORDS + AGAIN;
              case ALL -> AFTER_THE_ORIGIN;
            }
            + (paths.stream().allMatch(path -> path.endsWith("*"))
                ? ""
                : " A path without * at its end does not invalidate copies with query strings.");
    return isMultiTenant(kind)
        ? Step.of(
            words + " Run the last command for each tenant.",
            wait(id),
            "aws cloudfront list-distribution-tenants --association-filter DistributionId=" + id,
            ofTenant(paths))
        : Step.of(words, wait(id), ofDistribution(id, paths));
  }

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

  private static OverHttp overHttp(Assessment found, Assessment live) {
    List<Origin> origins = S3Origins.overHttp(live.behaviors());
    List<Optional<PathPattern>> those =
        live.behaviors().stream()
            .filter(judged -> judged.origins().stream().anyMatch(origins::contains))
            .map(judged -> judged.behavior().pathPattern())
            .toList();
    List<Finding> drift = found.drift();
    long count =
        drift.stream().filter(finding -> those.contains(finding.behavior().pathPattern())).count();
    return count == 0 ? OverHttp.NONE : count < drift.size() ? OverHttp.SOME : OverHttp.ALL;
  }

  private static boolean isMultiTenant(Optional<DistributionKind> kind) {
    return kind.equals(Optional.of(DistributionKind.MULTI_TENANT));
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
