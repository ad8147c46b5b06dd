package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.DistributionDocument;
import httpsguard.local.PublishedNotice;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules, exemptions and owners' tags, when somebody changed a distribution on 2026-11-24. */
class ExemptionTest {
  private static final String TAG = "https-guard-exempt";
  private static final List<String> READ = List.of("GetDistributionConfig");
  private static final List<String> READ_WITH_TAGS =
      List.of("GetDistributionConfig", "ListTagsForResource");

  private final Lab lab = new Lab();

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void leavesAloneWhatARuleExemptsAndTellsNobody() {
    lab.put(config()).set("HTTPS_POLICY", rules(exempt("*", "2027-03-31")));

    JsonObject outcome = lab.handle(lab.drift());

    assertEquals("Exempt", outcome.getString("outcome"));
    assertEquals(READ, lab.cloudFrontCalls());
    assertTrue(lab.cloud().published().isEmpty());
    assertEquals(1, lab.log().getFirst().getInt("Exempt"));
  }

  /** docs/policy.md said so, and it was silent. */
  @Test
  void tellsEveryTimeWhatARuleExemptsByTagsBecauseWhoeverMayTagDecides() {
    lab.put(config())
        .set(
            "HTTPS_POLICY",
            rules(
                "{\"tags\":{\"team\":\"boxes\"},\"policy\":\"allow-all\","
                    + "\"until\":\"2027-03-31\",\"reason\":\"boxes\"}"));
    lab.cloud().distributions().tag(Events.ID, "team", "boxes");

    JsonObject outcome = lab.handle(lab.drift());

    assertEquals("Exempt", outcome.getString("outcome"));
    lab.says("until 2027-03-31 by rules[0] of the HTTPS policy reason \"boxes\"");
    assertEquals("Exempt", lab.handle(lab.drift()).getString("outcome"));
    assertEquals(2, lab.cloud().published().size());
  }

  @Test
  void repairsTheRestInOneWriteAndTellsEachBehaviorItsVerdict() {
    lab.put(config().path("/legacy/*", "s3", "allow-all").path("/b/*", "s3", "allow-all"))
        .set(
            "HTTPS_POLICY",
            rules(
                exempt("/legacy/*", "2027-03-31"),
                "{\"pathPattern\":\"/b/*\",\"policy\":\"https-only\"}"));

    assertEquals("Repaired", lab.handle(lab.drift()).getString("outcome"));

    assertEquals(1, lab.cloud().calls("UpdateDistribution").size());
    assertEquals(
        List.of("allow-all", "https-only", "redirect-to-https"), livePolicies("/legacy/*", "/b/*"));
    lab.says(
        "\"/legacy/*\" exempt until 2027-03-31: allow-all",
        "\"/b/*\" REPAIRED: allow-all -> https-only",
        "Default (*) REPAIRED: allow-all -> redirect-to-https",
        "until 2027-03-31 by rules[0] of the HTTPS policy reason \"boxes\"");
  }

  @Test
  void leavesAloneWhatTheOwnersTagExemptsAndTellsIt() {
    lab.put(config());
    tag("2027-03-31 set-top boxes");

    JsonObject outcome = lab.handle(lab.drift());

    assertEquals("Exempt", outcome.getString("outcome"));
    assertEquals(READ_WITH_TAGS, lab.cloudFrontCalls());
    assertEquals(
        "[HTTPS Guard] Exempt until 2027-03-31: www.example.com (EDFDVBD632BHDS5) serves S3 over"
            + " HTTP",
        lab.onlyNotice().subject().orElseThrow());
    lab.says(
        "allows this until 2027-03-31 (inclusive, UTC)",
        "HTTPS Guard changed nothing",
        "by the tag \"https-guard-exempt\" reason \"set-top boxes\"",
        "assumed-role/deploy/pipeline",
        "untag-resource --resource"
            + " arn:aws:cloudfront::111122223333:distribution/EDFDVBD632BHDS5 --tag-keys"
            + " Items='https-guard-exempt'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "31.3.2027 boxes | must begin with a valid date",
        "2027-02-30 boxes | must begin with a valid date",
        "2026-11-23 boxes | it ended on 2026-11-23",
        "2027-11-25 boxes | 2027-11-25 is too far in the future. The latest day allowed today is"
            + " 2027-11-24",
      })
  void repairsDespiteATagThatExemptsNothingAndSaysWhy(String value, String why) {
    lab.put(config());
    tag(value);
    assertEquals("Repaired", lab.handle(lab.drift()).getString("outcome"));
    lab.says("The tag \"https-guard-exempt\" says \"" + value + "\" and exempts nothing: ", why);
  }

  @Test
  void saysThatATagExemptsNothingBeforeWhatToDoAndInJson() {
    lab.put(config());
    tag("until spring");
    lab.handle(lab.drift());
    String words = lab.noticeWords();
    assertTrue(words.indexOf("exempts nothing") < words.indexOf("What to do"), words);
    assertTrue(
        lab.onlyNotice().messageFor("sqs").contains("\"warnings\":[\"The tag"), "told to programs");
  }

  @Test
  void repairsAfterARulesExemptionHasEndedAndSaysSo() {
    lab.put(config()).set("HTTPS_POLICY", rules(exempt("*", "2026-11-23")));
    assertEquals("Repaired", lab.handle(lab.drift()).getString("outcome"));
    lab.says(
        "There was an exemption by rules[0] of the HTTPS policy, reason \"boxes\"."
            + " It ended on 2026-11-23.");
  }

