package httpsguard.local;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whose access key is whose. A key that is not listed belongs to the default account and has no
 * known secret, so that a developer's own credentials do.
 */
public final class Accounts {
  public static final String DEFAULT_ID = "111122223333";
  public static final Key DEFAULT_KEY =
      new Key("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", DEFAULT_ID);

  /** An access key, and the account that it speaks for. */
  public record Key(String accessKeyId, String secretAccessKey, String accountId) {}

  /** Whose functions SAM CLI's emulator of Lambda runs, as their ARNs have it (SAM CLI 1.170). */
  static final String OF_SAM_LOCAL = "012345678912";

  private final Map<String, Key> keys;
  private final boolean samLocal;

  private Accounts(Map<String, Key> keys, boolean samLocal) {
    this.keys = keys;
    this.samLocal = samLocal;
  }

  public static Accounts of(Key... more) {
    Map<String, Key> keys = new HashMap<>();
    keys.put(DEFAULT_KEY.accessKeyId(), DEFAULT_KEY);
    for (Key key : more) {
      keys.put(key.accessKeyId(), key);
    }
    return new Accounts(Map.copyOf(keys), false);
  }

  /** In ARNs, the account of {@code sam local invoke} stands for the default one. */
  Accounts withSamLocal() {
    return new Accounts(keys, true);
  }

  /** Whose the account in an ARN is. */
  String meantBy(String accountInArn) {
    return samLocal && accountInArn.equals(OF_SAM_LOCAL) ? DEFAULT_ID : accountInArn;
  }

  String accountOf(String accessKeyId) {
    return key(accessKeyId).map(Key::accountId).orElse(DEFAULT_ID);
  }

  Optional<Key> key(String accessKeyId) {
    return Optional.ofNullable(keys.get(accessKeyId));
  }
}
