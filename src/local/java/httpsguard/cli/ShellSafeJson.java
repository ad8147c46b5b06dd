package httpsguard.cli;

import com.grack.nanojson.JsonWriter;

/**
 * JSON without the two characters that shells and SAM CLI read as their own: apostrophes and
 * backslashes, but for those of {@code \\uXXXX}.
 */
final class ShellSafeJson {
  private ShellSafeJson() {}

  /**
   * On one line, as short as can be.
   *
   * @param value a map, a list, a text, a number, a boolean or null
   */
  static String of(Object value) {
    StringBuilder safe = new StringBuilder();
    String written = JsonWriter.string(value);
    for (int i = 0; i < written.length(); i++) {
      char character = written.charAt(i);
      switch (character) {
        case '\'' -> safe.append("\\u0027");
        case '\\' -> safe.append(escape(written.charAt(++i)));
        default -> safe.append(character);
      }
    }
    return safe.toString();
  }

  /** The writer escapes these, and control characters as {@code \\uXXXX} (RFC 8259, section 7). */
  private static String escape(char escaped) {
    return switch (escaped) {
      case '"' -> "\\u0022";
      case '\\' -> "\\u005c";
      case 'b' -> "\\u0008";
      case 'f' -> "\\u000c";
      case 'n' -> "\\u000a";
      case 'r' -> "\\u000d";
      case 't' -> "\\u0009";
      case '/' -> "/";
      default -> "\\" + escaped;
    };
  }
}
