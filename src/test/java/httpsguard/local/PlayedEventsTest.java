package httpsguard.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the stand-in holds when a sample event arrives. */
class PlayedEventsTest {
  private static final SampleEvents SAMPLES = SampleEvents.read();

  static List<String> names() {
    return SAMPLES.names();
  }

  @Test
  void onlyEventsAreEvents() {
    assertTrue(names().contains("terraform-update"), names().toString());
    assertFalse(names().contains("env"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void cloudFrontWouldTakeTheConfigAsItIs(String name) {
    ConfigRules.check(SAMPLES.distribution(event(name)).configBytes());
  }

  @ParameterizedTest
  @MethodSource("names")
  void theConfigHasTheBehaviorsThatTheEventTellsOf(String name) throws JsonParserException {
    JsonObject config = recordedConfig(name);
    if (config.isEmpty()) {
      return;
    }
    List<String> told = new ArrayList<>();
    for (Object behavior : config.getObject("cacheBehaviors").getArray("items", new JsonArray())) {
      told.add(line((JsonObject) behavior));
    }
    told.add(line(config.getObject("defaultCacheBehavior")));

    EdgeConfig stored = EdgeConfig.of(SAMPLES.distribution(event(name)).configBytes());

    assertEquals(
        told,
        stored.behaviors().stream()
            .map(
                behavior ->
                    behavior.pathPattern()
                        + " "
                        + behavior.target()
                        + " "
                        + behavior.viewerProtocolPolicy()
                        + " "
                        + behavior.methods().size())
            .toList());
    assertEquals(config.getObject("origins").getInt("quantity"), stored.origins().size());
    assertEquals(config.getObject("originGroups").getInt("quantity"), stored.groups().size());
    assertTrue(stored.enabled());
  }

  @Test
  void tagEventsFindADistributionOutOfPolicyWithTheTagsThatTheySet() {
    StoredDistribution exempt = SAMPLES.distribution(event("tag-exempt"));
    StoredDistribution removed = SAMPLES.distribution(event("tag-removed"));

    assertEquals("EDFDVBD632BHDS5", exempt.id());
    assertEquals(Set.of("https-guard-exempt"), exempt.tags().keySet());
    assertEquals(Map.of(), removed.tags());
    assertEquals(removed.config().bytes(), exempt.config().bytes());
    assertTrue(
        exempt.configBytes().utf8().contains("<ViewerProtocolPolicy>allow-all<"),
        exempt.configBytes().utf8());
  }

  @Test
  void theStandInHoldsEachDistributionOnceAsItWasFirstWritten() {
    List<StoredDistribution> all = SAMPLES.distributions();

    assertEquals(all.size(), all.stream().map(StoredDistribution::id).distinct().count());
    assertEquals(
        SAMPLES.distribution(event("terraform-update")).eTag(),
        all.stream()
            .filter(there -> there.id().equals("EDFDVBD632BHDS5"))
            .findFirst()
            .orElseThrow()
            .eTag(),
        "not as the guard's own update left it");
  }

  private static SampleEvent event(String name) {
    return SAMPLES.find(name).orElseThrow();
  }

  private static JsonObject recordedConfig(String name) throws JsonParserException {
    JsonObject at = JsonParser.object().from(event(name).json().utf8());
    for (String part :
        List.of("detail", "responseElements", "distribution", "distributionConfig")) {
      at = at.getObject(part, new JsonObject());
    }
    return at;
  }

  private static String line(JsonObject behavior) {
    return behavior.getString("pathPattern", "*")
        + " "
        + behavior.getString("targetOriginId")
        + " "
        + behavior.getString("viewerProtocolPolicy")
        + " "
        + behavior.getObject("allowedMethods").getInt("quantity");
  }
}
