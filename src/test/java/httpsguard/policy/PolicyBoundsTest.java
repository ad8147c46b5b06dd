package httpsguard.policy;

import static httpsguard.policy.PolicyDocumentTest.REDIRECT;
import static httpsguard.policy.PolicyDocumentTest.message;
import static httpsguard.policy.PolicyDocumentTest.refuse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How large a policy may be, and its parts, and what is said of one that is larger. */
class PolicyBoundsTest {
  @Test
  void takesThreeKilobytesAndNoByteMore() {
    String document = REDIRECT + "}";
    String most = document + " ".repeat(3 * 1024 - document.length());
    assertEquals(HttpsPolicy.parse(document), HttpsPolicy.parse(most));
    assertEquals(
        "the HTTPS policy is 3073 bytes long (allowed: 3072)", refuse(most + " ").getMessage());
    String wide = REDIRECT + ",\"rules\":[{\"tags\":{\"\u00fc\":\"" + "\u00fc".repeat(1600);
    assertTrue(message(wide).contains("bytes long (allowed: 3072)"), "bytes, not characters");
  }

  @Test
  void boundsAndEscapesWhatItQuotes() {
    String message =
        message(
            REDIRECT + ",\"rules\":[{\"account\":\"\\n\\u001b[31m" + "x".repeat(2000) + "\"}]}");
    assertTrue(message.contains("\"\\u000a\\u001b[31mxxx"), message);
    assertTrue(message.contains("x[...]\""), message);
    assertTrue(message.length() < 600, message);
  }

  @Test
  void boundsHowManyProblemsItTells() {
    String sevens = "7,".repeat(1000) + "7";
    MalformedPolicyException thrown = refuse(REDIRECT + ",\"rules\":[" + sevens + "]}");
    assertEquals(1001, thrown.problems().size());
    assertEquals(21, thrown.tell("HTTPS_POLICY").size());
    assertEquals("and 981 more problems", thrown.tell("HTTPS_POLICY").getLast());
  }

  @Test
  void tellsTwentyProblemsWithoutSpeakingOfMore() {
    MalformedPolicyException thrown = refuse(REDIRECT + ",\"rules\":[" + "7,".repeat(19) + "7]}");
    assertEquals(20, thrown.tell("HTTPS_POLICY").size());
    assertTrue(thrown.tell("HTTPS_POLICY").getLast().contains("rules[19]"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3650})
  void takesTheShortestAndTheLongestTimeForTags(int days) {
    assertEquals(
        days,
        HttpsPolicy.parse(REDIRECT + ",\"exemptionTag\":{\"maxDays\":" + days + "}}")
            .exemptionTag()
            .orElseThrow()
            .maxDays());
  }

  @Test
  void refusesWhatIsNestedMoreThanSixtyFourDeep() {
    assertTrue(message(nested(65)).contains("is nested more than 64 deep"), nested(65));
    assertFalse(message(nested(64)).contains("deep"), nested(64));
  }

  private static String nested(int depth) {
    return "{\"rules\":".repeat(depth) + "1" + "}".repeat(depth);
  }

  @Test
  void refusesEndlessNesting() {
    String deep = "{\"policy\":" + "[".repeat(3000);
    assertTrue(message(deep).contains("is nested more than 64 deep"), message(deep));
  }

  /** The parser takes the square of its length in time. */
  @Test
  void refusesANumberOfMoreThanAHundredDigits() {
    String begin = REDIRECT + ",\"exemptionTag\":{\"maxDays\":";
    assertEquals(
        "HTTPS_POLICY has a number of more than 100 digits",
        message(begin + "9".repeat(101) + "}}"));
    assertTrue(message(begin + "9".repeat(100) + "}}").contains("exemptionTag.maxDays is 999"));
  }

  @Test
  void takesAPathPatternAndAReasonOfTheGreatestLength() {
    assertEquals(1, exemption("p".repeat(255), "r".repeat(256)).rules().size());
    assertThrows(MalformedPolicyException.class, () -> exemption("p".repeat(256), "r"));
    assertThrows(MalformedPolicyException.class, () -> exemption("p", "r".repeat(257)));
  }

  private static HttpsPolicy exemption(String pathPattern, String reason) {
    return HttpsPolicy.parse(
        "{\"policy\":\"https-only\",\"rules\":[{\"pathPattern\":\""
            + pathPattern
            + "\",\"policy\":\"allow-all\",\"until\":\"2027-03-31\",\"reason\":\""
            + reason
            + "\"}]}");
  }
}