  @Test
  void aRuleComesBeforeATagAndTheNoticeSaysSo() {
    lab.put(config())
        .set("HTTPS_POLICY", rules("{\"account\":\"111122223333\",\"policy\":\"https-only\"}"));
    tag("2027-03-31 boxes");
    assertEquals("Repaired", lab.handle(lab.drift()).getString("outcome"));
    assertEquals(List.of("https-only"), livePolicies());
    lab.says("but not for Default (*): a rule of the HTTPS policy decides there");
  }

  @Test
  void takesNoExemptionFromTagsThatAreTurnedOff() {
    lab.put(config())
        .set("HTTPS_POLICY", "{\"policy\":\"redirect-to-https\",\"exemptionTag\":null}");
    tag("2027-03-31 boxes");
    assertEquals("Repaired", lab.handle(lab.drift()).getString("outcome"));
    assertEquals(
        List.of("GetDistributionConfig", "UpdateDistribution", "ListTagsForResource"),
        lab.cloudFrontCalls(),
        "read for the notice, once the repair is done");
  }

  @Test
  void aRuleMayLeaveATeamToItselfByItsTag() {
    lab.put(config())
        .set(
            "HTTPS_POLICY", rules("{\"tags\":{\"managed-by\":\"terraform\"},\"mode\":\"notify\"}"));
    lab.cloud().distributions().tag(Events.ID, "managed-by", "terraform");
    String before = lab.live();

    assertEquals("WouldRepair", lab.handle(lab.drift()).getString("outcome"));

    assertEquals(before, lab.live());
    lab.says("is in mode \"notify\" for this distribution and changed NOTHING");
  }

  @Test
  void tellsWhatTheCallCarriedThoughATagWouldExcuseItNow() {
    lab.put(config().defaultTo("s3", "redirect-to-https"));
    tag("2027-03-31 boxes");
    assertEquals("AlreadyBack", lab.handle(lab.drift()).getString("outcome"));
    lab.says("A call to CloudFront let viewers use plain HTTP");
  }

  @Test
  void isQuietAboutCarriedDriftThatARuleExempts() {
    lab.put(config().defaultTo("s3", "redirect-to-https"))
        .set("HTTPS_POLICY", rules(exempt("*", "2027-03-31")));
    assertEquals("InPolicy", lab.handle(lab.drift()).getString("outcome"));
    assertTrue(lab.cloud().published().isEmpty());
  }

  /** Its owner was told to set what would have taken the only way that works. */
  @Test
  void tellsToFixTheOriginFirstWhereWhatIsExemptFailsOverHttps() {
    lab.put(
        config()
            .custom("site", "site.s3-website-us-east-1.amazonaws.com", "match-viewer")
            .defaultTo("site", "allow-all"));
    tag("2027-03-31 old boxes");
    assertEquals("Exempt", lab.handle(lab.drift()).getString("outcome"));
    lab.says(
        "Otherwise, end it now (step 4).",
        "1. First fix the connection to S3: set OriginProtocolPolicy",
        "Not before the origin is fixed: viewers would get an error.",
        "repairs what is left and works over HTTPS",
        "4. To end it earlier: remove the tag.");
  }

  @Test
  void tellsCarriedDriftThatIsBackThoughSomethingElseIsExempt() {
    lab.put(config().path("/legacy/*", "s3", "allow-all").defaultTo("s3", "redirect-to-https"))
        .set("HTTPS_POLICY", rules(exempt("/legacy/*", "2027-03-31")));
    assertEquals("AlreadyBack", lab.handle(lab.drift()).getString("outcome"));
    lab.says(
        "the only cache behaviors that lead to S3 and let viewers use plain HTTP are exempt",
        "\"/legacy/*\" until 2027-03-31 by rules[0] of the HTTPS policy");
  }

  @Test
  void tellsTheOwnerByAMessageAttribute() {
    lab.put(config()).set("OWNER_TAG", "team");
    lab.cloud().distributions().tag(Events.ID, "team", "web + tv");
    lab.handle(lab.drift());
    assertEquals(
        new PublishedNotice.Attribute("String", "web + tv"),
        lab.onlyNotice().attributes().get("owner"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u2028", "a\u2028b"})
  void publishesWithoutAnOwnerThatNoAttributeCanHold(String owner) {
    lab.put(config()).set("OWNER_TAG", "team");
    lab.cloud().distributions().tag(Events.ID, "team", owner);
    assertEquals("Repaired", lab.handle(lab.drift()).getString("outcome"));
    assertFalse(lab.onlyNotice().attributes().containsKey("owner"));
  }

  private void tag(String value) {
    lab.cloud().distributions().tag(Events.ID, TAG, value);
  }

  /** The live policies of these path patterns, and of the default behavior. */
  private List<String> livePolicies(String... patterns) {
    List<CacheBehavior> live =
        DistributionDocument.of(lab.live().getBytes(UTF_8)).config().behaviors();
    assertEquals(patterns.length + 1, live.size());
    return live.stream().map(behavior -> behavior.viewerProtocolPolicy().value()).toList();
  }

  private static String exempt(String pattern, String until) {
    return "{\"pathPattern\":\""
        + pattern
        + "\",\"policy\":\"allow-all\",\"until\":\""
        + until
        + "\",\"reason\":\"boxes\"}";
  }

  private static String rules(String... rules) {
    return "{\"policy\":\"redirect-to-https\",\"rules\":[" + String.join(",", rules) + "]}";
  }
}
