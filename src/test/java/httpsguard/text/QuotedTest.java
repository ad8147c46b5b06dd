package httpsguard.text;

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
        "HTTP://a.example | \"HTTP[:]//a.example\"",
        "www.a.example     | \"www[.]a.example\"",
        "see WWW.a.example | \"see WWW[.]a.example\"",
        "mailto:a@b.example | \"mailto[:]a@b.example\"",
        "tel:+15550100     | \"tel[:]+15550100\"",
        "awww.cute         | \"awww.cute\"",
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "who                | 9 | 3",
        "who says so        | 5 | 5",
        "by 'a b', and       | 6 | 3",
        "by 'a b', and       | 7 | 3",
        "by 'a b', and       | 8 | 8",
        "by 'a\\' b', and     | 8 | 3",
        "by 'a b              | 6 | 3",
        "\\'a b               | 2 | 2",
      })
  void quotesAreCutAsAWhole(String text, int most, int end) {
    assertEquals(end, Quoted.wholeQuotes(text.replace('\'', '"'), most), text);
  }

  @Test
  void aSentenceThatIsTooLongWasCutWithinQuotes() {
    String quoted = Quoted.of("x ".repeat(600));
    String sentence = Quoted.sentence("a".repeat(800) + " " + quoted + " did it");
    assertTrue(sentence.matches("a{800} +\\[and \\d+ more characters]"), sentence);
  }

  @Test
  void countsEscapesSoThatNothingGrowsWithoutBounds() {
    assertTrue(Quoted.of("\u0001".repeat(600)).length() < 560);
    assertTrue(Quoted.plain("\\".repeat(600)).length() < 560);
    assertTrue(Quoted.sentence("\u0001".repeat(6000)).length() < 1100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "AssumedRole            | AssumedRole",
        "arn:aws:iam::1:role/a  | arn:aws:iam::1:role/a",
        "who are you            | \"who are you\"",
        "a) Call 555 (          | \"a) Call 555 (\"",
        "https://a.example      | \"https[:]//a.example\"",
        "www.a.example          | \"www[.]a.example\"",
        "~~                     | \"\"",
      })
  void standsWithoutQuotesOnlyWhereItIsOneWord(String text, String shown) {
    assertEquals(shown, Quoted.plain(text));
  }

  @Test
  void quotesWhatDoesNotLookLikeAHost() {
    assertEquals("www.example.com", Quoted.host("www.example.com"));
    assertEquals("\"www[.]example.com is fine\"", Quoted.host("www.example.com is fine"));
    assertFalse(Quoted.host("a\nb").contains("\n"));
  }
}
