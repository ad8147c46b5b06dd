package httpsguard.audit;

import httpsguard.policy.Verdict;
import java.time.LocalDate;
import java.util.Optional;

/** What the HTTPS policy says of a cache behavior that leads to S3 and may serve plain HTTP. */
public sealed interface ReportedVerdict {
  /**
   * As reports write it, such as {@code Finding}. {@link ReportReader} has each as a literal: to
   * rename one breaks reports that wait in the queue.
   */
  default String name() {
    return getClass().getSimpleName();
  }

  /** Whether it is to be repaired, or may be. */
  default boolean isDrift() {
    return this instanceof Finding || this instanceof Undecided;
  }

  /**
   * Empty for one of a cache behavior that does not serve S3 over plain HTTP, and cannot either.
   */
  static Optional<ReportedVerdict> of(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Finding(var to) -> Optional.of(new Finding(to.value()));
      case Verdict.Undecided(var to, var _) -> Optional.of(new Undecided(to.value()));
      case Verdict.Unservable() -> Optional.of(new Unservable());
      case Verdict.Unjudgeable(var setting, var value) ->
          Optional.of(new Unjudgeable(setting, value));
      case Verdict.Exempt(var exemption) ->
          Optional.of(new Exempt(exemption.until(), exemption.reason()));
      case Verdict.NotS3(), Verdict.InPolicy() -> Optional.empty();
    };
  }

  /**
   * It is to be repaired.
   *
   * @param to the viewer protocol policy that it is to have
   */
  record Finding(String to) implements ReportedVerdict {}

  /**
   * It is to be repaired unless it is exempt, which tags decide that could not be read.
   *
   * @param to the viewer protocol policy that it is to have then
   */
  record Undecided(String to) implements ReportedVerdict {}

  /** Over HTTPS its viewers would get an error: it stays as it is until that is cured. */
  record Unservable() implements ReportedVerdict {}

  /**
   * It stays as it is, for a word that is none of those known.
   *
   * @param setting whose value the word is, such as {@code ViewerProtocolPolicy}
   */
  record Unjudgeable(String setting, String value) implements ReportedVerdict {}

  /**
   * It may serve plain HTTP.
   *
   * @param until that day included, in UTC
   */
  record Exempt(LocalDate until, String reason) implements ReportedVerdict {}
}
