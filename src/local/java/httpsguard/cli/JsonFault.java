package httpsguard.cli;

import httpsguard.json.JsonSyntaxException;

/** Where and why a text is no JSON; repeats nothing that was read. */
record JsonFault(String text, JsonSyntaxException fault) {
  /** Whether the text does not even begin like JSON. */
  boolean isOtherFormat() {
    return !text.isBlank() && "{[\"".indexOf(text.strip().charAt(0)) < 0;
  }

  /** To follow the text's name. */
  String why() {
    if (text.isBlank()) {
      return "is empty";
    }
    if (isOtherFormat()) {
      return "does not begin like JSON";
    }
    if (fault.offset() >= unfinishedPart(text)) {
      return "ends in the middle, line " + text.strip().lines().count();
    }
    return "is not JSON: line "
        + fault.line()
        + ", character "
        + fault.character()
        + ", "
        + words(String.valueOf(fault.getMessage()));
  }

  /** Where the last part of a text begins whose end is missing; behind every text if none is. */
  private static int unfinishedPart(String text) {
    int open = 0;
    int part = 0;
    boolean inString = false;
    for (int at = 0; at < text.length(); at++) {
      char read = text.charAt(at);
      if (read == '"') {
        inString = !inString;
        part = at;
      } else if (inString) {
        at += read == '\\' ? 1 : 0;
      } else if ("{}[],: \t\r\n".indexOf(read) >= 0) {
        open += "{[".indexOf(read) >= 0 ? 1 : "}]".indexOf(read) >= 0 ? -1 : 0;
        part = at + 1;
      }
    }
    return inString || open > 0 ? part : Integer.MAX_VALUE;
  }

  /** The parser tells its faults apart by nothing but the first words of its messages. */
  private static String words(String said) {
    if (said.startsWith("Expected end of input")) {
      return "something stands behind its end";
    }
    if (said.startsWith("Trailing")) {
      return "a comma has nothing behind it";
    }
    if (said.startsWith("Expected a comma")) {
      return "a comma is missing";
    }
    if (said.startsWith("Expected STRING")) {
      return "a name in double quotes is missing";
    }
    return said.startsWith("Expected COLON")
        ? "a colon is missing"
        : "what stands there is no value";
  }
}
