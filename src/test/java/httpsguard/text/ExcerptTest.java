package httpsguard.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How messages show what somebody set. */
class ExcerptTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "a b, \"a b\"",
        "~!, \"~!\"",
        "\", \"\\\"\"",
        "\\, \"\\\\\"",
        "\u007f, \"\\u007f\"",
        "a\u0007b, \"a\\u0007b\"",
        "\u202e, \"\\u202e\"",
      })
  void writesPrintableAsciiAsItIs(String text, String shown) {
    assertEquals(shown, Excerpt.of(text));
  }

  @Test
  void saysThatItIsCutOnlyWhereItIs() {
    assertEquals("\"abc\"", Excerpt.of("abc", 3));
    assertEquals("\"abc[...]\"", Excerpt.of("abcd", 3));
  }
}
