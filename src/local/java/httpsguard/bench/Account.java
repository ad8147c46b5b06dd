package httpsguard.bench;

import static httpsguard.distribution.Configs.config;

import httpsguard.distribution.Configs;
import httpsguard.local.Accounts;
import httpsguard.local.Bytes;
import httpsguard.local.CloudStandIn;
import httpsguard.local.GeneratedDistributions;
import httpsguard.local.RecordedCall;
import httpsguard.local.StoredConfig;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** An account of which every hundredth distribution drifted, and who calls whom there. */
final class Account implements AutoCloseable {
  static final int ONE_DRIFTED_OF = 100;

  private static final StoredConfig IN_POLICY = stored(config().defaultTo("s3", "https-only"));
  private static final StoredConfig DRIFTED = stored(config().defaultTo("s3", "allow-all"));

  private final CloudStandIn cloud;
  private final Map<String, Integer> calls = new TreeMap<>();

  /** Distributions are made when they are asked for: any number takes no memory here. */
  Account(int distributions) {
    cloud =
        CloudStandIn.start(
            CloudStandIn.Options.defaults()
                .withStore(
                    new GeneratedDistributions(
                        Accounts.DEFAULT_ID,
                        distributions,
                        index -> index % ONE_DRIFTED_OF == 0 ? DRIFTED : IN_POLICY)));
    cloud.watch(this::count);
  }

  URI endpoint() {
    return cloud.endpoint();
  }

  /** The calls since the last time, by the API's names of them. */
  synchronized Map<String, Integer> takeCalls() {
    Map<String, Integer> taken = new TreeMap<>(calls);
    calls.clear();
    return taken;
  }

  @Override
  public void close() {
    cloud.close();
  }

  private synchronized void count(RecordedCall call) {
    var _ = calls.merge(call.action(), 1, Integer::sum);
    cloud.forget();
  }

  private static StoredConfig stored(Configs config) {
    return StoredConfig.of(
        Bytes.utf8(
            config
                .path("/images/*", "s3", "redirect-to-https")
                .path("/api/*", "web", "https-only")
                .xml()));
  }
}
