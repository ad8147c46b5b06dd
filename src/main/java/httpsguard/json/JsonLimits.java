package httpsguard.json;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Bounds what others wrote before it goes into JSON. Whatever is left out is said. */
public final class JsonLimits {
  /** Longer than any value that CloudFront takes for a path pattern, an origin's id or a host. */
  private static final int MAX_TEXT = 512;

  private JsonLimits() {}

  public static String text(String text) {
    return text(text, MAX_TEXT);
  }

  /** A text that takes up to so many bytes, and a few more that say what is left out. */
  public static String text(String text, int most) {
    return beginning(text, fitting(text, most));
  }

  /**
   * How many characters of a text take up to so many bytes within JSON within JSON. What JSON
   * escapes takes seven at most.
   */
  public static int fitting(String text, int most) {
    int cost = 0;
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      boolean plain = character >= ' ' && character <= '~' && character != '"' && character != '\\';
      cost += plain ? 1 : 7;
      if (cost > most) {
        return Character.isLowSurrogate(character) ? at - 1 : at;
      }
    }
    return text.length();
  }

  /** A text up to this character, and what is left out of it. */
  public static String beginning(String text, int end) {
    return end == text.length()
        ? text
        : text.substring(0, end) + " [and " + (text.length() - end) + " more characters]";
  }

  /** In bytes, as a text within JSON. */
  public static int sizeAsText(Map<String, Object> json) {
    return AsciiJson.of(AsciiJson.of(json)).length();
  }

  /** The first of a list. */
  public static <T, R> List<R> list(List<T> all, int most, Function<T, R> each) {
    return all.stream().limit(most).map(each).toList();
  }
}
