package httpsguard.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.event.ruler.Machine;

/** Which events the rule lets through, by the library that EventBridge itself matches with. */
class EventPatternTest {
  private static final String PATTERN = GuardTemplate.eventPattern();

  @Test
  void letsThroughTheSamplesThatMatter() throws Exception {
    Set<String> delivered = new TreeSet<>();
    for (String name : SampleEventFiles.names()) {
      if (matches(SampleEventFiles.event(name))) {
        delivered.add(name);
      }
    }
    Set<String> expected = new TreeSet<>(SampleEventFiles.names());
    expected.removeAll(Set.of("failed-call", "invalidation"));
    assertEquals(expected, delivered);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CreateDistribution",
        "CreateDistribution2016_01_28",
        "CreateDistribution2020_05_31",
        "CreateDistributionWithTags",
        "CreateDistributionWithTags2016_11_25",
        "CopyDistribution",
        "CopyDistribution2020_05_31",
        "UpdateDistribution",
        "UpdateDistribution2016_01_28",
        "UpdateDistributionWithStagingConfig",
        "UpdateDistributionWithStagingConfig2020_05_31",
      })
  void letsThroughEveryCallThatCanSetAPolicy(String eventName) throws Exception {
    assertTrue(matches(update(eventName)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UpdateDistributionTenant",
        "UpdateDistributionTenant2020_05_31",
        "CreateDistributionTenant",
        "AssociateDistributionWebACL",
        "AssociateAlias",
        "AssociateAlias2020_05_31",
        "DeleteDistribution",
        "GetDistribution",
        "GetDistributionConfig",
        "CreateInvalidation",
        "UpdateConnectionGroup",
        "UpdateCachePolicy",
        "CreateStreamingDistribution",
        "UpdateStreamingDistribution",
        "updateDistribution",
        "",
      })
  void keepsOutWhatOnlyLooksAlike(String eventName) throws Exception {
    assertFalse(matches(update(eventName)));
  }

  @ParameterizedTest
  @CsvSource({
    "TagResource, arn:aws:cloudfront::111122223333:distribution/EDFDVBD632BHDS5, true",
    "TagResource2020_05_31, arn:aws:cloudfront::111122223333:distribution/EDFDVBD632BHDS5, true",
    "UntagResource, arn:aws:cloudfront::111122223333:distribution/EDFDVBD632BHDS5, true",
    "UntagResource2020_05_31, arn:aws:cloudfront::111122223333:distribution/EDFDVBD632BHDS5, true",
    "TagResource, arn:aws:cloudfront::111122223333:distribution-tenant/dt_1, false",
    "TagResource, arn:aws:cloudfront::111122223333:streaming-distribution/EDFDVBD632BHDS5, false",
    "UntagResource, arn:aws:cloudfront::111122223333:connection-group/cg_1, false",
    "TagResource, arn:aws:cloudfront::444455556666:distribution/EDFDVBD632BHDS5, false",
  })
  void letsThroughTagsOfDistributionsOnly(String eventName, String resource, boolean delivered)
      throws Exception {
    JsonObject event = update(eventName);
    detail(event).put("requestParameters", new JsonObject(Map.of("resource", resource)));
    detail(event).remove("responseElements");
    assertEquals(delivered, matches(event));
  }

  @ParameterizedTest
  @CsvSource({
    "source, aws.s3",
    "source, my.cloudfront",
    "account, 999988887777",
    "detail-type, AWS Service Event via CloudTrail",
    "detail-type, AWS Console Sign In via CloudTrail",
  })
  void keepsOutOtherSourcesAndAccounts(String field, String value) throws Exception {
    JsonObject event = update("UpdateDistribution");
    event.put(field, value);
    assertFalse(matches(event));
  }

  @Test
  void keepsOutOtherServices() throws Exception {
    JsonObject event = update("UpdateDistribution");
    detail(event).put("eventSource", "s3.amazonaws.com");
    assertFalse(matches(event));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UpdateDistribution", "TagResource"})
  void keepsOutCallsThatFailed(String eventName) throws Exception {
    JsonObject event =
        eventName.equals("TagResource")
            ? SampleEventFiles.event("tag-exempt")
            : update("UpdateDistribution");
    assertTrue(matches(event), "the call that did not fail");
    detail(event).put("errorCode", "AccessDenied");
    assertFalse(matches(event));
  }

  @Test
  void letsThroughWhatCloudTrailLeftPartsOutOf() throws Exception {
    JsonObject event = update("UpdateDistribution");
    detail(event).put("requestParameters", new JsonObject(Map.of("omitted", true)));
    detail(event).put("responseElements", new JsonObject(Map.of("omitted", true)));
    assertTrue(matches(event));
  }

  private static JsonObject update(String eventName) {
    JsonObject event = SampleEventFiles.event("terraform-update");
    detail(event).put("eventName", eventName);
    return event;
  }

  private static JsonObject detail(JsonObject event) {
    return event.getObject("detail");
  }

  private static boolean matches(JsonObject event) throws Exception {
    Machine machine = Machine.builder().build();
    machine.addRule("calls-to-cloudfront", PATTERN);
    return !machine.rulesForJSONEvent(SampleEventFiles.write(event)).isEmpty();
  }
}
