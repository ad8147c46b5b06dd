package httpsguard.local;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * Any number of distributions of one account, made when they are asked for; only those that were
 * changed take memory.
 */
public final class GeneratedDistributions implements DistributionStore {
  private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");
  private static final int DIGITS = 13;

  private final String accountId;
  private final int count;
  private final IntFunction<StoredConfig> config;
  private final Map<String, Optional<StoredDistribution>> changed = new ConcurrentHashMap<>();

  /**
   * @param config of the distribution with this index; share the objects where the bytes are equal
   */
  public GeneratedDistributions(String accountId, int count, IntFunction<StoredConfig> config) {
    this.accountId = accountId;
    this.count = count;
    this.config = config;
  }

  /** The id of the distribution with this index. */
  public static String id(int index) {
    String digits = Integer.toString(index);
    return "E" + "0".repeat(DIGITS - digits.length()) + digits;
  }

  @Override
  public Optional<StoredDistribution> find(String account, String id) {
    int index = account.equals(accountId) ? index(id) : -1;
    return index < 0 || index >= count ? Optional.empty() : at(index);
  }

  @Override
  public List<StoredDistribution> page(String account, String after, int most) {
    List<StoredDistribution> page = new ArrayList<>();
    int next = !account.equals(accountId) ? count : after.isEmpty() ? 0 : index(after) + 1;
    while (next < count && page.size() < most) {
      at(next).ifPresent(page::add);
      next++;
    }
    return page;
  }

  @Override
  public synchronized Optional<StoredDistribution> change(
      String account, String id, UnaryOperator<Optional<StoredDistribution>> change) {
    Optional<StoredDistribution> next = change.apply(find(account, id));
    if (next.isPresent() && (!account.equals(accountId) || index(id) < 0 || index(id) >= count)) {
      throw new UnsupportedOperationException(id + " is not one of the generated distributions");
    }
    changed.put(id, next);
    return next;
  }

  private Optional<StoredDistribution> at(int index) {
    String id = id(index);
    Optional<StoredDistribution> other = changed.get(id);
    if (other != null) {
      return other;
    }
    // Far away from the numbers that fresh ETags are made of.
    String eTag = Names.of(Long.MIN_VALUE + index);
    return Optional.of(StoredDistribution.of(accountId, id, eTag, config.apply(index), CREATED));
  }

  private static int index(String id) {
    boolean ours =
        id.length() == DIGITS + 1
            && id.charAt(0) == 'E'
            && id.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    long index = ours ? Long.parseLong(id.substring(1)) : -1;
    return index > Integer.MAX_VALUE ? -1 : (int) index;
  }
}
