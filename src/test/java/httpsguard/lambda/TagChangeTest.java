package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import httpsguard.cloudtrail.Events;
import httpsguard.local.Fault;
import httpsguard.local.PublishedNotice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code TagResource} and {@code UntagResource} lead to. */
class TagChangeTest {
  private static final String TAG = "https-guard-exempt";
  private static final String TEAM_RULE =
      "{\"policy\":\"redirect-to-https\",\"rules\":["
          + "{\"tags\":{\"managed-by\":\"terraform\"},\"mode\":\"notify\"}]}";
  private static final List<String> READ_WITH_TAGS =
      List.of("GetDistributionConfig", "ListTagsForResource");

  private final Lab lab = new Lab();

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void repairsAtOnceWhenAnExemptionIsRemoved() {
    lab.put(config());

    JsonObject outcome = lab.handle(Events.untagging(TAG));

    assertEquals("Repaired", outcome.getString("outcome"));
    assertFalse(lab.live().contains("allow-all"), lab.live());
    lab.says(
        "The tags were changed by (who wrote the config last is not known)",
        "assumed-role/deploy/pipeline",
        "UntagResource, 2026-11-24 09:59:30 UTC",
        "Tags \"https-guard-exempt\"",
        "The distribution has no tag \"https-guard-exempt\" now.");
    assertFalse(lab.noticeWords().contains("Last write before"), lab.notice());
    assertEquals(List.of(TAG), List.copyOf(outcome.getObject("trigger").getArray("tagKeys")));
  }

  @Test
  void wouldRepairInModeNotifyWhenAnExemptionIsRemoved() {
    lab.put(config()).set("MODE", "notify");
    assertEquals("WouldRepair", lab.handle(Events.untagging(TAG)).getString("outcome"));
    assertTrue(lab.cloud().calls("UpdateDistribution").isEmpty());
    lab.says("changed NOTHING", "The tags were changed by");
  }

  @Test
  void tellsAnExemptionThatIsGrantedByWhomAndUntilWhen() {
    lab.put(config());
    tag("2027-03-31 set-top boxes");

    JsonObject outcome = lab.handle(Events.tagging(TAG));

    assertEquals("Exempt", outcome.getString("outcome"));
    assertEquals(READ_WITH_TAGS, lab.cloudFrontCalls());
    assertEquals(
        new PublishedNotice.Attribute("String", "Exempt"),
        lab.onlyNotice().attributes().get("outcome"));
    lab.says(
        "allows this until 2027-03-31 (inclusive, UTC)",
        "reason \"set-top boxes\"",
        "The tags were changed by",
        "assumed-role/deploy/pipeline",
        "may report a repair");
    JsonObject exemption = outcome.getArray("behaviors").getObject(0).getObject("exemption");
    assertEquals(Map.of("until", "2027-03-31", "reason", "set-top boxes", "tag", TAG), exemption);
  }

  @Test
  void repairsAndSaysWhyWhenTheTagThatIsSetExemptsNothing() {
    lab.put(config());
    tag("until spring");
    assertEquals("Repaired", lab.handle(Events.tagging(TAG)).getString("outcome"));
    lab.says("The tag \"https-guard-exempt\" says \"until spring\" and exempts nothing");
  }

  @Test
  void tellsAnExemptionThatIsGrantedInPolicyWithoutClaimingARepair() {
    lab.put(config().defaultTo("s3", "redirect-to-https"));
    tag("2027-03-31 boxes");

    JsonObject outcome = lab.handle(Events.tagging(TAG));

    assertEquals("AlreadyBack", outcome.getString("outcome"));
    assertFalse(outcome.has("carriedDrift"), outcome.toString());
    assertEquals(READ_WITH_TAGS, lab.cloudFrontCalls());
    assertEquals(
        "[HTTPS Guard] Tags changed, nothing to repair: www.example.com (EDFDVBD632BHDS5)",
        lab.onlyNotice().subject().orElseThrow());
    lab.says(
        "found nothing to repair",
        "may report a repair",
        "exempt by the tag \"https-guard-exempt\" until 2027-03-31",
        "HTTPS Guard never loosens a policy");
    for (String claim : List.of("A call to CloudFront let", "put right", "corrected")) {
      assertFalse(lab.noticeWords().contains(claim), lab.notice());
    }
  }

  @Test
  void tellsThatAnExemptionWasRemovedInPolicy() {
    lab.put(config().defaultTo("s3", "redirect-to-https"));
    assertEquals("AlreadyBack", lab.handle(Events.untagging(TAG)).getString("outcome"));
    lab.says("The distribution has no tag \"https-guard-exempt\" now.");
  }

