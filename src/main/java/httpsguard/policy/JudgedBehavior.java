package httpsguard.policy;

import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.Origin;
import java.util.List;

/**
 * A cache behavior with its verdict.
 *
 * @param origins those that it can reach
 */
public record JudgedBehavior(CacheBehavior behavior, List<Origin> origins, Verdict verdict) {
  public JudgedBehavior {
    origins = List.copyOf(origins);
  }

  public boolean isFinding() {
    return switch (verdict) {
      case Verdict.Finding(var _) -> true;
      case Verdict.NotS3(), Verdict.InPolicy(), Verdict.Exempt(var _) -> false;
    };
  }

  public boolean isExempt() {
    return switch (verdict) {
      case Verdict.Exempt(var _) -> true;
      case Verdict.NotS3(), Verdict.InPolicy(), Verdict.Finding(var _) -> false;
    };
  }

  /** Whether it leads to S3, whatever its viewer protocol policy. */
  public boolean reachesS3() {
    return switch (verdict) {
      case Verdict.NotS3() -> false;
      case Verdict.InPolicy(), Verdict.Exempt(var _), Verdict.Finding(var _) -> true;
    };
  }
}
