package httpsguard.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectLineTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "a\nb", "caf\u00e9", "\ud83d\ude80 up", "\u0000", "\t"})
  void isOneThatSnsTakesWhateverItIsMadeOf(String words) {
    for (String text : new String[] {words, words + "x".repeat(200)}) {
      String subject = SubjectLine.of(text).text();
      assertTrue(subject.matches("[!-~][ -~]{0,98}"), subject);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {84, 85, 86})
  void keepsAllThatFits(int length) {
    assertEquals(Math.min(99, 14 + length), SubjectLine.of("x".repeat(length)).text().length());
  }

  @ParameterizedTest
  @CsvSource({
    "www.example.com, www.example.com (E1) fails",
    "a-name-so-long-that-nothing-else-would-fit-behind-it.of-many-labels.example.com,"
        + " a-name-so-long-that-nothing-else-would-fit-behind-it.of-many-... (E1) fails",
    "'E2 is repaired, and E1', E1 fails"
  })
  void namesADistributionByItsAliasAndAlwaysByItsId(String alias, String shown) {
    String subject = SubjectLine.of("Repaired: ", Optional.of(alias), "E1", " fails").text();

    assertEquals("[HTTPS Guard] Repaired: " + shown, subject);
    assertTrue(subject.length() <= 99, subject);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 70, 80})
  void leavesAnAliasOutBeforeItCutsAnythingElse(int length) {
    String behind = " " + "y".repeat(length);

    String subject = SubjectLine.of("", Optional.of("w".repeat(60)), "E1", behind).text();

    assertTrue(subject.endsWith("E1" + behind) || subject.endsWith("(E1)" + behind), subject);
  }

  @Test
  void leavesOutQuotesThatDoNotFitAsAWhole() {
    String begin = "x".repeat(60) + " ";
    assertEquals(
        "[HTTPS Guard] " + begin, SubjectLine.of(begin + '"' + "y z ".repeat(9) + '"').text());
  }
}
