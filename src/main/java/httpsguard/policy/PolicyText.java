package httpsguard.policy;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;

/** A policy as it is deployed. */
public final class PolicyText {
  /** All environment variables of a function share 4 KB (Lambda quotas). */
  public static final int MAX_BYTES = 3 * 1024;

  private PolicyText() {}

  /**
   * The policy on one line, as short as can be, without the two characters that shells and SAM CLI
   * read as their own: apostrophes and backslashes, but for those of {@code \\uXXXX}.
   *
   * @throws MalformedPolicyException if the text is a document, but not a JSON object
   */
  public static String compact(String text) {
    return isDocument(text) ? compact(PolicyJson.parse(text)) : text.strip();
  }

  static boolean isDocument(String text) {
    return text.stripLeading().startsWith("{");
  }

  private static String compact(JsonObject json) {
    StringBuilder compact = new StringBuilder();
    String written = JsonWriter.string(json);
    for (int i = 0; i < written.length(); i++) {
      char character = written.charAt(i);
      switch (character) {
        case '\'' -> compact.append("\\u0027");
        case '\\' -> compact.append(escape(written.charAt(++i)));
        default -> compact.append(character);
      }
    }
    return compact.toString();
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
