package httpsguard.viewers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.grack.nanojson.JsonObject;
import httpsguard.cloudtrail.Events;
import httpsguard.lambda.GuardHandler;
import httpsguard.lambda.Lab;
import httpsguard.local.Accounts;
import httpsguard.local.Bytes;
import httpsguard.local.ViewerRequest;
import java.util.List;
import java.util.Optional;

/** A distribution whose config is another one in each case, and functions that guard it. */
final class GuardedDistribution implements AutoCloseable {
  private final Lab lab = new Lab();
  private final List<Guard> guards = List.of(guard("redirect-to-https"), guard("https-only"));

  /**
   * @param policy what it repairs to
   */
  private record Guard(String policy, GuardHandler function) {}

  private Guard guard(String policy) {
    return new Guard(policy, lab.set("HTTPS_POLICY", policy).guard());
  }

  /** Whatever is not as promised is counted, and says how to play it again. */
  Played play(long seed) {
    try {
      return played(seed);
    } catch (RuntimeException | AssertionError e) {
      return Played.wrong(
          new AssertionError(
              "seed "
                  + seed
                  + " (to play this case alone: mvn -B test -Dtest=ViewersIT -Dseed="
                  + seed
                  + "): "
                  + e.getMessage(),
              e));
    } finally {
      lab.cloud().forget();
    }
  }

  private Played played(long seed) {
    Draw draw = Draw.seeded(seed);
    GeneratedConfig config = new ConfigGenerator(draw).config();
    List<ViewerRequest> requests = new RequestGenerator(draw, config).requests();
    Guard guard = draw.oneOf(guards);
    Bytes before = ConfigDocument.before(config);
    String event = put(config, before);

    JsonObject outcome = lab.handle(guard.function(), event);

    Bytes after = live();
    Viewers viewers = new Viewers(config, before, after);
    List<String> lost = viewers.lost(requests);
    if (!lost.isEmpty()) {
      return Played.lost(seed, lost);
    }
    viewers.requireRight(requests);
    Bytes expected = config.enabled() ? ConfigDocument.repaired(config, guard.policy()) : before;
    assertEquals(Optional.empty(), Difference.between(expected, after));
    assertEquals(outcomeOf(config), outcome.getString("outcome"));
    assertEquals(config.drift() > 0 ? 1 : 0, writes(), "writes");

    runAgain(config, guard.function(), event);
    assertEquals(after, live(), "the config after a second run");
    return Played.one(
        config, requests.size(), (int) requests.stream().filter(viewers::gotS3OverHttp).count());
  }

  private String put(GeneratedConfig config, Bytes document) {
    String eTag = lab.cloud().distributions().put(Accounts.DEFAULT_ID, Events.ID, document).eTag();
    JsonObject recorded = RecordedConfig.of(config);
    return Events.update("allow-all")
        .with("detail.requestParameters.distributionConfig", recorded)
        .with("detail.responseElements.distribution.distributionConfig", recorded)
        .with("detail.responseElements.eTag", eTag)
        .json();
  }

  private static String outcomeOf(GeneratedConfig config) {
    if (config.enabled()) {
      return config.drift() > 0 ? "Repaired" : config.leftOpen() > 0 ? "NotRepaired" : "InPolicy";
    }
    return config.behaviors().stream().anyMatch(config::isOpen) ? "Disabled" : "InPolicy";
  }

  /** The same event once more: nothing is left to do, and what the call wrote is told. */
  private void runAgain(GeneratedConfig config, GuardHandler guard, String event) {
    lab.cloud().forget();
    String outcome = lab.handle(guard, event).getString("outcome");
    assertEquals(0, writes(), "writes in a second run");
    String again = config.leftOpen() > 0 ? "NotRepaired" : "AlreadyBack";
    assertEquals(config.drift() > 0 ? again : outcomeOf(config), outcome, "second run");
  }

  private int writes() {
    return lab.cloud().calls("UpdateDistribution").size();
  }

  private Bytes live() {
    return lab.cloud().distributions().read(Events.ID).configBytes();
  }

  @Override
  public void close() {
    lab.close();
  }
}
