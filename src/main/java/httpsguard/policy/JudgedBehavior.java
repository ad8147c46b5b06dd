package httpsguard.policy;

import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.Origin;
import httpsguard.policy.Judged.Excused;
import java.util.List;
import java.util.Optional;

/**
 * A cache behavior with its verdict.
 *
 * @param origins those that it can reach
 */
public record JudgedBehavior(CacheBehavior behavior, List<Origin> origins, Verdict verdict)
    implements Judged {
  public JudgedBehavior {
    origins = List.copyOf(origins);
  }

  /** Whether it leads to S3, whatever its viewer protocol policy. */
  public boolean reachesS3() {
    return !(verdict instanceof Verdict.NotS3);
  }

  /** Whether it is a finding, or may be one. */
  public boolean mayBeFinding() {
    return verdict instanceof Verdict.Finding || verdict instanceof Verdict.Undecided;
  }

  /** Whether it stays as it is, though it is not known to be right: only its owner can act. */
  public boolean isLeftOpen() {
    return verdict instanceof Verdict.Unservable || verdict instanceof Verdict.Unjudgeable;
  }

  /** Whether it serves S3 over plain HTTP without leave, or may. */
  public boolean isOpen() {
    return mayBeFinding() || isLeftOpen();
  }

  Optional<Finding> finding() {
    return verdict instanceof Verdict.Finding(var to)
        ? Optional.of(new Finding(behavior, to))
        : Optional.empty();
  }

  Optional<Finding> undecided() {
    return verdict instanceof Verdict.Undecided(var to, var _)
        ? Optional.of(new Finding(behavior, to))
        : Optional.empty();
  }

  Optional<Excused> excused() {
    return verdict instanceof Verdict.Exempt(var exemption)
        ? Optional.of(new Excused(behavior, exemption))
        : Optional.empty();
  }

  /** A finding where only what is not known could exempt it. */
  JudgedBehavior withoutUnknownExcuses() {
    return verdict instanceof Verdict.Undecided(var to, var exemption) && exemption.isEmpty()
        ? new JudgedBehavior(behavior, origins, new Verdict.Finding(to))
        : this;
  }
}
