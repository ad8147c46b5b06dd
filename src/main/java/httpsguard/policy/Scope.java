package httpsguard.policy;

import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.PathPattern;
import java.util.Map;
import java.util.Optional;

/**
 * What a rule is about: every matcher that it has must fit.
 *
 * @param account twelve digits
 * @param pathPattern a cache behavior's own pattern, compared as text; {@code *} alone is the
 *     default cache behavior
 * @param tags each must be there with exactly this value
 */
public record Scope(
    Optional<String> account,
    Optional<DistributionId> distribution,
    Optional<PathPattern> pathPattern,
    Map<String, String> tags) {
  /** Whether something that a rule asks for is so. */
  enum Fit {
    YES,
    /** What it asks for is not known. */
    PERHAPS,
    NO;

    /** Of two conditions that must both hold. */
    Fit and(Fit other) {
      return compareTo(other) > 0 ? this : other;
    }

    static Fit of(boolean isSo) {
      return isSo ? YES : NO;
    }
  }

  private static final String DEFAULT_BEHAVIOR = "*";

  public Scope {
    tags = Map.copyOf(tags);
  }

  /** Whether this is about the distribution, whatever the cache behavior. */
  Fit fit(Subject subject) {
    return fit(account, subject.account())
        .and(fit(distribution, subject.distribution()))
        .and(
            tags.isEmpty()
                ? Fit.YES
                : subject
                    .tags()
                    .map(there -> Fit.of(there.entrySet().containsAll(tags.entrySet())))
                    .orElse(Fit.PERHAPS));
  }

  Fit fit(Subject subject, CacheBehavior behavior) {
    return fit(subject)
        .and(Fit.of(pathPattern.map(pattern -> fitsPath(pattern, behavior)).orElse(true)));
  }

  private static <T> Fit fit(Optional<T> wanted, Optional<T> known) {
    return wanted.isEmpty()
        ? Fit.YES
        : known.isEmpty() ? Fit.PERHAPS : Fit.of(wanted.equals(known));
  }

  /** Whether everything that {@code other} is about, this is about too. */
  public boolean covers(Scope other) {
    return (account.isEmpty() || account.equals(other.account))
        && (distribution.isEmpty() || distribution.equals(other.distribution))
        && (pathPattern.isEmpty()
            || (pathPattern.map(Scope::text).equals(other.pathPattern.map(Scope::text))
                && isDefault(pathPattern) == isDefault(other.pathPattern)))
        && other.tags.entrySet().containsAll(tags.entrySet());
  }

  private static boolean isDefault(Optional<PathPattern> pattern) {
    return pattern.map(path -> path.value().equals(DEFAULT_BEHAVIOR)).orElse(false);
  }

  private static boolean fitsPath(PathPattern pattern, CacheBehavior behavior) {
    return pattern.value().equals(DEFAULT_BEHAVIOR)
        ? behavior.isDefault()
        : behavior.pathPattern().map(Scope::text).equals(Optional.of(text(pattern)));
  }

  /** CloudFront takes a pattern with or without its leading slash as the same one. */
  private static String text(PathPattern pattern) {
    return pattern.value().startsWith("/") ? pattern.value().substring(1) : pattern.value();
  }
}
