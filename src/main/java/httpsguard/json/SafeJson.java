package httpsguard.json;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * Goes through a text once before it is parsed. The parser recurses, makes a number of any digits,
 * and takes the last of two values of one name.
 */
final class SafeJson {
  /** Deeper than any CloudTrail record, and far from what a thread's stack can take. */
  private static final int MAX_DEPTH = 64;

  /** More than any number of a CloudTrail record has; parsing takes the square of it in time. */
  private static final int MAX_DIGITS = 100;

  private static final int HEX_DIGITS = 4;

  private final String text;
  private final BinaryOperator<String> pathTo;
  private final Deque<Open> open = new ArrayDeque<>();
  private final List<RepeatedName> repeated = new ArrayList<>();
  private int at;

  /**
   * A name that its object has already.
   *
   * @param end where it ends in the text
   */
  record RepeatedName(String path, int end) {}

  /** An object or a list whose end was not met yet. */
  private static final class Open {
    private final boolean isList;
    private final String path;
    private final Set<String> names = new HashSet<>();
    private String member = "";
    private int commas;

    Open(boolean isList, String path) {
      this.isList = isList;
      this.path = path;
    }

    /** Of what is being read in it. */
    String pathOfMember() {
      return isList ? path + "[" + commas + "]" : member;
    }
  }

  private SafeJson(String text, BinaryOperator<String> pathTo) {
    this.text = text;
    this.pathTo = pathTo;
  }

  /**
   * The names that an object has twice.
   *
   * @param pathTo makes a path of that of an object, which is empty for the whole, and a name in it
   * @throws MalformedJsonException if the text is too deep, or has a number that is too long; the
   *     message repeats nothing of it
   */
  static List<RepeatedName> repeatedNames(String text, BinaryOperator<String> pathTo) {
    SafeJson json = new SafeJson(text, pathTo);
    json.scan();
    return json.repeated;
  }

  private void scan() {
    int digits = 0;
    while (at < text.length()) {
      char character = text.charAt(at++);
      digits = character >= '0' && character <= '9' ? digits + 1 : 0;
      if (digits > MAX_DIGITS) {
        throw new MalformedJsonException("has a number of more than " + MAX_DIGITS + " digits");
      }
      switch (character) {
        case '"' -> string();
        case '{', '[' -> open(character == '[');
        case '}', ']' -> open.poll();
        case ',' -> {
          if (!open.isEmpty()) {
            open.getFirst().commas++;
          }
        }
        default -> {
          // The parser refuses what does not belong there.
        }
      }
    }
  }

  private void open(boolean isList) {
    if (open.size() == MAX_DEPTH) {
      throw new MalformedJsonException("is nested more than " + MAX_DEPTH + " deep");
    }
    open.push(new Open(isList, open.isEmpty() ? "" : open.getFirst().pathOfMember()));
  }

  /** Two names are one however they are escaped (RFC 8259, section 8.3). */
  private void string() {
    int start = at;
    boolean isEscaped = false;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at++) == '\\') {
        isEscaped = true;
        at++;
      }
    }
    int close = Math.min(at, text.length());
    at++;
    int end = at;
    if (isName()) {
      Open object = open.getFirst();
      String name = text.substring(start, close);
      if (isEscaped) {
        name = unescaped(name);
      }
      object.member = pathTo.apply(object.path, name);
      if (!object.names.add(name)) {
        repeated.add(new RepeatedName(object.member, end));
      }
    }
  }

  /** A colon follows names, and nothing else. */
  private boolean isName() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() && text.charAt(at) == ':' && !open.isEmpty();
  }

  /** What is no escape, the parser refuses. */
  private static String unescaped(String name) {
    StringBuilder unescaped = new StringBuilder();
    for (int index = 0; index < name.length(); index++) {
      char character = name.charAt(index);
      if (character == '\\' && index + 1 < name.length()) {
        character = name.charAt(++index);
        switch (character) {
          case 'b' -> character = '\b';
          case 'f' -> character = '\f';
          case 'n' -> character = '\n';
          case 'r' -> character = '\r';
          case 't' -> character = '\t';
          case 'u' -> {
            character = unicode(name, index + 1);
            index += HEX_DIGITS;
          }
          default -> {
            // It stands for itself.
          }
        }
      }
      unescaped.append(character);
    }
    return unescaped.toString();
  }

  private static char unicode(String name, int start) {
    int value = 0;
    for (int index = start; index < Math.min(start + HEX_DIGITS, name.length()); index++) {
      value = value * 16 + Math.max(0, Character.digit(name.charAt(index), 16));
    }
    return (char) value;
  }
}
