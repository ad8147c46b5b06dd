package httpsguard.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "deploy            | \"deploy\"",
        "a\"b              | \"a\\\"b\"",
        "a\\b              | \"a\\\\b\"",
        "https://a.example | \"https[:]//a.example\"",
        "\u00e9\ud83d\ude80 | \"\\u00e9\\ud83d\\ude80\"",
      })
  void standsInQuotesInPrintableAscii(String text, String quoted) {
    assertEquals(quoted, Quoted.of(text));
  }

  @Test
  void keepsOnOneLineWhatWouldPassForOurWords() {
    String quoted = Quoted.of("x\"\n\nWhat to do\n  1. Call\r\t\u2028\u202e");
    assertTrue(quoted.chars().allMatch(c -> c >= ' ' && c <= '~'), quoted);
    assertTrue(quoted.startsWith("\"x\\\"\\u000a\\u000aWhat to do"), quoted);
  }

  @Test
  void saysBehindTheQuotesWhatIsLeftOut() {
    String quoted = Quoted.of("a".repeat(600));
    assertEquals('"' + "a".repeat(512) + "\" [and 88 more characters]", quoted);
  }

  @Test
  void countsEscapesSoThatNothingGrowsWithoutBounds() {
    assertTrue(Quoted.of("\u0001".repeat(600)).length() < 560);
    assertTrue(Quoted.plain("\\".repeat(600)).length() < 560);
  }

  @Test
  void quotesWhatDoesNotLookLikeAHost() {
    assertEquals("www.example.com", Quoted.host("www.example.com"));
    assertEquals("\"www.example.com is fine\"", Quoted.host("www.example.com is fine"));
    assertFalse(Quoted.host("a\nb").contains("\n"));
  }
}
