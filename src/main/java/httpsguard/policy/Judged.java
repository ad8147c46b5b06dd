package httpsguard.policy;

import httpsguard.distribution.CacheBehavior;

/** Something that was found out about a cache behavior. */
public sealed interface Judged permits JudgedBehavior, Finding, Judged.Excused {
  CacheBehavior behavior();

  /** A cache behavior that lets viewers use plain HTTP to reach S3, and may. */
  public record Excused(CacheBehavior behavior, Exemption exemption) implements Judged {}
}
