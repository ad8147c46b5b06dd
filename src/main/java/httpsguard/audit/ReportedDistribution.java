package httpsguard.audit;

import httpsguard.distribution.DistributionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A distribution in a {@link Report}, as it was when the audit looked at it.
 *
 * @param domainName such as {@code d111111abcdef8.cloudfront.net}
 * @param aliases the alternate domain names
 * @param lastModified when somebody last wrote to it
 * @param behaviors those that lead to S3 and serve plain HTTP, or may, in the order in which
 *     CloudFront tries them
 * @param moreBehaviors how many more of them there are, left out for want of room
 */
public record ReportedDistribution(
    DistributionId id,
    Standing standing,
    Optional<String> domainName,
    List<String> aliases,
    Optional<Instant> lastModified,
    List<Behavior> behaviors,
    int moreBehaviors) {

  /** What is to become of a distribution. */
  public enum Standing {
    /** It has findings that the guard is to repair. */
    DRIFTED("drifted"),
    /** It may be exempt: its tags could not be read. The guard looks at it again. */
    UNDECIDED("undecided"),
    /** It has findings that the guard is only to tell of. */
    NOTIFY_ONLY("notify-only"),
    /** It serves S3 over plain HTTP, and over HTTPS its viewers would get an error. */
    UNSERVABLE("unservable"),
    /** All its behaviors that serve S3 over plain HTTP may. */
    EXEMPT("exempt"),
    /** It would have findings if it were enabled. */
    DISABLED("disabled");

    private final String word;

    Standing(String word) {
      this.word = word;
    }

    /** As reports write it. */
    public String word() {
      return word;
    }

    /** Whether a write would bring it into policy, whoever is to make it. */
    boolean isOutOfPolicy() {
      return isToRepair() || this == NOTIFY_ONLY;
    }

    public boolean isToRepair() {
      return switch (this) {
        case DRIFTED, UNDECIDED -> true;
        case NOTIFY_ONLY, UNSERVABLE, EXEMPT, DISABLED -> false;
      };
    }
  }

  /**
   * A cache behavior that leads to S3 and serves plain HTTP, or may.
   *
   * @param pathPattern as CloudFront's console shows it: {@code Default (*)} for the default one
   * @param origin the id of its origin or origin group
   */
  public record Behavior(String pathPattern, String origin, ReportedVerdict verdict) {}

  public ReportedDistribution {
    aliases = List.copyOf(aliases);
    behaviors = List.copyOf(behaviors);
  }

  /** One with all of its behaviors. */
  public ReportedDistribution(
      DistributionId id,
      Standing standing,
      Optional<String> domainName,
      List<String> aliases,
      Optional<Instant> lastModified,
      List<Behavior> behaviors) {
    this(id, standing, domainName, aliases, lastModified, behaviors, 0);
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
        moreBehaviors + Math.max(0, behaviors.size() - mostBehaviors));
  }
}
