package httpsguard.json;

import com.grack.nanojson.JsonParserException;

/** A text that is no JSON object; the message is the parser's own, and may repeat what it read. */
public final class JsonSyntaxException extends MalformedJsonException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int character;
  private final boolean isOtherFormat;
  private final String why;

  JsonSyntaxException(JsonParserException e, String text) {
    super(String.valueOf(e.getMessage()), e);
    line = e.getLinePosition();
    character = e.getCharPosition();
    isOtherFormat = !text.isBlank() && "{[\"".indexOf(text.strip().charAt(0)) < 0;
    why = why(text, e.getCharOffset());
  }

  /** From 1 on. */
  public int line() {
    return line;
  }

  /** From 1 on. */
  public int character() {
    return character;
  }

  /** Whether the text does not even begin like JSON. */
  public boolean isOtherFormat() {
    return isOtherFormat;
  }

  /** Where and why the text is no JSON, to follow its name; repeats nothing that was read. */
  public String why() {
    return why;
  }

  private String why(String text, int offset) {
    if (text.isBlank()) {
      return "is empty";
    }
    if (isOtherFormat) {
      return "does not begin like JSON";
    }
    if (offset >= unfinishedPart(text)) {
      return "ends in the middle, line " + text.strip().lines().count();
    }
    return "is not JSON: line " + line + ", character " + character + ", " + fault();
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
  private String fault() {
    String said = String.valueOf(getMessage());
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
