package httpsguard.json;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Goes through a text once before it is parsed, and refuses what the parser would choke on or
 * accept silently.
 */
final class SafeJson {
  /** Deeper than any CloudTrail record, and far from what a thread's stack can take. */
  private static final int MAX_DEPTH = 64;

  /** More than any number of a CloudTrail record has; parsing takes the square of it in time. */
  private static final int MAX_DIGITS = 100;

  private static final int HEX_DIGITS = 4;

  private final String what;
  private final String text;

  /** The names of each open object; a list has none. */
  private final Deque<Set<String>> open = new ArrayDeque<>();

  private int at;

  private SafeJson(String what, String text) {
    this.what = what;
    this.text = text;
  }

  /**
   * The parser recurses, makes a number of any digits, and takes the last of two values of one
   * name.
   *
   * @param what the text is, for messages, which repeat nothing of it
   * @throws MalformedJsonException if it is too deep, or has a number that is too long, or a name
   *     twice in one object
   */
  static void require(String what, String text) {
    new SafeJson(what, text).scan();
  }

  private void scan() {
    int digits = 0;
    while (at < text.length()) {
      char character = text.charAt(at);
      digits = character >= '0' && character <= '9' ? digits + 1 : 0;
      if (digits > MAX_DIGITS) {
        throw malformed("has a number of more than " + MAX_DIGITS + " digits");
      }
      switch (character) {
        case '"' -> string();
        case '{', '[' -> open();
        case '}', ']' -> {
          open.poll();
          at++;
        }
        default -> at++;
      }
    }
  }

  private void open() {
    if (open.size() == MAX_DEPTH) {
      throw malformed("is nested more than " + MAX_DEPTH + " deep");
    }
    open.push(new HashSet<>());
    at++;
  }

  private void string() {
    int start = at + 1;
    boolean isEscaped = false;
    at = start;
    while (at < text.length() && text.charAt(at) != '"') {
      isEscaped |= text.charAt(at) == '\\';
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= text.length()) {
      return;
    }
    String content = text.substring(start, at);
    at++;
    if (isName() && !open.isEmpty()) {
      String name = isEscaped ? unescaped(content) : content;
      if (!open.getFirst().add(name)) {
        throw malformed("has a name twice in one object, the second time in line " + line());
      }
    }
  }

  /** In JSON a colon follows names, and nothing else. */
  private boolean isName() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() && text.charAt(at) == ':';
  }

  /** Two names are one however they are escaped (RFC 8259, section 8.3). */
  private static String unescaped(String escaped) {
    StringBuilder name = new StringBuilder();
    int at = 0;
    while (at < escaped.length()) {
      char character = escaped.charAt(at++);
      if (character != '\\') {
        name.append(character);
        continue;
      }
      character = escaped.charAt(at++);
      switch (character) {
        case 'b' -> name.append('\b');
        case 'f' -> name.append('\f');
        case 'n' -> name.append('\n');
        case 'r' -> name.append('\r');
        case 't' -> name.append('\t');
        case 'u' -> {
          name.append(unicode(escaped, at));
          at += HEX_DIGITS;
        }
        default -> name.append(character);
      }
    }
    return name.toString();
  }

  /** What is no such escape, the parser refuses. */
  private static char unicode(String escaped, int from) {
    int value = 0;
    for (int at = from; at < Math.min(from + HEX_DIGITS, escaped.length()); at++) {
      value = value * 16 + Math.max(0, Character.digit(escaped.charAt(at), 16));
    }
    return (char) value;
  }

  private long line() {
    return 1 + text.substring(0, at).chars().filter(character -> character == '\n').count();
  }

  private MalformedJsonException malformed(String fault) {
    return new MalformedJsonException(what + " " + fault);
  }
}
