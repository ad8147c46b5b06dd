package httpsguard.local;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The distributions behind the stand-in's API, for the test's own hands: no checks, no recorded
 * call, deployed at once. Where no account is given it is the default one.
 */
public final class LiveDistributions {
  private final DistributionStore store;
  private final InstantSource clock;

  LiveDistributions(DistributionStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Creates it or replaces its config; the ETag is a new one. */
  public StoredDistribution put(String id, String config) {
    return put(Accounts.DEFAULT_ID, id, Bytes.utf8(config));
  }

  public StoredDistribution put(String accountId, String id, Bytes config) {
    Instant now = clock.instant();
    StoredConfig stored = StoredConfig.of(config);
    return store
        .change(
            accountId,
            id,
            found ->
                Optional.of(
                    found
                        .map(there -> there.updated(stored, now, now))
                        .orElseGet(
                            () -> StoredDistribution.of(accountId, id, Names.next(), stored, now))))
        .orElseThrow();
  }

  /** Puts exactly this, ETag and all. */
  public void put(StoredDistribution distribution) {
    store.change(distribution.accountId(), distribution.id(), found -> Optional.of(distribution));
  }

  public Optional<StoredDistribution> find(String id) {
    return find(Accounts.DEFAULT_ID, id);
  }

  public Optional<StoredDistribution> find(String accountId, String id) {
    return store.find(accountId, id);
  }

  /**
   * @throws java.util.NoSuchElementException if there is none
   */
  public StoredDistribution read(String id) {
    return find(id).orElseThrow();
  }

  /** Every distribution of the default account, in the order of their ids. */
  public List<StoredDistribution> all() {
    return store.page(Accounts.DEFAULT_ID, "", Integer.MAX_VALUE);
  }

  /** The time by which a change is deployed, or is not. */
  Instant now() {
    return clock.instant();
  }

  /** Somebody else's write: changes the text of the config. */
  public StoredDistribution edit(String id, UnaryOperator<String> change) {
    return change(
        id,
        there -> {
          Instant now = clock.instant();
          Bytes edited = Bytes.utf8(change.apply(there.configBytes().utf8()));
          return there.updated(StoredConfig.of(edited), now, now);
        });
  }

  public StoredDistribution disable(String id) {
    return edit(id, config -> config.replace("<Enabled>true</", "<Enabled>false</"));
  }

  /** The ETag moves without a write, as when a policy that it shares was changed. */
  public StoredDistribution moveETag(String id) {
    return change(id, there -> there.withETag(Names.next()));
  }

  public void delete(String id) {
    store.change(Accounts.DEFAULT_ID, id, found -> Optional.empty());
  }

  public void tag(String id, String key, String value) {
    change(
        id,
        there -> {
          Map<String, String> tags = new HashMap<>(there.tags());
          tags.put(key, value);
          return there.withTags(tags);
        });
  }

  public void untag(String id, String key) {
    change(
        id,
        there -> {
          Map<String, String> tags = new HashMap<>(there.tags());
          tags.remove(key);
          return there.withTags(tags);
        });
  }

  private StoredDistribution change(String id, UnaryOperator<StoredDistribution> change) {
    return store.change(Accounts.DEFAULT_ID, id, found -> found.map(change)).orElseThrow();
  }
}
