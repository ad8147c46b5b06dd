package httpsguard.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.NoSuchDistributionException;
import software.amazon.awssdk.services.cloudfront.model.PreconditionFailedException;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.SnsException;

/** The stand-in as the AWS SDK's own clients see it: a config is read and updated. */
class CloudStandInTest extends StandInFixture {
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

  private static DistributionConfig repaired(DistributionConfig config) {
    return config.toBuilder()
        .defaultCacheBehavior(
            config.defaultCacheBehavior().toBuilder()
                .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
                .build())
        .build();
  }
}
