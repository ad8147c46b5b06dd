package httpsguard.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.Configs;
import httpsguard.distribution.DistributionId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What could decide otherwise, where account, id and tags are not all known. */
class DoubtsTest {
  private static final String TV = "{\"tags\":{\"team\":\"tv\"},\"policy\":\"https-only\"}";
  private static final String MAY_BE_EXEMPT =
      "the tag \"https-guard-exempt\" may exempt it: say -Dtags";

  private static final CacheBehavior BEHAVIOR =
      Configs.config().document().config().behaviors().getFirst();

  @Test
  void aTagMayExemptWhereNoRuleDecides() {
    assertEquals(List.of(MAY_BE_EXEMPT), doubts(""));
  }

  @Test
  void aRuleThatAsksForTagsMayComeBeforeTheOneThatDecides() {
    assertEquals(
        List.of("rules[0] may decide: say -Dtags"),
        doubts(TV + ",{\"account\":\"111122223333\",\"policy\":\"https-only\"}"));
  }

  @Test
  void aRuleBehindTheOneThatDecidesIsNoDoubt() {
    assertEquals(
        List.of(), doubts("{\"account\":\"111122223333\",\"policy\":\"https-only\"}," + TV));
  }

  @Test
  void aRuleOfAModeOrOfAnotherAccountIsNoDoubt() {
    assertEquals(
        List.of(MAY_BE_EXEMPT),
        doubts(
            "{\"tags\":{\"team\":\"tv\"},\"mode\":\"notify\"},"
                + "{\"account\":\"999999999999\",\"policy\":\"https-only\"}"));
  }

  @Test
  void aTagThatIsKnownIsNoDoubt() {
    HttpsPolicy policy = HttpsPolicy.parse("redirect-to-https");
    Subject subject =
        new Subject("111122223333", new DistributionId("EDFDVBD632BHDS5")).with(Map.of());
    assertEquals(
        List.of(),
        new Doubts(policy, subject, LocalDate.of(2026, 11, 24), name -> "-D" + name)
            .about(BEHAVIOR));
  }

  @Test
  void whatComesToTheSameWhateverItIsMayNotDecide() {
    assertTrue(doubtsOf("").mayDecide(BEHAVIOR));
    assertFalse(
        doubtsOf("{\"account\":\"111122223333\",\"policy\":\"https-only\"}").mayDecide(BEHAVIOR));
    assertFalse(
        doubtsOf(TV + ",{\"account\":\"111122223333\",\"policy\":\"https-only\"}")
            .mayDecide(BEHAVIOR));
  }

  private static List<String> doubts(String rules) {
    return doubtsOf(rules).about(BEHAVIOR);
  }

  private static Doubts doubtsOf(String rules) {
    HttpsPolicy policy =
        HttpsPolicy.parse("{\"policy\":\"redirect-to-https\",\"rules\":[" + rules + "]}");
    Subject subject = new Subject("111122223333", new DistributionId("EDFDVBD632BHDS5"));
    return new Doubts(policy, subject, LocalDate.of(2026, 11, 24), name -> "-D" + name);
  }
}
