package httpsguard.audit;

import httpsguard.distribution.DistributionPage;
import httpsguard.distribution.TryAgainException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a list named so far: no distribution of it counts twice, and it does not go on for ever. */
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
          "ListDistributions goes round in a circle: its answer says that there are more"
              + " distributions, and leads to those that it named before");
    }
    return next;
  }
}
