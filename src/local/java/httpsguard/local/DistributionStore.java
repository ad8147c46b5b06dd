package httpsguard.local;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where distributions are kept, per account. */
public interface DistributionStore {

  Optional<StoredDistribution> find(String accountId, String id);

  /**
   * Distributions in the order of their ids.
   *
   * @param after the id to begin behind; the empty string for the beginning
   */
  List<StoredDistribution> page(String accountId, String after, int most);

  /**
   * Changes one distribution; nobody else does so meanwhile. What the change throws leaves the
   * distribution as it was.
   *
   * @param change from what is there, if anything, to what shall be, if anything
   * @return what is there now
   */
  Optional<StoredDistribution> change(
      String accountId, String id, UnaryOperator<Optional<StoredDistribution>> change);
}
