package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.grack.nanojson.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Events whose config cannot be read, against a drifted distribution: all of them are acted upon.
 */
class UnreadableConfigTest {
  private static final String WRITTEN = "detail.responseElements.distribution.distributionConfig";

  /** What the call wrote is good to know, and no more: the live config decides. */
  static final List<String> OF_THE_CONFIG =
      List.of(
          "detail.requestParameters.distributionConfig",
          WRITTEN,
          WRITTEN + ".enabled",
          WRITTEN + ".origins",
          WRITTEN + ".origins.quantity",
          WRITTEN + ".originGroups",
          WRITTEN + ".aliases",
          WRITTEN + ".cacheBehaviors",
          WRITTEN + ".defaultCacheBehavior",
          WRITTEN + ".defaultCacheBehavior.targetOriginId",
          WRITTEN + ".defaultCacheBehavior.viewerProtocolPolicy");

  static Stream<Broken> unreadableConfigs() {
    String behavior = WRITTEN + ".defaultCacheBehavior";
    return Stream.concat(
        Broken.wrongTypes(OF_THE_CONFIG)
            .filter(
                broken ->
                    !(broken.path().endsWith("Policy") && Boolean.TRUE.equals(broken.value()))),
        Stream.of(
            new Broken("detail.requestParameters.distributionConfig", "none"),
            new Broken("detail.requestParameters.distributionConfig", new JsonObject()),
            new Broken(WRITTEN, new JsonObject()),
            new Broken(behavior, null),
            new Broken(behavior + ".viewerProtocolPolicy", ""),
            new Broken(behavior + ".targetOriginId", "nowhere"),
            new Broken(WRITTEN + ".origins.quantity", 2),
            new Broken(WRITTEN + ".DefaultCacheBehavior", new JsonObject()),
            new Broken(WRITTEN + ".enabled", "maybe")));
  }

  /** They were errors: the drift stayed, though the live config could be read. */
  @ParameterizedTest
  @MethodSource("unreadableConfigs")
  void aConfigThatCannotBeReadIsNotKnownAndTheLiveOneDecides(Broken broken) {
    try (Lab other = new Lab().put(config())) {
      assertEquals("Repaired", other.handle(other.guard(), broken.json()).getString("outcome"));
      JsonObject again = other.handle(other.guard(), broken.json());
      assertEquals("AlreadyBack", again.getString("outcome"));
      assertEquals("not known", again.getString("carriedDrift"));
      assertEquals(2, other.cloud().published().size());
    }
  }
}
