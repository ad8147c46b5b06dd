package httpsguard.text;

import java.util.regex.Pattern;

/** Words of others, made safe to stand among ours. */
public final class Quoted {
  /** The most characters that are shown of one text, escapes included. */
  static final int MAX_CHARACTERS = 512;

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.*_-]{1,253}");

  private static final Pattern WORD =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9:/._+=@-]{0,%d}".formatted(MAX_CHARACTERS - 1));

  /** What mail clients make links of: an address with its scheme, or one that needs none. */
  private static final Pattern LINK =
      Pattern.compile("(://|(?<![a-z0-9])(?:www\\.|mailto:|tel:))", Pattern.CASE_INSENSITIVE);

  private Quoted() {}

  /**
   * The text in double quotes: in printable ASCII, on one line, of a bounded length, and no address
   * that a mail client would make a link of. What is left out is said behind the quotes, where the
   * text itself cannot say it.
   */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder();
    int left = shown(text, shown);
    return '"' + withoutLinks(shown.toString()) + '"' + more(left);
  }

  /** Without the quotes where it is one word that has the shape of an id, a name or an ARN. */
  public static String plain(String text) {
    return WORD.matcher(text).matches() && withoutLinks(text).equals(text) ? text : of(text);
  }

  /** Our own words, with others' words in quotes already: a cut leaves these whole or out. */
  public static String sentence(String text) {
    StringBuilder ascii = new StringBuilder();
    int end = wholeQuotes(text, 2 * MAX_CHARACTERS);
    for (int at = 0; at < end; at++) {
      ascii.append(isShown(text.charAt(at)) ? text.charAt(at) : '?');
    }
    return withoutLinks(ascii.toString()) + more(text.length() - end);
  }

  /**
   * How many characters of what we wrote can be shown where there is room for so many, without
   * cutting what others wrote in quotes.
   */
  public static int wholeQuotes(String text, int most) {
    int end = 0;
    while (end < text.length()) {
      int next = endOfPiece(text, end);
      if (next > most) {
        return end;
      }
      end = next;
    }
    return end;
  }

  /**
   * Where the piece that begins here ends: whatever stands in quotes, or else a single character.
   * Quotes that are not closed reach to the end of the text.
   */
  public static int endOfPiece(String text, int from) {
    return switch (text.charAt(from)) {
      case '"' -> endOfQuotes(text, from + 1);
      case '\\' -> Math.min(from + 2, text.length());
      default -> from + 1;
    };
  }

  private static int endOfQuotes(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, text.length());
  }

  /** What the HTTPS policy's author chose, between the apostrophes of a shell's command. */
  public static String inCommand(String text) {
    StringBuilder shown = new StringBuilder();
    int left = shown(text, shown);
    return shown + more(left);
  }

  /** A host name as it is where it looks like one, else quoted. */
  public static String host(String name) {
    return HOST.matcher(name).matches() ? name : of(name);
  }

  /** Shows the beginning of a text; returns how many of its characters are left out. */
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

  static String escaped(char character) {
    return switch (character) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      default ->
          isShown(character)
              ? String.valueOf(character)
              : String.format("\\u%04x", (int) character);
    };
  }

  private static boolean isShown(char character) {
    return character >= ' ' && character <= '~';
  }

  /** The character that makes it a link stands in brackets. */
  private static String withoutLinks(String text) {
    return LINK.matcher(text).replaceAll(link -> link.group().replaceFirst("[.:]", "[$0]"));
  }

  private static String more(int left) {
    return left == 0 ? "" : " [and " + left + " more characters]";
  }
}
