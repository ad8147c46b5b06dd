package httpsguard.policy;

import java.time.LocalDate;

/**
 * What excuses a cache behavior that serves S3 over plain HTTP.
 *
 * @param until the last day, in UTC
 * @param reason in the words of who granted it; empty where a tag gives none
 */
public record Exemption(LocalDate until, String reason, Source source) {

  /** Where an exemption is written. */
  public sealed interface Source {
    /**
     * A rule of the HTTPS policy.
     *
     * @param index from 0
     */
    record ByRule(int index) implements Source {}

    /** A tag of the distribution. */
    record ByTag(String key) implements Source {}
  }
}
