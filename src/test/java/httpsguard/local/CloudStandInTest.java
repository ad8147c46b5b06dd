package httpsguard.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.NoSuchDistributionException;
import software.amazon.awssdk.services.cloudfront.model.PreconditionFailedException;
import software.amazon.awssdk.services.cloudfront.model.Tag;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.SnsException;

/** The stand-in as the AWS SDK's own clients see it. */
class CloudStandInTest {
  private static final String ID = "E2EXAMPLE";

  private CloudStandIn aws;
  private CloudFrontClient client;

  @BeforeEach
  void start() {
    aws = CloudStandIn.start();
    client = SdkClients.cloudFront(aws.endpoint());
    aws.distributions().put(ID, StoredConfigs.DRIFTED);
  }

  @AfterEach
  void stop() {
    client.close();
    aws.close();
  }

  @Test
  void aConfigIsReadAsTheBytesThatWereStored() throws Exception {
    StoredDistribution stored = aws.distributions().read(ID);

    GetDistributionConfigResponse read = client.getDistributionConfig(r -> r.id(ID));

    assertEquals(stored.eTag(), read.eTag());
    assertEquals("Bücher & Köpfe 𝄞", read.distributionConfig().comment());
    assertEquals(
        Bytes.utf8(StoredConfigs.DRIFTED),
        RawRequest.get(aws.endpoint(), "/2020-05-31/distribution/" + ID + "/config").body());
  }

