package httpsguard.audit;

import httpsguard.distribution.DistributionPage;
import httpsguard.distribution.TryAgainException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a list has named so far, so that no distribution counts twice and the list cannot go on for
 * ever.
 */
final class ListProgress {
  private final Set<String> ids = new HashSet<>();
  private final Set<String> markers = new HashSet<>();

  /** Whether it is the first of its id. One without an id always is. */
  boolean isNew(DistributionPage.Entry entry) {
    return entry.id().isEmpty() || ids.add(entry.id());
  }

  /**
   * Where the list goes on; empty where it ends.
   *
   * @param anyNew whether the page named a distribution that no page before it did
   * @throws TryAgainException if the list goes on without getting anywhere
   */
  Optional<String> next(DistributionPage page, boolean anyNew) {
    Optional<String> next = page.next();
    if (next.isPresent() && (!anyNew || !markers.add(next.get()))) {
      throw new TryAgainException(
          "ListDistributions is going in circles: it says that there are more distributions, and"
              + " lists the same ones again");
    }
    return next;
  }
}
