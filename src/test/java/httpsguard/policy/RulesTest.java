package httpsguard.policy;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.distribution.Configs;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.ViewerProtocolPolicy;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rule decides, on 2026-11-24. */
class RulesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
  private static final Subject UNTAGGED =
      new Subject("111122223333", new DistributionId("EDFDVBD632BHDS5"));
  private static final String ALLOW = "\"policy\":\"allow-all\",\"reason\":\"boxes\",\"until\":";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"account\":\"111122223333\" | true",
        "\"account\":\"999999999999\" | false",
        "\"distribution\":\"EDFDVBD632BHDS5\" | true",
        "\"distribution\":\"EDFDVBD632BHDS6\" | false",
        "\"tags\":{\"team\":\"web\"} | true",
        "\"tags\":{\"team\":\"web\",\"tier\":\"prod\"} | true",
        "\"tags\":{\"team\":\"web\",\"tier\":\"test\"} | false",
        "\"tags\":{\"team\":\"Web\"} | false",
        "\"tags\":{\"Team\":\"web\"} | false",
        "\"account\":\"111122223333\",\"distribution\":\"EDFDVBD632BHDS5\" | true",
        "\"account\":\"999999999999\",\"distribution\":\"EDFDVBD632BHDS5\" | false",
        "\"account\":\"111122223333\",\"tags\":{\"team\":\"tv\"} | false",
      })
  void aRuleFitsWhereEveryMatcherDoes(String matchers, boolean fits) {
    HttpsPolicy policy = policy("{" + matchers + ",\"policy\":\"https-only\"}");
    Subject subject = UNTAGGED.with(Map.of("team", "web", "tier", "prod", "more", "tags"));
    assertEquals(
        fits ? ViewerProtocolPolicy.HTTPS_ONLY : ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        policy.assess(config().document().config(), subject, TODAY).repairs().get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "/legacy/*, /legacy/*, true",
    "legacy/*, /legacy/*, true",
    "/legacy/*, legacy/*, true",
    "/legacy/*, /legacy/old/*, false",
    "/legacy/*, /Legacy/*, false",
    "/legacy/?, /legacy/*, false",
    "//legacy/*, /legacy/*, false",
    "*, /legacy/*, false",
    "/*, /*, true",
    "/*, *, true",
    "*, *, false",
  })
  void aPathPatternIsComparedAsTextWithoutItsLeadingSlash(
      String inRule, String inConfig, boolean fits) {
    HttpsPolicy policy = policy("{\"pathPattern\":\"" + inRule + "\"," + ALLOW + "\"2027-03-31\"}");
    Assessment assessment =
        assess(policy, config().path(inConfig, "s3", "allow-all").defaultTo("web", "allow-all"));
    assertEquals(fits, !assessment.exempt().isEmpty());
  }

  @Test
  void anAsteriskAloneIsTheDefaultBehavior() {
    HttpsPolicy policy = policy("{\"pathPattern\":\"*\"," + ALLOW + "\"2027-03-31\"}");
    Assessment assessment = assess(policy, config().path("*", "s3", "allow-all"));
    assertEquals(
        List.of(false, true),
        verdicts(assessment).stream().map(Verdict.Exempt.class::isInstance).toList());
  }

  @Test
  void theFirstRuleThatNamesAPolicyAndFitsDecides() {
    HttpsPolicy policy =
        policy(
            "{\"account\":\"111122223333\",\"mode\":\"notify\"}",
            "{\"pathPattern\":\"/a/*\",\"policy\":\"https-only\"}",
            "{\"account\":\"111122223333\"," + ALLOW + "\"2027-03-31\"}",
            "{\"account\":\"111122223333\",\"policy\":\"https-only\"}");
    Assessment assessment = assess(policy, config().path("/a/*", "s3", "allow-all"));
    assertEquals(
        List.of(
            new Verdict.Finding(ViewerProtocolPolicy.HTTPS_ONLY),
            new Verdict.Exempt(exemption("2027-03-31", "boxes", new Exemption.Source.ByRule(2)))),
        verdicts(assessment));
  }

  @Test
  void aRulesModeCountsWhereverItStands() {
    HttpsPolicy policy =
        policy(
            "{\"account\":\"111122223333\",\"policy\":\"https-only\"}",
            "{\"tags\":{\"managed-by\":\"terraform\"},\"mode\":\"notify\"}");
    Subject terraform = UNTAGGED.with(Map.of("managed-by", "terraform"));
    assertEquals(Mode.NOTIFY, policy.mode(terraform, Mode.REMEDIATE));
    assertEquals(Mode.REMEDIATE, policy.mode(UNTAGGED.with(Map.of()), Mode.REMEDIATE));
    assertEquals(Mode.REMEDIATE, policy.mode(UNTAGGED, Mode.REMEDIATE));
  }

  @Test
  void noRuleWritesWhereTheSettingIsNotify() {
    HttpsPolicy policy = policy("{\"account\":\"111122223333\",\"policy\":\"https-only\"}");
    assertEquals(Mode.NOTIFY, policy.mode(UNTAGGED, Mode.NOTIFY));
  }

  @ParameterizedTest
  @CsvSource({"2026-11-24, true", "2026-11-23, false"})
  void anExemptionIncludesItsLastDayAndEndsAfterIt(String until, boolean exempt) {
    HttpsPolicy policy = policy("{\"pathPattern\":\"*\"," + ALLOW + "\"" + until + "\"}");
    assertEquals(exempt, assess(policy, config()).findings().isEmpty());
  }

  @Test
  void anEndedExemptionIsNamedAndTheNextRuleDecides() {
    HttpsPolicy policy =
        policy(
            "{\"pathPattern\":\"*\"," + ALLOW + "\"2026-11-23\"}",
            "{\"account\":\"111122223333\",\"policy\":\"https-only\"}");
    Assessment assessment = assess(policy, config());
    assertEquals(
        List.of(new Verdict.Finding(ViewerProtocolPolicy.HTTPS_ONLY)), verdicts(assessment));
    assertEquals(
        List.of(exemption("2026-11-23", "boxes", new Exemption.Source.ByRule(0))),
        assessment.ended());
  }

  @Test
  void anEndedExemptionIsNotNamedWhereAnotherOneExcuses() {
    HttpsPolicy policy =
        policy(
            "{\"pathPattern\":\"*\"," + ALLOW + "\"2026-11-23\"}",
            "{\"pathPattern\":\"*\"," + ALLOW + "\"2026-11-30\"}");
    assertEquals(List.of(), assess(policy, config()).ended());
  }

  @Test
  void exemptsOnlyWhatWouldBeAFinding() {
    HttpsPolicy policy = policy("{\"account\":\"111122223333\"," + ALLOW + "\"2027-03-31\"}");
    Assessment assessment =
        assess(policy, config().path("/a", "s3", "https-only").defaultTo("web", "allow-all"));
    assertEquals(List.of(new Verdict.InPolicy(), new Verdict.NotS3()), verdicts(assessment));
  }

  @Test
  void anOwnersTagExemptsEveryBehaviorOnWhichNoRuleDecides() {
    HttpsPolicy policy = policy("{\"pathPattern\":\"/a/*\",\"policy\":\"https-only\"}");
    Assessment assessment =
        policy.assess(
            config().path("/a/*", "s3", "allow-all").document().config(), exemptByTag(), TODAY);
    assertEquals(
        List.of(
            new Verdict.Finding(ViewerProtocolPolicy.HTTPS_ONLY),
            new Verdict.Exempt(
                exemption(
                    "2027-03-31", "boxes", new Exemption.Source.ByTag("https-guard-exempt")))),
        verdicts(assessment));
  }

  @Test
  void aRuleComesBeforeATag() {
    HttpsPolicy policy = policy("{\"pathPattern\":\"*\"," + ALLOW + "\"2027-01-31\"}");
    Assessment assessment = policy.assess(config().document().config(), exemptByTag(), TODAY);
    assertEquals(
        List.of(
            new Verdict.Exempt(exemption("2027-01-31", "boxes", new Exemption.Source.ByRule(0)))),
        verdicts(assessment));
  }

  @Test
  void anEndedExemptionByARuleLeavesTheTagToDecide() {
    HttpsPolicy policy = policy("{\"pathPattern\":\"*\"," + ALLOW + "\"2026-11-23\"}");
    Assessment assessment = policy.assess(config().document().config(), exemptByTag(), TODAY);
    assertTrue(assessment.findings().isEmpty());
  }

  @Test
  void takesNoExemptionFromTagsThatAreTurnedOff() {
    HttpsPolicy off = HttpsPolicy.parse("{\"policy\":\"https-only\",\"exemptionTag\":null}");
    Assessment assessment = off.assess(config().document().config(), exemptByTag(), TODAY);
    assertEquals(1, assessment.findings().size());
    assertEquals(new TagClaim.Off(), assessment.tagClaim());
    assertFalse(off.consultsTags());
    assertFalse(off.namesAny(Set.of("https-guard-exempt")));
  }

  @Test
  void knowsWhichTagsItLooksAt() {
    HttpsPolicy policy = policy("{\"tags\":{\"managed-by\":\"terraform\"},\"mode\":\"notify\"}");
    assertTrue(policy.namesAny(Set.of("x", "managed-by")));
    assertTrue(policy.namesAny(Set.of("https-guard-exempt")));
    assertFalse(policy.namesAny(Set.of("team")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"distribution\":\"EDFDVBD632BHDS5\",\"policy\":\"allow-all\",\"reason\":\"x\","
            + "\"until\":\"2026-11-23\"}",
        "{\"tags\":{\"a\":\"b\"},\"policy\":\"https-only\"},{\"pathPattern\":\"*\","
            + "\"policy\":\"allow-all\",\"reason\":\"x\",\"until\":\"2027-03-31\"}",
        "{\"account\":\"111122223333\",\"policy\":\"https-only\"}",
        "{\"account\":\"111122223333\",\"mode\":\"notify\"}",
        "{\"pathPattern\":\"/a/*\"," + ALLOW + "\"2027-03-31\"}",
        "{\"tags\":{\"a\":\"b\"}," + ALLOW + "\"2027-03-31\"}"
      })
  void needsTagsWhereTheyMayChangeWhatHappens(String rules) {
    assertTrue(policy(rules).needsTags(config().document().config(), UNTAGGED, TODAY));
  }

  @Test
  void needsNoTagsWhereTheyChangeNothing() {
    HttpsPolicy exempt =
        policy(
            "{\"pathPattern\":\"*\"," + ALLOW + "\"2027-03-31\"}",
            "{\"tags\":{\"a\":\"b\"},\"policy\":\"https-only\"}");
    for (Configs configs :
        List.of(
            config(),
            config().defaultTo("s3", "https-only"),
            config().defaultTo("web", "allow-all"),
            config().disabled())) {
      assertFalse(exempt.needsTags(configs.document().config(), UNTAGGED, TODAY));
    }
  }

  @Test
  void needsNoTagsWhereNothingDrifted() {
    for (Configs configs :
        List.of(config().defaultTo("s3", "https-only"), config().defaultTo("web", "allow-all"))) {
      assertFalse(policy().needsTags(configs.document().config(), UNTAGGED, TODAY));
    }
  }

  @Test
  void consultsTagsWhereARuleAsksForThemThoughOwnersMayNotExempt() {
    assertTrue(withoutExemptionTag("{\"tags\":{\"a\":\"b\"},\"mode\":\"notify\"}").consultsTags());
    assertFalse(
        withoutExemptionTag("{\"account\":\"111122223333\",\"mode\":\"notify\"}").consultsTags());
  }

  @Test
  void nothingIsExemptInForceOnADisabledDistribution() {
    HttpsPolicy policy = policy("{\"pathPattern\":\"*\"," + ALLOW + "\"2027-03-31\"}");
    assertEquals(1, assess(policy, config()).exempt().size());
    Assessment disabled = assess(policy, config().disabled());
    assertEquals(List.of(), disabled.exempt());
    assertFalse(disabled.isOpenOnceEnabled());
  }

  @Test
  void whatLeadsToS3DoesSoWhateverTheVerdict() {
    HttpsPolicy exempt = policy("{\"pathPattern\":\"*\"," + ALLOW + "\"2027-03-31\"}");
    assertTrue(assess(exempt, config()).reachesS3());
    assertTrue(assess(policy(), config()).reachesS3());
    assertTrue(assess(policy(), config().defaultTo("s3", "https-only")).reachesS3());
    assertFalse(assess(policy(), config().defaultTo("web", "allow-all")).reachesS3());
    assertTrue(
        assess(policy(), config().path("/a", "web", "allow-all")).reachesS3(), "one is enough");
  }

  private static Subject exemptByTag() {
    return UNTAGGED.with(Map.of("https-guard-exempt", "2027-03-31 boxes"));
  }

  private static Exemption exemption(String until, String reason, Exemption.Source source) {
    return new Exemption(LocalDate.parse(until), reason, source);
  }

  private static List<Verdict> verdicts(Assessment assessment) {
    return assessment.behaviors().stream().map(JudgedBehavior::verdict).toList();
  }

  private static HttpsPolicy policy(String... rules) {
    return HttpsPolicy.parse(
        "{\"policy\":\"redirect-to-https\",\"rules\":[" + String.join(",", rules) + "]}");
  }

  private static HttpsPolicy withoutExemptionTag(String rule) {
    return HttpsPolicy.parse(
        "{\"policy\":\"https-only\",\"exemptionTag\":null,\"rules\":[" + rule + "]}");
  }

  private static Assessment assess(HttpsPolicy policy, Configs configs) {
    return policy.assess(configs.document().config(), UNTAGGED.with(Map.of()), TODAY);
  }
}
