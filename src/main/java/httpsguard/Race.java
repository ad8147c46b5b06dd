package httpsguard;

import httpsguard.distribution.Distributions.Refusal;
import java.util.Optional;

/**
 * Tells a lost race from an ETag that CloudFront refuses though it goes on returning it: somebody
 * who was faster leaves another one.
 */
final class Race {
  /** The same ETag is tried once more, in case the response that carried it was stale. */
  private static final int TRIES = 2;

  private String eTag = "";
  private int losses;
  private Optional<Refusal> last = Optional.empty();

  /** Says that CloudFront took this ETag for an old one. */
  void lost(String refused, Refusal refusal) {
    losses = refused.equals(eTag) ? losses + 1 : 1;
    eTag = refused;
    last = Optional.of(refusal);
  }

  /** The refusal of an ETag that was just read again, once it was tried often enough. */
  Optional<Refusal> hopeless(String read) {
    return read.equals(eTag) && losses >= TRIES ? last : Optional.empty();
  }
}
