package httpsguard.policy;

import java.time.LocalDate;

/** What a distribution's exemption tag comes to. */
public sealed interface TagClaim {
  /** The HTTPS policy takes no exemption from tags. */
  record Off() implements TagClaim {}

  /** The tags were not read, or could not be. */
  record Unknown() implements TagClaim {}

  /** The distribution does not have the tag. */
  record Absent(String key) implements TagClaim {}

  /** It exempts the cache behaviors on which no rule decides. */
  record Granted(Exemption exemption) implements TagClaim {}

  /**
   * It exempts nothing.
   *
   * @param value as the owner wrote it
   */
  record Refused(String key, String value, Flaw flaw) implements TagClaim {}

  /** What is wrong with a tag's value. */
  sealed interface Flaw {
    /** It does not begin with a date. */
    record NoDate() implements Flaw {}

    record Ended(LocalDate until) implements Flaw {}

    /**
     * @param latest the last day that would do today
     */
    record TooFar(LocalDate until, LocalDate latest) implements Flaw {}
  }
}
