package httpsguard.policy;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.ViewerProtocolPolicy;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tags that could not be read were judged as absent ones, on 2026-11-24. */
class UnknownTagsVerdictTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
  private static final Subject UNKNOWN =
      new Subject("111122223333", new DistributionId("EDFDVBD632BHDS5"));
  private static final Subject UNTAGGED = UNKNOWN.with(Map.of());
  private static final DistributionConfig CONFIG = config().document().config();

  private static final String TAGGED_ALLOW =
      """
      {"tags": {"team": "tv"}, "policy": "allow-all", "until": "2027-03-31", "reason": "boxes"}""";
  private static final String TAGGED_DEMAND =
      """
      {"tags": {"team": "web"}, "policy": "https-only"}""";
  private static final String TAGGED_SAME =
      """
      {"tags": {"team": "web"}, "policy": "redirect-to-https"}""";
  private static final String ALLOW =
      """
      {"account": "111122223333", "policy": "allow-all", "until": "2027-03-31", "reason": "boxes"}""";
  private static final String DEMAND =
      """
      {"account": "111122223333", "policy": "https-only"}""";
  private static final String ENDED =
      """
      {"tags": {"team": "tv"}, "policy": "allow-all", "until": "2026-11-23", "reason": "boxes"}""";

  private static final Verdict REDIRECT =
      new Verdict.Finding(ViewerProtocolPolicy.REDIRECT_TO_HTTPS);
  private static final Verdict HTTPS_ONLY = new Verdict.Finding(ViewerProtocolPolicy.HTTPS_ONLY);

  @Test
  void aRuleThatPerhapsExemptsLeavesItUndecided() {
    assertEquals(
        new Verdict.Undecided(ViewerProtocolPolicy.REDIRECT_TO_HTTPS, Optional.empty()),
        verdict("off", TAGGED_ALLOW));
  }

  @Test
  void aRuleThatPerhapsDemandsLeavesUndecidedWhatAnotherExempts() {
    Verdict verdict = verdict("off", TAGGED_DEMAND, ALLOW);
    assertTrue(
        verdict instanceof Verdict.Undecided(var to, var exemption)
            && to.equals(ViewerProtocolPolicy.HTTPS_ONLY)
            && exemption.isPresent(),
        verdict.toString());
  }

  @Test
  void theOwnersTagLeavesItUndecidedWhereNoRuleDecides() {
    assertEquals(
        new Verdict.Undecided(ViewerProtocolPolicy.REDIRECT_TO_HTTPS, Optional.empty()),
        verdict("on"));
  }

  @ParameterizedTest
  @CsvSource({"on", "off"})
  void aRuleThatFitsForCertainDecidesWhateverTheTags(String ownersTag) {
    assertEquals(HTTPS_ONLY, verdict(ownersTag, DEMAND, TAGGED_ALLOW));
    assertTrue(verdict(ownersTag, ALLOW, TAGGED_DEMAND) instanceof Verdict.Exempt);
  }

  @Test
  void whatComesToTheSameIsDecided() {
    assertEquals(REDIRECT, verdict("off", TAGGED_SAME));
    assertTrue(verdict("off", TAGGED_ALLOW, ALLOW) instanceof Verdict.Exempt);
  }

  @Test
  void anExemptionThatHasEndedLeavesNothingUndecided() {
    assertEquals(REDIRECT, verdict("off", ENDED));
  }

  @Test
  void thatItIsOutOfPolicyIsKnownThoughNotToWhatItIsRepaired() {
    Assessment assessment = assess(policy("off", TAGGED_DEMAND), UNKNOWN);
    assertEquals(1, assessment.drift().size());
    assertEquals(0, assessment.exempt().size());
  }

  /** What is undecided is to be repaired, perhaps; nothing is written of it. */
  @Test
  void whatIsUndecidedIsDriftAndNoFinding() {
    Assessment assessment = assess(policy("on"), UNKNOWN);
    assertEquals(1, assessment.drift().size());
    assertEquals(0, assessment.findings().size());
    assertEquals(Map.of(), assessment.repairs());
  }

  @Test
  void tagsThatAreAbsentDecide() {
    assertEquals(
        REDIRECT, assess(policy("on", TAGGED_ALLOW), UNTAGGED).behaviors().get(0).verdict());
  }

  @ParameterizedTest
  @CsvSource({"tags, true", "account, false"})
  void aRuleThatAsksForTagsMayLetModeNotifyBe(String matcher, boolean mayNotify) {
    HttpsPolicy policy =
        policy(
            "off",
            matcher.equals("tags")
                ? "{\"tags\": {\"team\": \"tv\"}, \"mode\": \"notify\"}"
                : "{\"account\": \"111122223333\", \"mode\": \"notify\"}");
    assertEquals(mayNotify, policy.mayNotify(UNKNOWN));
    assertEquals(mayNotify ? Mode.REMEDIATE : Mode.NOTIFY, policy.mode(UNKNOWN, Mode.REMEDIATE));
  }

  @Test
  void anExemptionHangsOnTagsByItsSource() {
    HttpsPolicy policy = policy("on", TAGGED_ALLOW, ALLOW);
    LocalDate until = LocalDate.of(2027, 3, 31);
    assertTrue(policy.dependsOnTags(new Exemption(until, "", new Exemption.Source.ByTag("key"))));
    assertTrue(policy.dependsOnTags(new Exemption(until, "", new Exemption.Source.ByRule(0))));
    assertFalse(policy.dependsOnTags(new Exemption(until, "", new Exemption.Source.ByRule(1))));
  }

  private static Verdict verdict(String ownersTag, String... rules) {
    return assess(policy(ownersTag, rules), UNKNOWN).behaviors().get(0).verdict();
  }

  private static Assessment assess(HttpsPolicy policy, Subject subject) {
    return policy.assess(CONFIG, subject, TODAY);
  }

  private static HttpsPolicy policy(String ownersTag, String... rules) {
    return HttpsPolicy.parse(
        """
        {"policy": "redirect-to-https", "rules": [%s]%s}"""
            .formatted(
                String.join(", ", rules),
                ownersTag.equals("on") ? "" : ", \"exemptionTag\": null"));
  }
}
