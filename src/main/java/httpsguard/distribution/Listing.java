package httpsguard.distribution;

import java.util.Optional;

/** The audit's port to CloudFront: it can only read. */
public interface Listing {
  /**
   * Reads one page of the account's distributions.
   *
   * @param marker where the page before ended; empty for the first
   * @throws TryAgainException if CloudFront did not answer in time, or with an error
   */
  DistributionPage page(Optional<String> marker, TimeLeft timeLeft);

  /**
   * Reads the tags of a distribution.
   *
   * @param account the twelve digits of the account that owns the distribution
   * @throws TryAgainException if CloudFront did not answer in time, or with an error that may pass
   */
  Distributions.Tags tags(DistributionId distribution, String account, TimeLeft timeLeft);
}
