package httpsguard.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InkTest {
  @ParameterizedTest
  @CsvSource({
    "xterm-256color, '', true, true",
    "xterm-256color, '', false, false",
    "xterm-256color, 1, true, false",
    "dumb, '', true, false",
    "dumb, 1, false, false",
  })
  void colourIsForTerminalsThatShowItAndPeopleWhoWantIt(
      String term, String noColor, boolean isTerminal, boolean wanted) {
    assertEquals(wanted, Ink.isWanted(Map.of("TERM", term, "NO_COLOR", noColor), isTerminal));
  }

  @Test
  void aTerminalThatSaysNothingOfItselfGetsNone() {
    assertFalse(Ink.isWanted(Map.of(), true));
  }

  @Test
  void aColourEndsWhereItsTextDoes() {
    assertEquals("\u001b[31mred\u001b[0m", Ink.RED.on("red"));
    assertEquals("plain", Ink.PLAIN.on("plain"));
  }

  @Test
  void aScreenWithoutColourHasNoControlCharacters() {
    var written = new ByteArrayOutputStream();
    var screen = new Screen(new PrintStream(written, true, StandardCharsets.UTF_8), false);

    screen.title("title");
    screen.step("step");
    screen.line("line", Ink.RED);
    screen.quote("a\n\nb\n");

    assertEquals(
        "title\n\n1  step\n\n   line\n   | a\n   |\n   | b\n",
        written.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
  }
}
