package httpsguard.local;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/** Each distribution by itself. */
public final class InMemoryDistributions implements DistributionStore {
  private final Map<String, NavigableMap<String, StoredDistribution>> accounts =
      new ConcurrentHashMap<>();

  @Override
  public Optional<StoredDistribution> find(String accountId, String id) {
    return Optional.ofNullable(account(accountId).get(id));
  }

  @Override
  public List<StoredDistribution> page(String accountId, String after, int most) {
    return account(accountId).tailMap(after, false).values().stream().limit(most).toList();
  }

  @Override
  public synchronized Optional<StoredDistribution> change(
      String accountId, String id, UnaryOperator<Optional<StoredDistribution>> change) {
    Optional<StoredDistribution> changed = change.apply(find(accountId, id));
    changed.ifPresentOrElse(
        there -> account(accountId).put(id, there), () -> account(accountId).remove(id));
    return changed;
  }

  private NavigableMap<String, StoredDistribution> account(String accountId) {
    return accounts.computeIfAbsent(accountId, id -> new ConcurrentSkipListMap<>());
  }
}
