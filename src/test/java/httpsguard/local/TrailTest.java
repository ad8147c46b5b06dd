package httpsguard.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonWriter;
import httpsguard.template.GuardTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Tag;
import software.amazon.event.ruler.Ruler;

/** What the guard behind a stand-in gets is what it would get on AWS. */
class TrailTest {
  private static final String ID = "E2EXAMPLE";
  private static final String ARN =
      "arn:aws:cloudfront::" + Accounts.DEFAULT_ID + ":distribution/" + ID;

  static Stream<SampleEvent> recorded() {
    SampleEvents samples = SampleEvents.read();
    return samples.names().stream()
        .map(name -> samples.find(name).orElseThrow())
        .filter(event -> event.written().isPresent());
  }

  /**
   * CloudTrail's JSON of a config, and the XML that it was made from, are each made of the other.
   */
  @ParameterizedTest
  @MethodSource("recorded")
  void aConfigIsWrittenDownAsCloudTrailDoes(SampleEvent event) throws Exception {
    JsonObject config =
        JsonParser.object()
            .from(event.json().utf8())
            .getObject("detail")
            .getObject("responseElements")
            .getObject("distribution")
            .getObject("distributionConfig");

    assertEquals(config, ConfigJson.of(Xml.parse(ConfigXml.of(config))));
  }

  @Test
  void theRuleOfTheTemplateLetsEveryEventThrough() throws Exception {
    List<JsonObject> events = new ArrayList<>();
    try (CloudStandIn cloud = CloudStandIn.start();
        CloudFrontClient client = SdkClients.cloudFront(cloud.endpoint())) {
      Trail trail = new Trail(GuardBehind.KEY.accessKeyId());
      cloud.onAnswer(call -> trail.event(call).ifPresent(events::add));
      cloud.distributions().put(ID, StoredConfigs.DRIFTED);
      cloud
          .distributions()
          .put(
              "E3STAGING",
              StoredConfigs.DRIFTED.replace("<Enabled>", "<Staging>true</Staging><Enabled>"));
      DistributionConfig config = client.getDistributionConfig(r -> r.id(ID)).distributionConfig();

      client.updateDistribution(r -> r.id(ID).ifMatch(eTag(cloud, ID)).distributionConfig(config));
      client.createDistribution(
          r -> r.distributionConfig(config.copy(c -> c.callerReference("another"))));
      client.createDistributionWithTags(
          r ->
              r.distributionConfigWithTags(
                  both ->
                      both.distributionConfig(config.copy(c -> c.callerReference("a third")))
                          .tags(
                              tags -> tags.items(Tag.builder().key("team").value("web").build()))));
      client.updateDistributionWithStagingConfig(
          r ->
              r.id(ID)
                  .stagingDistributionId("E3STAGING")
                  .ifMatch(eTag(cloud, ID) + ", " + eTag(cloud, "E3STAGING")));
      client.tagResource(
          r -> r.resource(ARN).tags(tags -> tags.items(Tag.builder().key("a").value("b").build())));
      client.untagResource(r -> r.resource(ARN).tagKeys(keys -> keys.items("a")));
      client.createInvalidation(
          r ->
              r.distributionId(ID)
                  .invalidationBatch(
                      batch ->
                          batch
                              .callerReference("x")
                              .paths(paths -> paths.quantity(1).items("/*"))));
    }
    assertEquals(
        List.of(
            "UpdateDistribution",
            "CreateDistribution",
            "CreateDistributionWithTags",
            "UpdateDistributionWithStagingConfig",
            "TagResource",
            "UntagResource"),
        events.stream().map(event -> event.getObject("detail").getString("eventName")).toList());
    for (JsonObject event : events) {
      assertTrue(
          Ruler.matchesRule(JsonWriter.string(event), GuardTemplate.eventPattern()),
          () -> JsonWriter.string(event));
    }
    JsonObject update = events.getFirst().getObject("detail");
    assertEquals(
        update.getObject("requestParameters").getObject("distributionConfig"),
        update
            .getObject("responseElements")
            .getObject("distribution")
            .getObject("distributionConfig"));
  }

  @Test
  void whatTheGuardCallsIsTheGuards() {
    List<JsonObject> events = new ArrayList<>();
    try (CloudStandIn cloud =
            CloudStandIn.start(
                CloudStandIn.Options.defaults().withAccounts(Accounts.of(GuardBehind.KEY)));
        CloudFrontClient guard = SdkClients.cloudFront(cloud.endpoint(), GuardBehind.KEY)) {
      Trail trail = new Trail(GuardBehind.KEY.accessKeyId());
      cloud.onAnswer(call -> trail.event(call).ifPresent(events::add));
      cloud.distributions().put(ID, StoredConfigs.DRIFTED);
      guard.untagResource(r -> r.resource(ARN).tagKeys(keys -> keys.items("a")));
    }
    assertEquals(
        FunctionSettings.GUARD_ROLE,
        events
            .getFirst()
            .getObject("detail")
            .getObject("userIdentity")
            .getObject("sessionContext")
            .getObject("sessionIssuer")
            .getString("arn"));
  }

  private static String eTag(CloudStandIn cloud, String id) {
    return cloud.distributions().read(id).eTag();
  }
}
