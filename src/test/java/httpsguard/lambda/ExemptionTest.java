package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.TryAgainException;
import httpsguard.local.Fault;
import httpsguard.local.PublishedNotice;
import java.time.Duration;
import java.time.Instant;
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

    JsonObject outcome = lab.handle(drift());

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

    JsonObject outcome = lab.handle(drift());

    assertEquals("Exempt", outcome.getString("outcome"));
    says("until 2027-03-31 by rules[0] of the HTTPS policy reason \"boxes\"");
    assertEquals("Exempt", lab.handle(drift()).getString("outcome"));
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

    assertEquals("Repaired", lab.handle(drift()).getString("outcome"));

    assertEquals(1, lab.cloud().calls("UpdateDistribution").size());
    assertEquals(
        List.of("allow-all", "https-only", "redirect-to-https"), livePolicies("/legacy/*", "/b/*"));
    says(
        "\"/legacy/*\" exempt until 2027-03-31: allow-all",
        "\"/b/*\" REPAIRED: allow-all -> https-only",
        "Default (*) REPAIRED: allow-all -> redirect-to-https",
        "until 2027-03-31 by rules[0] of the HTTPS policy reason \"boxes\"");
  }

  @Test
  void leavesAloneWhatTheOwnersTagExemptsAndTellsIt() {
    lab.put(config());
    tag("2027-03-31 set-top boxes");

    JsonObject outcome = lab.handle(drift());

    assertEquals("Exempt", outcome.getString("outcome"));
    assertEquals(READ_WITH_TAGS, lab.cloudFrontCalls());
    assertEquals(
        "[HTTPS Guard] Exempt until 2027-03-31: EDFDVBD632BHDS5 serves S3 over HTTP",
        lab.onlyNotice().subject().orElseThrow());
    says(
        "may until 2027-03-31 (that day included, UTC)",
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
        "31.3.2027 boxes | must begin with a date that exists",
        "2027-02-30 boxes | must begin with a date that exists",
        "2026-11-23 boxes | it ended on 2026-11-23",
        "2027-11-25 boxes | 2027-11-25 is too far off. The last day that counts today is 2027-11-24",
      })
  void repairsDespiteATagThatExemptsNothingAndSaysWhy(String value, String why) {
    lab.put(config());
    tag(value);
    assertEquals("Repaired", lab.handle(drift()).getString("outcome"));
    says("The tag \"https-guard-exempt\" says \"" + value + "\" and exempts nothing: ", why);
  }

  @Test
  void saysThatATagExemptsNothingBeforeWhatToDoAndInJson() {
    lab.put(config());
    tag("until spring");
    lab.handle(drift());
    String words = lab.noticeWords();
    assertTrue(words.indexOf("exempts nothing") < words.indexOf("What to do"), words);
    assertTrue(
        lab.onlyNotice().messageFor("sqs").contains("\"warnings\":[\"The tag"), "told to programs");
  }

  @Test
  void repairsAfterARulesExemptionHasEndedAndSaysSo() {
    lab.put(config()).set("HTTPS_POLICY", rules(exempt("*", "2026-11-23")));
    assertEquals("Repaired", lab.handle(drift()).getString("outcome"));
    says(
        "There was an exemption by rules[0] of the HTTPS policy, reason \"boxes\"."
            + " It ended on 2026-11-23.");
  }

  @Test
  void aRuleComesBeforeATagAndTheNoticeSaysSo() {
    lab.put(config())
        .set("HTTPS_POLICY", rules("{\"account\":\"111122223333\",\"policy\":\"https-only\"}"));
    tag("2027-03-31 boxes");
    assertEquals("Repaired", lab.handle(drift()).getString("outcome"));
    assertEquals(List.of("https-only"), livePolicies());
    says("but not for Default (*): a rule of the HTTPS policy decides there");
  }

  @Test
  void takesNoExemptionFromTagsThatAreTurnedOff() {
    lab.put(config())
        .set("HTTPS_POLICY", "{\"policy\":\"redirect-to-https\",\"exemptionTag\":null}");
    tag("2027-03-31 boxes");
    assertEquals("Repaired", lab.handle(drift()).getString("outcome"));
    assertEquals(
        List.of("GetDistributionConfig", "UpdateDistribution", "ListTagsForResource"),
        lab.cloudFrontCalls(),
        "read for the notice, once the repair is done");
  }

  @Test
  void readsNoTagsWhereThereIsNothingToRepairOrToTell() {
    lab.put(config().defaultTo("s3", "https-only"));
    tag("2027-03-31 boxes");
    assertEquals("InPolicy", lab.handle(Events.update("https-only")).getString("outcome"));
    assertEquals(READ, lab.cloudFrontCalls());
  }

  @Test
  void triesAgainWhereTagsCannotBeReadBeforeARepair() {
    lab.put(config());
    lab.cloud().faults().always("ListTagsForResource", Fault.throttling());
    assertThrows(TryAgainException.class, () -> lab.handle(drift()));
    assertTrue(lab.cloud().calls("UpdateDistribution").isEmpty());
    assertTrue(lab.cloud().published().isEmpty());
  }

  @Test
  void repairsNothingWhereTagsAreRefusedAndSaysSo() {
    lab.put(config());
    lab.cloud().faults().always("ListTagsForResource", Fault.accessDenied("no"));

    assertEquals("NotRepaired", lab.handle(drift()).getString("outcome"));

    assertEquals(READ_WITH_TAGS, lab.cloudFrontCalls());
    says(
        "ListTagsForResource was refused",
        "Whether its owner exempted it is not known",
        "Default (*) STILL OPEN: allow-all");
  }

  @Test
  void tellsWithoutTheTagsWhereThereIsOnlySomethingToTell() {
    lab.put(config().defaultTo("s3", "https-only"));
    lab.cloud().faults().always("ListTagsForResource", Fault.accessDenied("no"));
    assertEquals("AlreadyBack", lab.handle(drift()).getString("outcome"));
    says("The distribution's tags could not be read (ListTagsForResource was refused");
  }

  @Test
  void tellsWithoutTheTagsInModeNotify() {
    lab.put(config()).set("MODE", "notify");
    lab.cloud().faults().always("ListTagsForResource", Fault.throttling());
    assertEquals("WouldRepair", lab.handle(drift()).getString("outcome"));
    says("tags could not be read", "Whether its owner exempted it is not known");
  }

  @Test
  void tellsARepairWhoseTagsCouldNotBeReadWhereTheyDecideNothing() {
    lab.put(config()).set("HTTPS_POLICY", "{\"policy\":\"https-only\",\"exemptionTag\":null}");
    lab.cloud().faults().always("ListTagsForResource", Fault.accessDenied("no"));
    assertEquals("Repaired", lab.handle(drift()).getString("outcome"));
    says("The distribution's tags could not be read");
    assertFalse(lab.noticeWords().contains("exempted"), lab.notice());
  }

  @Test
  void aRuleMayLeaveATeamToItselfByItsTag() {
    lab.put(config())
        .set(
            "HTTPS_POLICY", rules("{\"tags\":{\"managed-by\":\"terraform\"},\"mode\":\"notify\"}"));
    lab.cloud().distributions().tag(Events.ID, "managed-by", "terraform");
    String before = lab.live();

    assertEquals("WouldRepair", lab.handle(drift()).getString("outcome"));

    assertEquals(before, lab.live());
    says("is in mode \"notify\" for it and changed NOTHING");
  }

  @Test
  void doesNotTakeTagsThatItCannotReadForAbsentWhereARuleNamesThem() {
    lab.put(config())
        .set(
            "HTTPS_POLICY",
            "{\"policy\":\"redirect-to-https\",\"exemptionTag\":null,\"rules\":["
                + "{\"tags\":{\"managed-by\":\"terraform\"},\"mode\":\"notify\"}]}");
    lab.cloud().faults().always("ListTagsForResource", Fault.internalError());
    assertThrows(TryAgainException.class, () -> lab.handle(drift()));
    assertTrue(lab.cloud().calls("UpdateDistribution").isEmpty());
  }

  @Test
  void tellsWhatTheCallCarriedThoughATagWouldExcuseItNow() {
    lab.put(config().defaultTo("s3", "redirect-to-https"));
    tag("2027-03-31 boxes");
    assertEquals("AlreadyBack", lab.handle(drift()).getString("outcome"));
    says("A call to CloudFront let viewers use plain HTTP");
  }

  @Test
  void isQuietAboutCarriedDriftThatARuleExempts() {
    lab.put(config().defaultTo("s3", "redirect-to-https"))
        .set("HTTPS_POLICY", rules(exempt("*", "2027-03-31")));
    assertEquals("InPolicy", lab.handle(drift()).getString("outcome"));
    assertTrue(lab.cloud().published().isEmpty());
  }

  @Test
  void tellsCarriedDriftThatIsBackThoughSomethingElseIsExempt() {
    lab.put(config().path("/legacy/*", "s3", "allow-all").defaultTo("s3", "redirect-to-https"))
        .set("HTTPS_POLICY", rules(exempt("/legacy/*", "2027-03-31")));
    assertEquals("AlreadyBack", lab.handle(drift()).getString("outcome"));
    says(
        "the only cache behaviors that lead to S3 and let viewers use plain HTTP are exempt",
        "\"/legacy/*\" until 2027-03-31 by rules[0] of the HTTPS policy");
  }

  @Test
  void readsTagsAgainAfterALostRace() {
    lab.put(config());
    boolean[] lost = {false};
    lab.cloud()
        .before(
            "UpdateDistribution",
            id -> {
              if (!lost[0]) {
                lost[0] = true;
                lab.cloud().distributions().moveETag(id);
                tag("2027-03-31 boxes");
              }
            });
    assertEquals("Exempt", lab.handle(drift()).getString("outcome"));
    assertTrue(lab.live().contains("allow-all"));
  }

  @Test
  void tellsThatADistributionIsGoneWhichWentBeforeItsTagsWereRead() {
    lab.put(config());
    Events event = drift();
    lab.cloud().after("GetDistributionConfig", id -> lab.cloud().distributions().delete(id));
    assertEquals("Gone", lab.handle(event).getString("outcome"));
  }

  @ParameterizedTest
  @CsvSource({
    "CreateDistribution, 0, 60",
    "CreateDistribution, 20, 40",
    "CopyDistribution, 59, 1",
    "CreateDistribution, -3600, 60"
  })
  void waitsForTheTagOfAYoungDistribution(String operation, int secondsAgo, int wait) {
    lab.put(config()).withTimeLeft(Duration.ofMinutes(3)).at(after(secondsAgo));
    lab.handle(drift().with("detail.eventName", operation));
    assertEquals(List.of(Duration.ofSeconds(wait)), lab.pauses());
    assertFalse(lab.live().contains("allow-all"), "repaired all the same");
  }

  @ParameterizedTest
  @CsvSource({
    "CreateDistribution, 60",
    "CreateDistribution, 3600",
    "CreateDistributionWithTags, 0",
    "UpdateDistribution, 0",
  })
  void waitsForNothingElse(String operation, int secondsAgo) {
    lab.put(config()).withTimeLeft(Duration.ofMinutes(3)).at(after(secondsAgo));
    lab.handle(drift().with("detail.eventName", operation));
    assertEquals(List.of(), lab.pauses());
  }

  @Test
  void doesNotWaitForTagsThatDecideNothing() {
    lab.put(config())
        .withTimeLeft(Duration.ofMinutes(3))
        .at(after(0))
        .set("HTTPS_POLICY", "{\"policy\":\"https-only\",\"exemptionTag\":null}");
    lab.handle(drift().with("detail.eventName", "CreateDistribution"));
    assertEquals(List.of(), lab.pauses());
  }

  @Test
  void doesNotWaitWhereTheNewDistributionIsInPolicy() {
    lab.put(config().defaultTo("s3", "https-only"))
        .withTimeLeft(Duration.ofMinutes(3))
        .at(after(0));
    lab.handle(Events.update("https-only").with("detail.eventName", "CreateDistribution"));
    assertEquals(List.of(), lab.pauses());
  }

  @Test
  void waitsNoLongerThanTheInvocationCanBear() {
    lab.put(config()).withTimeLeft(Duration.ofSeconds(70)).at(after(0));
    lab.handle(drift().with("detail.eventName", "CreateDistribution"));
    assertEquals(1, lab.pauses().size());
    assertTrue(lab.pauses().getFirst().compareTo(Duration.ofSeconds(15)) <= 0, "wait");
    assertFalse(lab.live().contains("allow-all"));
  }

  @Test
  void tellsTheOwnerByAMessageAttribute() {
    lab.put(config()).set("OWNER_TAG", "team");
    lab.cloud().distributions().tag(Events.ID, "team", "web + tv");
    lab.handle(drift());
    assertEquals(
        new PublishedNotice.Attribute("String", "web + tv"),
        lab.onlyNotice().attributes().get("owner"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u2028", "a\u2028b"})
  void publishesWithoutAnOwnerThatNoAttributeCanHold(String owner) {
    lab.put(config()).set("OWNER_TAG", "team");
    lab.cloud().distributions().tag(Events.ID, "team", owner);
    assertEquals("Repaired", lab.handle(drift()).getString("outcome"));
    assertFalse(lab.onlyNotice().attributes().containsKey("owner"));
  }

  private void says(String... words) {
    for (String said : words) {
      assertTrue(lab.noticeWords().contains(said), () -> said + " is missing in:\n" + lab.notice());
    }
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

  private Events drift() {
    return Events.update("allow-all").with("detail.responseElements.eTag", lab.eTag());
  }

  /** So many seconds after the call that {@link Events} tell of. */
  private static Instant after(int seconds) {
    return Instant.parse("2026-11-24T09:59:30Z").plusSeconds(seconds);
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
