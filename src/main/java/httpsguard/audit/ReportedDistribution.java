package httpsguard.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.DistributionId;
import httpsguard.policy.JudgedBehavior;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A distribution in a {@link Report}, as it was when the audit looked at it.
 *
 * @param domainName such as {@code d111111abcdef8.cloudfront.net}
 * @param aliases the alternate domain names
 * @param lastModified when somebody last wrote to it
 * @param behaviors those that lead to S3 and serve plain HTTP, or may, in the order in which
 *     CloudFront tries them
 * @param more those of them that are left out for want of room; empty if none are
 */
public record ReportedDistribution(
    DistributionId id,
    Standing standing,
    Optional<String> domainName,
    List<String> aliases,
    Optional<Instant> lastModified,
    List<Behavior> behaviors,
    Optional<More> more) {

  /** What is to become of a distribution. */
  public enum Standing {
    /** It has findings that the guard is to repair. */
    DRIFTED,
    /**
     * It may be exempt, or in mode {@code notify}: its tags could not be read. The guard looks at
     * it again.
     */
    UNDECIDED,
    /** It has findings that the guard only tells of. */
    NOTIFY_ONLY,
    /** It serves S3 over plain HTTP, and over HTTPS its viewers would get an error. */
    UNSERVABLE,
    /** All its behaviors that serve S3 over plain HTTP may. */
    EXEMPT,
    /** It would have findings if it were enabled. */
    DISABLED;

    /** As reports write it, such as {@code notify-only}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As a report's totals name it. */
    String total() {
      return this == NOTIFY_ONLY ? "notifyOnly" : word();
    }

    /** Whether a write would bring it into policy, by the guard or by its owner. */
    boolean isOutOfPolicy() {
      return isToRepair() || this == NOTIFY_ONLY;
    }

    public boolean isToRepair() {
      return this == DRIFTED || this == UNDECIDED;
    }
  }

  /**
   * A cache behavior that leads to S3 and serves plain HTTP, or may.
   *
   * @param pathPattern as CloudFront's console shows it: {@code Default (*)} for the default one
   * @param origin the id of its origin or origin group
   */
  public record Behavior(String pathPattern, String origin, ReportedVerdict verdict) {
    /** Empty if it does not serve S3 over plain HTTP, and cannot either. */
    static Optional<Behavior> of(JudgedBehavior judged) {
      CacheBehavior behavior = judged.behavior();
      return ReportedVerdict.of(judged.verdict())
          .map(verdict -> new Behavior(behavior.label(), behavior.targetOriginId(), verdict));
    }
  }

  /**
   * Cache behaviors that are left out for want of room.
   *
   * @param behaviors how many
   * @param allPatterns a digest of the path patterns of all, those that are not left out included;
   *     empty where an older audit wrote none
   */
  public record More(int behaviors, String allPatterns) {}

  public ReportedDistribution {
    aliases = List.copyOf(aliases);
    behaviors = List.copyOf(behaviors);
  }

  /** How many cache behaviors are left out for want of room. */
  public int moreBehaviors() {
    return more.map(More::behaviors).orElse(0);
  }

  /**
   * Whether every cache behavior that was not exempt when the audit looked is among these; no where
   * that cannot be told.
   *
   * @param pathPatterns as {@link Behavior#pathPattern} has them
   */
  public boolean isWithin(Set<String> pathPatterns) {
    return more.map(left -> left.allPatterns().equals(digest(pathPatterns)))
        .orElseGet(
            () ->
                behaviors.stream()
                    .filter(behavior -> !(behavior.verdict() instanceof ReportedVerdict.Exempt))
                    .allMatch(behavior -> pathPatterns.contains(behavior.pathPattern())));
  }

  /**
   * Whether every cache behavior that the audit found to be repaired, as far as it is named, is
   * among these.
   *
   * @param pathPatterns as {@link Behavior#pathPattern} has them
   */
  public boolean isDriftWithin(Set<String> pathPatterns) {
    return behaviors.stream()
        .filter(behavior -> behavior.verdict().isDrift())
        .allMatch(behavior -> pathPatterns.contains(behavior.pathPattern()));
  }

  /** The same with the first of its aliases and behaviors only. */
  ReportedDistribution shortened(int mostAliases, int mostBehaviors) {
    return new ReportedDistribution(
        id,
        standing,
        domainName,
        aliases.stream().limit(mostAliases).toList(),
        lastModified,
        behaviors.stream().limit(mostBehaviors).toList(),
        behaviors.size() > mostBehaviors
            ? Optional.of(new More(behaviors.size() - mostBehaviors, digest(patterns())))
            : more);
  }

  private Set<String> patterns() {
    return behaviors.stream().map(Behavior::pathPattern).collect(Collectors.toSet());
  }

  private static String digest(Set<String> pathPatterns) {
    String sorted =
        pathPatterns.stream().sorted().map(pattern -> pattern + '\0').collect(Collectors.joining());
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(sorted.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
