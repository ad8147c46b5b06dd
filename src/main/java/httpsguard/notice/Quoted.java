package httpsguard.notice;

import java.util.regex.Pattern;

/** Words of others, made safe to stand among ours. */
final class Quoted {
  /** The most characters that are shown of one text, escapes included. */
  static final int MAX_CHARACTERS = 512;

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.*_-]{1,253}");

  private Quoted() {}

  /**
   * The text in double quotes: in printable ASCII, on one line, of a bounded length, and no address
   * that a mail client would make a link of. What is left out is said behind the quotes, where the
   * text itself cannot say it.
   */
  static String of(String text) {
    StringBuilder shown = new StringBuilder();
    int left = shown(text, shown);
    return '"' + shown.toString().replace("://", "[:]//") + '"' + more(left);
  }

  /** Like {@link #of} without the quotes, for what has a shape of its own, such as an ARN. */
  static String plain(String text) {
    StringBuilder shown = new StringBuilder();
    int left = shown(text, shown);
    return shown + more(left);
  }

  /** A host name as it is where it looks like one, else quoted. */
  static String host(String name) {
    return HOST.matcher(name).matches() ? name : of(name);
  }

  /** Shows the beginning of a text; answers with how many of its characters are left out. */
  private static int shown(String text, StringBuilder shown) {
    for (int at = 0; at < text.length(); at++) {
      String character = escaped(text.charAt(at));
      if (shown.length() + character.length() > MAX_CHARACTERS) {
        return text.length() - at;
      }
      shown.append(character);
    }
    return 0;
  }

  private static String escaped(char character) {
    return switch (character) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      default ->
          character >= ' ' && character <= '~'
              ? String.valueOf(character)
              : String.format("\\u%04x", (int) character);
    };
  }

  private static String more(int left) {
    return left == 0 ? "" : " [and " + left + " more characters]";
  }
}
