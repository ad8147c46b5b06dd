package httpsguard.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "a\nb", "caf\u00e9", "\ud83d\ude80 up", "\u0000", "\t"})
  void isOneThatSnsTakesWhateverItIsMadeOf(String words) {
    for (String text : new String[] {words, words + "x".repeat(200)}) {
      String subject = Subject.of(text).text();
      assertTrue(subject.matches("[!-~][ -~]{0,98}"), subject);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {84, 85, 86})
  void keepsAllThatFits(int length) {
    assertEquals(Math.min(99, 14 + length), Subject.of("x".repeat(length)).text().length());
  }

  @Test
  void leavesOutQuotesThatDoNotFitAsAWhole() {
    String begin = "x".repeat(60) + " ";
    assertEquals(Subject.BEGIN + begin, Subject.of(begin + '"' + "y z ".repeat(9) + '"').text());
  }
}
