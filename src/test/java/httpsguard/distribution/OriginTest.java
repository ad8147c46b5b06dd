package httpsguard.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.s3.S3Endpoint;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
  private static final Origin.Kind CUSTOM = new Origin.Kind.Custom("http-only");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "assets.s3-website-us-east-1.amazonaws.com",
        "assets.s3.us-east-1.amazonaws.com",
        "mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com",
        "{{customer}}.s3.us-east-1.amazonaws.com"
      })
  void aCustomOriginWithAHostOfS3IsS3(String host) {
    assertTrue(new Origin("o", host, CUSTOM).isS3());
  }

  @ParameterizedTest
  @ValueSource(strings = {"www.example.com", "assets.s3.us-east-1.amazonaws.com.attacker.example"})
  void aCustomOriginWithAnotherHostIsNot(String host) {
    assertFalse(new Origin("o", host, CUSTOM).isS3());
  }

  @Test
  void anS3OriginConfigIsAlwaysS3() {
    assertTrue(new Origin("o", "a-form-to-come.example", new Origin.Kind.S3()).isS3());
    assertFalse(new Origin("o", "{{host}}", new Origin.Kind.S3()).isUpToTenants());
  }

  @Test
  void aVpcOriginIsNot() {
    assertFalse(new Origin("o", "assets.s3.amazonaws.com", new Origin.Kind.Vpc()).isS3());
  }

  @ParameterizedTest
  @CsvSource({
    "www.example.com, match-viewer, VIEWERS",
    "www.example.com, http-only, HTTP",
    "www.example.com, https-only, HTTPS",
    "www.example.com, ' https-only ', HTTPS",
    "www.example.com, a-policy-to-come, UNKNOWN",
    "assets.s3.us-east-1.amazonaws.com, https-only, HTTPS",
    "assets.s3-website-us-east-1.amazonaws.com, https-only, HTTPS",
    "assets.s3-website-us-east-1.amazonaws.com, match-viewer, VIEWERS",
    "assets.s3-website-us-east-1.amazonaws.com, http-only, HTTP",
  })
  void aCustomOriginIsAskedAsItsPolicySaysWhateverItSpeaks(
      String host, String policy, Origin.Protocol protocol) {
    Origin origin = new Origin("o", host, new Origin.Kind.Custom(policy));
    assertEquals(protocol, origin.protocol());
    assertEquals(host.contains("website"), origin.isWebsiteEndpoint());
  }

  @Test
  void otherOriginsAreAskedInTheViewersProtocolOrInOneThatIsNotKnown() {
    String host = "assets.s3.us-east-1.amazonaws.com";
    assertEquals(Origin.Protocol.VIEWERS, new Origin("o", host, new Origin.Kind.S3()).protocol());
    Origin vpc =
        new Origin("o", "assets.s3-website-us-east-1.amazonaws.com", new Origin.Kind.Vpc());
    assertEquals(Origin.Protocol.UNKNOWN, vpc.protocol());
    assertFalse(vpc.isUpToTenants());
    Origin unknown = new Origin("o", host, new Origin.Kind.Unknown(List.of("NewOriginConfig")));
    assertEquals(Origin.Protocol.UNKNOWN, unknown.protocol());
  }

  @Test
  void aHostThatIsOnlyAParameterIsUpToTenants() {
    Origin origin = new Origin("o", "{{host}}", CUSTOM);
    assertFalse(origin.isS3());
    assertTrue(origin.isUpToTenants());
    assertEquals(new S3Endpoint.UpToTenants(), origin.endpoint());
  }

  @Test
  void underASettingThatNobodyKnowsItIsSoToo() {
    Origin.Kind unknown = new Origin.Kind.Unknown(List.of("NewOriginConfig"));
    assertTrue(new Origin("o", "{{host}}", unknown).isUpToTenants());
    assertFalse(new Origin("o", "www.example.com", unknown).isUpToTenants());
    Origin.Kind perhapsS3 = new Origin.Kind.Unknown(List.of("NewOriginConfig", "S3OriginConfig"));
    assertFalse(new Origin("o", "{{host}}", perhapsS3).isUpToTenants());
  }
}
