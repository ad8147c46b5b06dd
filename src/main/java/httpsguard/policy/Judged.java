package httpsguard.policy;

import httpsguard.distribution.CacheBehavior;

/** Something that was found out about a cache behavior. */
public sealed interface Judged permits JudgedBehavior, Finding, Excused {
  CacheBehavior behavior();
}
