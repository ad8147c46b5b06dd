package httpsguard.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A word that is none of those known is never in policy: it cannot be judged, and people hear of
 * it. It counted as in policy.
 */
class UnknownWordTest {
  private static final String WEBSITE = "site.s3-website-us-east-1.amazonaws.com";

  private final Lab lab = new Lab().withTimeLeft(Duration.ofMinutes(3));

  @AfterEach
  void close() {
    lab.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"allow_all", "ALLOW_ALL", "a-word-of-the-future"})
  void nothingIsWrittenAndPeopleAreTold(String policy) {
    lab.put(Configs.config().defaultTo("s3", policy));
    JsonObject outcome = lab.handle(wrote(policy));
    assertEquals("NotRepaired", outcome.getString("outcome"));
    assertTrue(lab.cloud().calls("UpdateDistribution").isEmpty());
    assertEquals(1, lab.log().getFirst().getInt("NotRepaired"), "the alarm's metric");
    assertFalse(outcome.has("auditorControls"), outcome.toString());
    assertTrue(lab.onlyNotice().subject().orElseThrow().contains("NOT judged"), lab.notice());
    lab.says(
        "HTTPS Guard cannot judge whether viewers can use plain HTTP",
        "ViewerProtocolPolicy is \"" + policy + "\"",
        "NOT JUDGED, left alone: " + policy,
        "is not known here, because of the viewer protocol policy of Default (*)");
  }

  /** It counted as leading elsewhere. */
  @Test
  void anS3HostUnderAnOriginSettingThatNobodyKnowsIsTold() {
    lab.put(
        Configs.config()
            .origin("new", "b.s3.amazonaws.com", "<FutureOriginConfig/>")
            .defaultTo("new", "allow-all"));
    JsonObject outcome = lab.handle(wrote("allow-all"));
    assertEquals("NotRepaired", outcome.getString("outcome"));
    assertTrue(lab.cloud().calls("UpdateDistribution").isEmpty());
    lab.says(
        "OriginConfig is \"FutureOriginConfig\", which this version of HTTPS Guard does not know",
        "S3 perhaps, not judged");
    assertEquals(1, lab.audit("{}").getObject("totals").getInt("unreadable"));
  }

  @Test
  void otherCacheBehaviorsAreRepairedAndThisOneIsTold() {
    lab.put(Configs.config().path("/new/*", "s3", "a-word-of-the-future"));
    assertEquals("Repaired", lab.handle(Events.update("allow-all")).getString("outcome"));
    assertTrue(lab.live().contains(">a-word-of-the-future<"), lab.live());
    assertFalse(lab.live().contains(">allow-all<"), lab.live());
    lab.says("HTTPS Guard repaired that in part", "NOT judged: \"/new/*\"");
    assertEquals(1, lab.log().getFirst().getInt("NotRepaired"));
  }

  @Test
  void whatLeadsElsewhereMayHaveAnyWord() {
    lab.put(Configs.config().defaultTo("web", "a-word-of-the-future"));
    assertEquals("InPolicy", lab.handle(wrote("https-only")).getString("outcome"));
  }

  @Test
  void aCallThatWroteOneIsToldThoughItIsInPolicyByNow() {
    lab.put(Configs.config().defaultTo("s3", "https-only"));
    JsonObject outcome = lab.handle(wrote("allow_all"));
    assertEquals("AlreadyBack", outcome.getString("outcome"));
    assertEquals("perhaps", outcome.getString("carriedDrift"));
    lab.says("A call to CloudFront may have let viewers use plain HTTP");
  }

  @Test
  void aCallThatWroteOneIsToldThoughTheDistributionIsGone() {
    assertEquals("Gone", lab.handle(wrote("allow_all")).getString("outcome"));
    lab.says("A call to CloudFront may have let viewers use plain HTTP");
  }

  @Test
  void aDisabledDistributionIsNotInPolicyEither() {
    lab.put(Configs.config().defaultTo("s3", "allow_all").disabled());
    assertEquals("Disabled", lab.handle(wrote("allow_all")).getString("outcome"));
  }

  /** Over HTTPS its viewers may get an error, or may not. */
  @Test
  void anOriginProtocolPolicyThatNobodyKnowsIsNotJudgedWhereItDecides() {
    lab.put(Configs.config().custom("site", WEBSITE, "as-you-like").defaultTo("site", "allow-all"));
    assertEquals("NotRepaired", lab.handle(Events.update("allow-all")).getString("outcome"));
    lab.says("OriginProtocolPolicy is \"as-you-like\"");
    lab.cloud().forget();
    lab.put(
        Configs.config()
            .custom("rest", "files.s3.eu-west-1.amazonaws.com", "as-you-like")
            .defaultTo("rest", "allow-all"));
    assertEquals("Repaired", lab.handle(Events.update("allow-all")).getString("outcome"));
  }

  /** The guard said that it could not judge whether viewers can use plain HTTP: they can. */
  @Test
  void whereOnlyHttpsIsInDoubtThePlainHttpIsNotDoubted() {
    lab.put(Configs.config().custom("site", WEBSITE, "as-you-like").defaultTo("site", "allow-all"));
    JsonObject outcome = lab.handle(Events.update("allow-all"));
    assertEquals(
        "[HTTPS Guard] NOT repaired: www.example.com (EDFDVBD632BHDS5) has an unknown setting",
        lab.onlyNotice().subject().orElseThrow());
    lab.says(
        "Viewers can use plain HTTP to reach S3 through CloudFront distribution EDFDVBD632BHDS5."
            + " HTTPS Guard did NOT repair that: it does not know one of the origin's settings,"
            + " so it cannot tell whether they would get an error over HTTPS.",
        "NOT repaired: Default (*). Viewers can use plain HTTP to reach S3 there."
            + " OriginProtocolPolicy is \"as-you-like\", which this version of HTTPS Guard does not"
            + " know. Whether they would get an error over HTTPS is not known.",
        "Viewers on HTTPS are then served, and HTTPS Guard repairs the viewer protocol policy.",
        "could not be judged: whether viewers there would get an error over HTTPS is not known.");
    assertFalse(lab.noticeWords().contains("Whether viewers can use plain HTTP"), lab.notice());
    assertEquals("yes", outcome.getString("carriedDrift"));
  }

  @Test
  void whereThePlainHttpIsInDoubtNothingIsSaidOfHttps() {
    lab.put(Configs.config().defaultTo("s3", "allow_all"));
    var _ = lab.handle(wrote("allow_all"));
    lab.says(
        "Whether viewers can use plain HTTP to reach S3 there is not known.",
        "could not be judged: whether viewers can use plain HTTP to reach S3 there is not known.");
    assertFalse(lab.noticeWords().contains("over HTTPS"), lab.notice());
  }

  /** It was told as not judged on every change, and audits never stopped counting it. */
  @Test
  void whatTheOwnersTagExemptsIsExemptWhateverTheWord() {
    lab.put(Configs.config().defaultTo("s3", "a-word-of-the-future"));
    lab.cloud().distributions().tag(Events.ID, "https-guard-exempt", "2027-03-31 boxes");
    assertEquals("Exempt", lab.handle(wrote("a-word-of-the-future")).getString("outcome"));
    assertEquals(
        "[HTTPS Guard] Exempt until 2027-03-31: www.example.com (EDFDVBD632BHDS5) may serve S3 over"
            + " HTTP",
        lab.onlyNotice().subject().orElseThrow());
    lab.says(
        "Viewers may be able to use plain HTTP to reach S3 through",
        "exempt until 2027-03-31: a-word-of-the-future");
    assertEquals(0, lab.log().getFirst().getInt("NotRepaired"), "the alarm's metric");

    JsonObject totals = lab.audit("{}").getObject("totals");
    assertEquals(0, totals.getInt("unreadable"));
    assertEquals(1, totals.getInt("exempt"));
    lab.auditAndHandOver("repair");
    assertEquals(0, lab.log().getLast().getInt("AuditNotRepaired"), "the alarm's metric");
  }

  /** All were said to have the first one's. */
  @Test
  void eachUnknownOriginProtocolPolicyIsNamedWithTheBehaviorsThatHaveIt() {
    lab.put(
        Configs.config()
            .custom("one", WEBSITE, "as-you-like")
            .custom("other", WEBSITE, "at-random")
            .path("/other/*", "other", "allow-all")
            .defaultTo("one", "allow-all"));
    assertEquals("NotRepaired", lab.handle(Events.update("allow-all")).getString("outcome"));
    lab.says(
        "NOT repaired: \"/other/*\". Viewers can use plain HTTP to reach S3 there."
            + " OriginProtocolPolicy is \"at-random\"",
        "NOT repaired: Default (*). Viewers can use plain HTTP to reach S3 there."
            + " OriginProtocolPolicy is \"as-you-like\"");
  }

  /** The tag was read, and exempted nothing: nobody was told why. */
  @Test
  void aTagThatExemptsNothingIsToldBesideTheWord() {
    lab.put(Configs.config().defaultTo("s3", "a-word-of-the-future"));
    lab.cloud().distributions().tag(Events.ID, "https-guard-exempt", "2026-11-23 boxes");
    assertEquals("NotRepaired", lab.handle(wrote("a-word-of-the-future")).getString("outcome"));
    lab.says("exempts nothing: it ended on 2026-11-23.");
  }

  @Test
  void theAuditSaysThatItCouldNotBeJudgedAndTheDailyReportTellsIt() {
    lab.put(Configs.config().path("/new/*", "s3", "allow_all").defaultTo("s3", "https-only"));
    JsonObject report = lab.audit("{}");
    assertEquals(1, report.getObject("totals").getInt("unreadable"));
    assertEquals(1, report.getObject("totals").getInt("audited"));
    assertTrue(
        report.getString("text").contains("/new/* has ViewerProtocolPolicy allow_all"),
        report.getString("text"));

    lab.auditAndHandOver("repair");
    assertEquals(1, lab.log().getLast().getInt("AuditNotRepaired"), "the alarm's metric");
    assertEquals(List.of(), lab.cloud().published());
    lab.auditAndHandOver("report");
    lab.says("1 could not be judged", "/new/* has ViewerProtocolPolicy allow_all");
  }

  @Test
  void theAuditHasTheRestOfTheDistributionRepaired() {
    lab.put(Configs.config().path("/new/*", "s3", "allow_all"));
    JsonObject report = lab.audit("{}");
    assertEquals(1, report.getObject("totals").getInt("drifted"));
    assertTrue(
        report.getString("text").contains("ViewerProtocolPolicy \"allow_all\" is not known"));
    JsonObject outcome = lab.auditAndHandOver("repair");
    assertEquals("{\"Repaired\":1}", com.grack.nanojson.JsonWriter.string(outcome.get("counts")));
    assertEquals(1, lab.log().getLast().getInt("AuditNotRepaired"));
  }

  private static Events wrote(String policy) {
    return Events.update(policy);
  }
}
