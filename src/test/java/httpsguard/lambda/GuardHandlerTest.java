package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import httpsguard.Version;
import httpsguard.cloudtrail.Events;
import httpsguard.cloudtrail.MalformedEventException;
import httpsguard.local.PublishedNotice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The function against the stand-in, over HTTP with the real SDK: what its users would notice. */
class GuardHandlerTest {
  private static final List<String> READ_ONLY = List.of("GetDistributionConfig");
  private static final List<String> READ_TO_TELL =
      List.of("GetDistributionConfig", "ListTagsForResource");

  private final Lab lab = new Lab();

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void repairsDriftAndTellsIt() {
    lab.put(config().path("/api/*", "web", "allow-all").path("/img/*", "s3", "https-only"));
    String before = lab.live();

    JsonObject outcome = lab.handle(lab.drift());

    assertEquals("Repaired", outcome.getString("outcome"));
    assertEquals(
        before.replace(defaultPolicy("allow-all"), defaultPolicy("redirect-to-https")), lab.live());
    PublishedNotice notice = lab.onlyNotice();
    assertEquals(
        "[HTTPS Guard] Repaired: www.example.com (EDFDVBD632BHDS5) served S3 over HTTP",
        notice.subject().orElseThrow());
    for (String said :
        List.of(
            lab.cloud().distributions().read(Events.ID).domainName(),
            "www.example.com",
            "111122223333",
            "3.  Default (*)  REPAIRED: allow-all -> redirect-to-https  origin \"s3\"",
            "1.  \"/api/*\"     not S3, left alone: allow-all             origin \"web\"",
            "2.  \"/img/*\"     in policy: https-only                     origin \"s3\"",
            "\"s3\"   S3      assets.s3.us-east-1.amazonaws.com",
            "Last write before",
            "arn:aws:sts::111122223333:assumed-role/deploy/pipeline",
            "UpdateDistribution, 2026-11-24 09:59:30 UTC",
            "Terraform",
            "0a1b2c3d-1111-2222-3333-444455556666",
            "minutes to deploy",
            "What to do")) {
      assertTrue(lab.notice().contains(said), () -> said + " is missing in:\n" + lab.notice());
    }
  }

  @Test
  void repairsSeveralBehaviorsInOneWrite() {
    lab.put(config().path("/a/*", "s3", "allow-all").path("/b/*", "s3", "allow-all"));
    lab.set("HTTPS_POLICY", "https-only");

    lab.handle(lab.drift());

    assertFalse(lab.live().contains("allow-all"), lab.live());
    assertEquals(1, lab.cloud().calls("UpdateDistribution").size());
    assertEquals(1, lab.cloud().published().size());
  }

  @Test
  void repairsAnOriginGroupWithAnS3Member() {
    lab.put(config().group("failover", "web", "s3").defaultTo("failover", "allow-all"));
    assertEquals("Repaired", lab.handle(lab.drift()).getString("outcome"));
    assertFalse(lab.live().contains("allow-all"), lab.live());
  }

  @Test
  void costsOneReadAndNoWriteInPolicy() {
    lab.put(config().defaultTo("s3", "https-only").path("/api/*", "web", "allow-all"));

    JsonObject outcome = lab.handle(Events.update("https-only").with(Events.E_TAG, lab.eTag()));

    assertEquals("InPolicy", outcome.getString("outcome"));
    assertEquals(READ_ONLY, lab.cloudFrontCalls());
    assertTrue(lab.cloud().published().isEmpty());
  }

  @Test
  void neverWritesADisabledDistribution() {
    lab.put(config().disabled());

    JsonObject outcome = lab.handle(Events.update("redirect-to-https"));

    assertEquals("Disabled", outcome.getString("outcome"));
    assertEquals(READ_ONLY, lab.cloudFrontCalls());
    assertTrue(lab.cloud().published().isEmpty());
  }

  @Test
  void tellsThatDriftIsDisabledByNow() {
    lab.put(config().disabled());
    assertEquals("Disabled", lab.handle(lab.drift()).getString("outcome"));
    assertEquals(READ_TO_TELL, lab.cloudFrontCalls());
    assertTrue(lab.noticeWords().contains("is now disabled"), lab.notice());
  }

  @Test
  void doesNotSayWhatACallOfUnknownConfigDidToADistributionThatIsDisabledByNow() {
    lab.put(config().disabled());
    lab.handle(
        lab.drift()
            .with("detail.requestParameters.distributionConfig", null)
            .with("detail.responseElements", null));
    assertTrue(
        lab.noticeWords().contains("with a config that is not known, may have let viewers"),
        lab.notice());
    assertFalse(lab.noticeWords().contains("A call to CloudFront let"), lab.notice());
  }

  @Test
  void aDistributionOfAnotherAccountIsNotSaidToBeGone() {
    JsonObject outcome = lab.handle(lab.drift().with("detail.recipientAccountId", "999988887777"));

    assertEquals("Unrelated", outcome.getString("outcome"));
    assertTrue(outcome.getString("reason").contains("another account"), outcome.toString());
    assertEquals(List.of(), lab.cloudFrontCalls());
    assertTrue(lab.cloud().published().isEmpty());
  }

  @Test
  void writesNothingInModeNotify() {
    lab.set("MODE", "notify").put(config());
    String before = lab.live();

    JsonObject outcome = lab.handle(lab.drift());
    lab.handle(lab.drift());

    assertEquals("WouldRepair", outcome.getString("outcome"));
    assertEquals(before, lab.live());
    assertTrue(lab.cloud().calls("UpdateDistribution").isEmpty());
    assertEquals(2, lab.cloud().published().size(), "told again on redelivery");
    assertTrue(lab.cloud().published().getFirst().messageFor("email").contains("changed NOTHING"));
  }

