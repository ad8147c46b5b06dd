package httpsguard.local;

import java.io.Console;
import java.util.Map;
import java.util.Optional;

/** Colour, where there is a terminal that shows it. */
public enum Ink {
  PLAIN("0"),
  BOLD("1"),
  DIM("2"),
  RED("31"),
  GREEN("32");

  private final String code;

  Ink(String code) {
    this.code = code;
  }

  String on(String text) {
    return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }

  /** Whether standard output shows colour, and nobody asked for none (no-color.org). */
  public static boolean isWanted() {
    return isWanted(
        System.getenv(),
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent());
  }

  static boolean isWanted(Map<String, String> environment, boolean isTerminal) {
    return isTerminal
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "dumb").equals("dumb");
  }
}