  @Test
  void anUpdateReplacesTheConfigAndMovesTheETag() {
    GetDistributionConfigResponse read = client.getDistributionConfig(r -> r.id(ID));
    DistributionConfig changed = repaired(read.distributionConfig());

    var updated =
        client.updateDistribution(r -> r.id(ID).ifMatch(read.eTag()).distributionConfig(changed));

    StoredDistribution stored = aws.distributions().read(ID);
    assertNotEquals(read.eTag(), updated.eTag());
    assertEquals(stored.eTag(), updated.eTag());
    assertEquals(aws.calls("UpdateDistribution").getFirst().body(), stored.configBytes());
    assertEquals(
        ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        updated.distribution().distributionConfig().defaultCacheBehavior().viewerProtocolPolicy());
    assertEquals("Deployed", updated.distribution().status());
    assertFalse(
        stored.configBytes().utf8().contains("FutureSetting"),
        "the typed client drops what it does not know; the stand-in shows it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"storefront", "[\"storefront\"", "{}", "[[]]", "[{}]"})
  void anArrayOfAMessageThatIsNoneIsRefused(String value) {
    try (SnsClient sns = SdkClients.sns(aws.endpoint(), Region.US_EAST_1)) {
      assertThrows(SnsException.class, () -> publish(sns, value));
      publish(sns, "[\"storefront\", 1, true, null]");
    }
    assertEquals(1, aws.published().size());
  }

  private static void publish(SnsClient sns, String owners) {
    var _ =
        sns.publish(
            request ->
                request
                    .topicArn(CloudStandIn.TOPIC_ARN)
                    .message("x")
                    .messageAttributes(
                        Map.of(
                            "owner",
                            MessageAttributeValue.builder()
                                .dataType("String.Array")
                                .stringValue(owners)
                                .build())));
  }

  @Test
  void unknownElementsAreKept() throws Exception {
    String edited =
        StoredConfigs.DRIFTED.replace("<Enabled>", "<New2031><Deep>x</Deep></New2031><Enabled>");

    var reply = put(edited, aws.distributions().read(ID).eTag());

    assertEquals(200, reply.status());
    assertEquals(Bytes.utf8(edited), aws.distributions().read(ID).configBytes());
  }

  @Test
  void aStaleETagIsRefused() {
    GetDistributionConfigResponse read = client.getDistributionConfig(r -> r.id(ID));
    aws.distributions().edit(ID, config -> config.replace("Bücher", "Bilder"));

    assertThrows(
        PreconditionFailedException.class,
        () ->
            client.updateDistribution(
                r ->
                    r.id(ID)
                        .ifMatch(read.eTag())
                        .distributionConfig(repaired(read.distributionConfig()))));

    assertTrue(aws.distributions().read(ID).configBytes().utf8().contains("Bilder"));
    assertEquals(412, aws.calls("UpdateDistribution").getFirst().status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not an etag", "*", "\"E2QWRUHEXAMPLE\""})
  void aMissingOrMalformedETagIsRefused(String ifMatch) throws Exception {
    var reply = put(StoredConfigs.DRIFTED, ifMatch);

    assertEquals(400, reply.status());
    assertTrue(reply.body().utf8().contains("<Code>InvalidIfMatchVersion</Code>"));
  }

  @Test
  void whatIsNotThereIsNotFound() {
    aws.distributions().delete(ID);

    assertThrows(
        NoSuchDistributionException.class, () -> client.getDistributionConfig(r -> r.id(ID)));
    assertEquals(
        "NoSuchDistribution",
        aws.calls("GetDistributionConfig").getFirst().errorCode().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "<Quantity>2</Quantity>, <Quantity>3</Quantity>, InconsistentQuantities",
    "<Enabled>true</Enabled>, '', MalformedXML",
    "<Enabled>true</Enabled>, <Enabled>yes</Enabled>, MalformedXML",
    ">https-only</Viewer, >please</Viewer, MalformedXML",
    "<PathPattern>/api/*</PathPattern>, '', MalformedXML",
    "<TargetOriginId>api</TargetOriginId>, <TargetOriginId>b</TargetOriginId>, NoSuchOrigin",
    ">made-by-hand<, >another<, IllegalUpdate",
    "</DistributionConfig>, '', MalformedXML",
    "doc/2020-05-31/, doc/2016-01-28/, MalformedXML",
    "<S3OriginConfig><OriginAccessIdentity/></S3OriginConfig>, '', InvalidOrigin",
    "<HTTPPort>80</HTTPPort>, '', MalformedXML",
  })
  void whatCloudFrontRejectsIsRejected(String part, String instead, String code) throws Exception {
    assertTrue(StoredConfigs.DRIFTED.contains(part), part);
    StoredDistribution before = aws.distributions().read(ID);

    var reply = put(StoredConfigs.DRIFTED.replace(part, instead), before.eTag());

    assertEquals(code, aws.calls("UpdateDistribution").getFirst().errorCode().orElse("none"));
    assertTrue(reply.body().utf8().contains("<Code>" + code + "</Code>"), reply.body().utf8());
    assertEquals(before, aws.distributions().read(ID));
  }

  @Test
  void aDocumentTypeIsRejected() throws Exception {
    String doctype = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";
    var reply =
        put(
            StoredConfigs.DRIFTED.replace("<DistributionConfig ", doctype + "<DistributionConfig "),
            aws.distributions().read(ID).eTag());

    assertEquals(400, reply.status());
  }

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

  /** A guard that is older than CloudFront has to send back what it does not know. */
  @Test
  void aWordThatTheDistributionHasIsOneThatCloudFrontKnows() {
    aws.distributions().edit(ID, xml -> xml.replace("allow-all", "a-word-of-the-future"));
    String config = aws.distributions().read(ID).configBytes().utf8();
    ConfigRules.check(Bytes.utf8(config), ConfigRules.words(root(config)));
    assertThrows(ServiceError.class, () -> ConfigRules.check(Bytes.utf8(config)));
  }

  @Test
  void anOriginGroupTakesNoMethodsThatSend() {
    String config =
        httpsguard.distribution.Configs.config()
            .group("both", "s3", "web")
            .defaultTo("both", "https-only")
            .end("<Comment/>")
            .xml()
            .replaceFirst("<Comment>.*?</Comment>", "");
    ConfigRules.check(Bytes.utf8(config));
    ServiceError refused =
        assertThrows(
            ServiceError.class,
            () ->
                ConfigRules.check(
                    Bytes.utf8(
                        config.replaceFirst(
                            "<Quantity>2</Quantity><Items><Method>HEAD</Method>",
                            "<Quantity>3</Quantity><Items><Method>POST</Method><Method>HEAD</Method>"))));
    assertTrue(String.valueOf(refused.getMessage()).contains("origin group"), refused::toString);
  }

  private static Element root(String config) {
    return StoredConfig.of(Bytes.utf8(config)).root();
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

  @Test
  void aChangeIsInProgressUntilItIsDeployed() throws Exception {
    aws.deployIn(Duration.ofMinutes(5));
    put(
        StoredConfigs.DRIFTED.replace("allow-all", "redirect-to-https"),
        aws.distributions().read(ID).eTag());

    assertEquals("InProgress", client.getDistribution(r -> r.id(ID)).distribution().status());
    StoredDistribution stored = aws.distributions().read(ID);
    assertEquals(
        StoredConfigs.DRIFTED, stored.inForce(stored.deployedAt().minusSeconds(1)).bytes().utf8());
    assertEquals(stored.config(), stored.inForce(stored.deployedAt()));
  }

  private RawRequest.Reply put(String config, String ifMatch) throws Exception {
    return RawRequest.put(
        aws.endpoint(), "/2020-05-31/distribution/" + ID + "/config", config, ifMatch);
  }

  private static DistributionConfig repaired(DistributionConfig config) {
    return config.toBuilder()
        .defaultCacheBehavior(
            config.defaultCacheBehavior().toBuilder()
                .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
                .build())
        .build();
  }
}
