package httpsguard.policy;

import httpsguard.distribution.ViewerProtocolPolicy;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A rule of the HTTPS policy.
 *
 * @param ruling what it says of viewer protocol policies; empty if only of the mode
 * @param notifyOnly whether findings on what it is about are told and not repaired
 */
public record Rule(Scope scope, Optional<Ruling> ruling, boolean notifyOnly) {

  /** What a rule says of a cache behavior that leads to S3 and is on {@code allow-all}. */
  public sealed interface Ruling {
    /**
     * It is repaired.
     *
     * @param policy {@code redirect-to-https} or {@code https-only}
     */
    record Require(ViewerProtocolPolicy policy) implements Ruling {}

    /**
     * It is exempt.
     *
     * @param until the last day, in UTC
     */
    record Allow(LocalDate until, String reason) implements Ruling {
      /**
       * @param index the rule's own, from 0
       */
      Exemption exemption(int index) {
        return new Exemption(until, reason, new Exemption.Source.ByRule(index));
      }
    }
  }

  /**
   * An exemption that has ended no longer decides anything: it is as if the rule did not name one.
   */
  public Optional<Ruling> rulingOn(LocalDate today) {
    return ruling.filter(
        there ->
            switch (there) {
              case Ruling.Require(var _) -> true;
              case Ruling.Allow(var until, var _) -> !today.isAfter(until);
            });
  }
}