  @Test
  void doesNotTellItsOwnWritesInModeNotify() {
    lab.set("MODE", "notify").put(config());
    JsonObject outcome = lab.handle(Events.update("redirect-to-https").byTheGuard());
    assertEquals("WouldRepair", outcome.getString("outcome"));
    assertTrue(lab.cloud().published().isEmpty());
  }

  @Test
  void staysQuietAboutItsOwnWrite() {
    lab.put(config().defaultTo("s3", "redirect-to-https"));

    JsonObject outcome = lab.handle(Events.update("redirect-to-https").byTheGuard());

    assertEquals("InPolicy", outcome.getString("outcome"));
    assertEquals(READ_ONLY, lab.cloudFrontCalls());
    assertTrue(lab.cloud().published().isEmpty());
  }

  @Test
  void tellsDriftThatIsAlreadyBackWithoutClaimingWhoPutItRight() {
    lab.put(config().defaultTo("s3", "redirect-to-https"));

    JsonObject outcome = lab.handle(lab.drift());

    assertEquals("AlreadyBack", outcome.getString("outcome"));
    assertEquals(READ_TO_TELL, lab.cloudFrontCalls());
    assertTrue(
        lab.noticeWords()
            .contains("no cache behavior that leads to S3 lets viewers use plain HTTP"),
        lab.notice());
    assertTrue(lab.noticeWords().contains("Who corrected it is not known"), lab.notice());
  }

  @Test
  void saysThatTheConfigOfTheCallIsNotKnownAndNeverThatItWasOut() {
    lab.put(config().defaultTo("s3", "redirect-to-https"));
    Events omitted =
        lab.drift()
            .with("detail.requestParameters.distributionConfig", null)
            .with("detail.responseElements", null);

    JsonObject outcome = lab.handle(omitted);

    assertEquals("AlreadyBack", outcome.getString("outcome"));
    assertEquals("not known", outcome.getString("carriedDrift"));
    assertTrue(lab.noticeWords().contains("is not known"), lab.notice());
    assertFalse(lab.noticeWords().contains("A call to CloudFront let"), lab.notice());
  }

  @Test
  void repairsWhatIsOutOfPolicyThoughTheCallCarriedNone() {
    lab.put(config());
    assertEquals("Repaired", lab.handle(Events.update("https-only")).getString("outcome"));
    assertFalse(lab.live().contains("allow-all"), lab.live());
  }

  @Test
  void repairsDriftThatFollowedItsOwnWrite() {
    lab.put(config());
    assertEquals(
        "Repaired", lab.handle(Events.update("https-only").byTheGuard()).getString("outcome"));
  }

  @Test
  void saysWhoWroteLastOnlyWhereTheETagProvesIt() {
    lab.put(config());
    lab.handle(lab.drift().with(Events.E_TAG, "EANOTHERWRITE"));
    assertFalse(lab.noticeWords().contains("Last write before"), lab.notice());
    assertTrue(lab.noticeWords().contains("who wrote last is not known"), lab.notice());
    assertTrue(lab.noticeWords().contains("assumed-role/deploy/pipeline"), lab.notice());
  }

  @Test
  void tellsThatADriftedDistributionIsGone() {
    assertEquals("Gone", lab.handle(Events.update("allow-all")).getString("outcome"));
    assertTrue(lab.noticeWords().contains("has since been deleted"), lab.notice());
  }

  @Test
  void staysQuietAboutADistributionThatIsGoneAndCarriedNoDrift() {
    JsonObject outcome = lab.handle(Events.update("https-only"));
    assertEquals("Gone", outcome.getString("outcome"));
    assertTrue(lab.cloud().published().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "detail.eventName, CreateInvalidation",
    "detail.errorCode, AccessDenied",
    "source, aws.s3",
    "detail.eventSource, s3.amazonaws.com"
  })
  void ignoresWhatIsNotOursWithoutACall(String path, String value) {
    lab.put(config());
    JsonObject outcome = lab.handle(lab.drift().with(path, value));
    assertEquals("Unrelated", outcome.getString("outcome"));
    assertTrue(lab.cloud().calls().isEmpty());
    assertEquals(1, lab.log().getFirst().getInt("Unrelated"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "no JSON", "{\"source\":\"aws.cloudfront\""})
  void failsOnJunkWithAClearErrorAndWithoutACall(String junk) {
    lab.put(config());
    assertThrows(MalformedEventException.class, () -> lab.handle(lab.guard(), junk));
    assertTrue(lab.cloud().calls().isEmpty());
    assertEquals(1, lab.log().getFirst().getInt("Failed"));
  }

  @Test
  void logsOneLineAnEventInEmbeddedMetricFormat() {
    lab.put(config());

    lab.handle(lab.drift());

    assertEquals(1, lab.log().size());
    JsonObject line = lab.log().getFirst();
    assertEquals("Repaired", line.getString("outcome"));
    assertEquals(1, line.getInt("Repaired"));
    assertEquals(Version.NUMBER, line.getString("version"));
    JsonObject metric = line.getObject("_aws").getArray("CloudWatchMetrics").getObject(0);
    assertEquals("HttpsGuard", metric.getString("Namespace"));
    assertEquals(
        Map.of("Name", "Repaired", "Unit", "Count"), metric.getArray("Metrics").getObject(0));
    assertEquals(Lab.NOW.toEpochMilli(), line.getObject("_aws").getLong("Timestamp"));
  }

  private static String defaultPolicy(String value) {
    return "<DefaultCacheBehavior><TargetOriginId>s3</TargetOriginId><ViewerProtocolPolicy>"
        + value
        + "<";
  }
}
