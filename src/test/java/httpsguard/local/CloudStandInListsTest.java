package httpsguard.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.PreconditionFailedException;
import software.amazon.awssdk.services.cloudfront.model.Tag;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;

/** Lists, tags, new distributions and promotions, as the AWS SDK's own clients see them. */
class CloudStandInListsTest extends StandInFixture {
  @Test
  void listsArePaged() {
    for (int n = 0; n < 249; n++) {
      aws.distributions().put(GeneratedDistributions.id(n), StoredConfigs.DRIFTED);
    }

    List<DistributionSummary> all = client.listDistributionsPaginator().items().stream().toList();

    assertEquals(250, all.stream().map(DistributionSummary::id).distinct().count());
    assertEquals(3, aws.calls("ListDistributions").size());
    DistributionSummary one = all.getLast();
    assertEquals(aws.distributions().read(one.id()).eTag(), one.eTag());
    assertEquals(ViewerProtocolPolicy.ALLOW_ALL, one.defaultCacheBehavior().viewerProtocolPolicy());
    assertEquals("/api/*", one.cacheBehaviors().items().getFirst().pathPattern());
    assertEquals(
        "assets.s3.eu-west-1.amazonaws.com", one.origins().items().getFirst().domainName());
    assertEquals(List.of("www.example.com"), one.aliases().items());
    assertEquals(true, one.enabled());
    assertEquals(false, one.staging());
  }

  @Test
  void aHundredThousandDistributionsAreQuick() {
    StoredConfig shared = StoredConfig.of(Bytes.utf8(StoredConfigs.DRIFTED));
    var store = new GeneratedDistributions(Accounts.DEFAULT_ID, 100_000, n -> shared);
    try (var large = CloudStandIn.start(CloudStandIn.Options.defaults().withStore(store));
        var lister = SdkClients.cloudFront(large.endpoint())) {
      var page =
          lister
              .listDistributions(r -> r.marker(GeneratedDistributions.id(99_899)).maxItems("100"))
              .distributionList();
      assertEquals(100, page.items().size());
      assertFalse(page.isTruncated());

      String id = GeneratedDistributions.id(77_777);
      large.distributions().edit(id, config -> config.replace("allow-all", "https-only"));

      assertTrue(large.distributions().read(id).configBytes().utf8().contains(">https-only<"));
      assertEquals(
          id,
          lister
              .listDistributions(r -> r.marker(GeneratedDistributions.id(77_776)).maxItems("1"))
              .distributionList()
              .items()
              .getFirst()
              .id());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "many"})
  void aPageHasBounds(String maxItems) {
    CloudFrontException refused =
        assertThrows(
            CloudFrontException.class, () -> client.listDistributions(r -> r.maxItems(maxItems)));

    assertEquals("InvalidArgument", refused.awsErrorDetails().errorCode());
  }

  @Test
  void tagsAreAddedListedAndRemoved() {
    String arn = aws.distributions().read(ID).arn();
    aws.distributions().tag(ID, "team", "web");

    client.tagResource(
        r -> r.resource(arn).tags(t -> t.items(Tag.builder().key("a b").value("c=d/e").build())));
    assertEquals(Map.of("team", "web", "a b", "c=d/e"), aws.distributions().read(ID).tags());
    client.untagResource(r -> r.resource(arn).tagKeys(k -> k.items("team")));

    assertEquals(
        List.of(Tag.builder().key("a b").value("c=d/e").build()),
        client.listTagsForResource(r -> r.resource(arn)).tags().items());
    assertEquals(ID, aws.calls("TagResource").getFirst().distributionId().orElseThrow());
  }

  @Test
  void aDistributionCanBeCreated() {
    DistributionConfig config = client.getDistributionConfig(r -> r.id(ID)).distributionConfig();

    var created = client.createDistribution(r -> r.distributionConfig(config));

    assertEquals(created.eTag(), aws.distributions().read(created.distribution().id()).eTag());
    assertTrue(created.distribution().domainName().endsWith(".cloudfront.net"));
  }

  @Test
  void aStagingConfigCanBePromoted() {
    aws.distributions()
        .put(
            "E3STAGING",
            StoredConfigs.DRIFTED
                .replace("made-by-hand", "copy")
                .replace("Bücher", "Neue Bücher")
                .replace("<Enabled>", "<Staging>true</Staging><Enabled>"));

    client.updateDistributionWithStagingConfig(
        r ->
            r.id(ID)
                .stagingDistributionId("E3STAGING")
                .ifMatch(aws.distributions().read(ID).eTag()));

    String promoted = aws.distributions().read(ID).configBytes().utf8();
    assertTrue(promoted.contains("Neue Bücher") && promoted.contains(">made-by-hand<"), promoted);
    assertTrue(promoted.contains("<Staging>false<"), promoted);
  }

  /** As the API reference has it: the primary's version, and behind a comma the staging one's. */
  @Test
  void aPromotionOfAnotherVersionOfTheStagingConfigIsRefused() {
    aws.distributions().put("E3STAGING", StoredConfigs.DRIFTED);
    String primary = aws.distributions().read(ID).eTag();

    assertThrows(
        PreconditionFailedException.class,
        () ->
            client.updateDistributionWithStagingConfig(
                r -> r.id(ID).stagingDistributionId("E3STAGING").ifMatch(primary + ", E2OTHER")));
    assertEquals(primary, aws.distributions().read(ID).eTag());
  }

  @Test
  void oneIsCreatedWithItsTags() {
    DistributionConfig config = client.getDistributionConfig(r -> r.id(ID)).distributionConfig();

    var created =
        client.createDistributionWithTags(
            r ->
                r.distributionConfigWithTags(
                    both ->
                        both.distributionConfig(config)
                            .tags(t -> t.items(Tag.builder().key("team").value("web").build()))));

    StoredDistribution stored = aws.distributions().read(created.distribution().id());
    assertEquals(Map.of("team", "web"), stored.tags());
    assertEquals(config, client.getDistributionConfig(r -> r.id(stored.id())).distributionConfig());
  }
}