  @Test
  void tellsAGrantEvenWhereNothingLeadsToS3() {
    lab.put(config().defaultTo("web", "allow-all"));
    tag("2027-03-31 boxes");
    assertEquals("AlreadyBack", lab.handle(Events.tagging(TAG)).getString("outcome"));
    lab.says("not S3, left alone", "until 2027-03-31");
  }

  @Test
  void isQuietAboutOtherNamedTagsWhereNothingLeadsToS3() {
    lab.put(config().defaultTo("web", "allow-all")).set("HTTPS_POLICY", TEAM_RULE);
    assertEquals("InPolicy", lab.handle(Events.tagging("managed-by")).getString("outcome"));
    assertEquals(List.of("GetDistributionConfig"), lab.cloudFrontCalls());
    assertTrue(lab.cloud().published().isEmpty());
  }

  @Test
  void answersTagsThatARuleNames() {
    lab.put(config()).set("HTTPS_POLICY", TEAM_RULE);
    assertEquals("Repaired", lab.handle(Events.untagging("managed-by")).getString("outcome"));
  }

  @Test
  void tellsTheWordsOfATagThatARuleNamesInPolicy() {
    lab.put(config().defaultTo("s3", "redirect-to-https")).set("HTTPS_POLICY", TEAM_RULE);
    assertEquals("AlreadyBack", lab.handle(Events.tagging("managed-by")).getString("outcome"));
    lab.says("Tags that the HTTPS policy uses were changed", "Tags \"managed-by\"");
  }

  @ParameterizedTest
  @CsvSource({"TagResource", "UntagResource"})
  void ignoresOtherTagsWithoutACall(String operation) {
    lab.put(config()).set("OWNER_TAG", "team");
    Events event =
        operation.equals("TagResource") ? Events.tagging("team") : Events.untagging("team");
    assertEquals("Unrelated", lab.handle(event).getString("outcome"));
    assertTrue(lab.cloud().calls().isEmpty());
  }

  @Test
  void ignoresTheExemptionTagWhereTagsAreTurnedOff() {
    lab.put(config())
        .set("HTTPS_POLICY", "{\"policy\":\"redirect-to-https\",\"exemptionTag\":null}");
    assertEquals("Unrelated", lab.handle(Events.untagging(TAG)).getString("outcome"));
    assertEquals("Unrelated", lab.handle(unreadable()).getString("outcome"));
    assertTrue(lab.cloud().calls().isEmpty());
  }

  @Test
  void looksWhereTheKeysCannotBeRead() {
    lab.put(config());
    assertEquals("Repaired", lab.handle(unreadable()).getString("outcome"));
    lab.says("Tags cannot be read from CloudTrail's record");
  }

  @Test
  void saysThatItDoesNotKnowWhichTagsWereChanged() {
    lab.put(config().defaultTo("s3", "redirect-to-https"));
    assertEquals("AlreadyBack", lab.handle(unreadable()).getString("outcome"));
    lab.says("Tags, perhaps some that the HTTPS policy uses, were changed");
  }

  @Test
  void tellsWithoutTheTagsWhereTheyCannotBeReadInPolicy() {
    lab.put(config().defaultTo("s3", "redirect-to-https"));
    lab.cloud().faults().always("ListTagsForResource", Fault.throttling());
    assertEquals("AlreadyBack", lab.handle(Events.tagging(TAG)).getString("outcome"));
    lab.says("tags could not be read");
    assertFalse(lab.noticeWords().contains("has no tag"), lab.notice());
  }

  @Test
  void tellsThatADisabledDistributionIsLeftAlone() {
    lab.put(config().disabled());
    assertEquals("Disabled", lab.handle(Events.untagging(TAG)).getString("outcome"));
    assertTrue(lab.cloud().calls("UpdateDistribution").isEmpty());
    lab.says("is now disabled and serves no one", "has no tag \"https-guard-exempt\" now");
    assertFalse(lab.noticeWords().contains("A call to CloudFront let"), lab.notice());
  }

  @Test
  void tellsAGrantOnADisabledDistribution() {
    lab.put(config().disabled());
    tag("2027-03-31 boxes");
    assertEquals("AlreadyBack", lab.handle(Events.tagging(TAG)).getString("outcome"));
    lab.says("the distribution is disabled and serves no one", "until 2027-03-31");
  }

  @Test
  void isQuietAboutADistributionThatIsGone() {
    assertEquals("Gone", lab.handle(Events.untagging(TAG)).getString("outcome"));
    assertTrue(lab.cloud().published().isEmpty());
  }

  private void tag(String value) {
    lab.cloud().distributions().tag(Events.ID, TAG, value);
  }

  private static Events unreadable() {
    return Events.tagging(TAG).with("detail.requestParameters.tags", null);
  }
}
