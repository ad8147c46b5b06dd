package httpsguard.s3;

import java.util.Optional;

/**
 * A host name in lower case, in which each parameter of a multi-tenant distribution is a hole: a
 * run of {@code *} as long as the parameter, so that places are the same in both.
 */
final class HostText {
  private static final char HOLE = '*';

  private final String original;
  private final String text;

  private HostText(String original, String text) {
    this.original = original;
    this.text = text;
  }

  /**
   * Empty if the host is none: it has characters that no host name has, or a parameter that is none
   * (API reference, Parameter: letters, digits, {@code -} and {@code _}).
   */
  static Optional<HostText> of(String host) {
    String withoutDot = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    StringBuilder text = new StringBuilder(withoutDot.length());
    int at = 0;
    while (at < withoutDot.length()) {
      char character = withoutDot.charAt(at);
      if (withoutDot.startsWith("{{", at)) {
        int close = parameterEnd(withoutDot, at + 2);
        if (close < 0) {
          return Optional.empty();
        }
        text.repeat(HOLE, close - at);
        at = close;
      } else if (isWord(character) || character == '.') {
        text.append(lower(character));
        at++;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new HostText(withoutDot, text.toString()));
  }

  /** Behind the closing braces; negative if there are none, or no name before them. */
  private static int parameterEnd(String host, int from) {
    int at = from;
    while (at < host.length() && isWord(host.charAt(at))) {
      at++;
    }
    return at > from && host.startsWith("}}", at) ? at + 2 : -1;
  }

  int length() {
    return text.length();
  }

  boolean endsWith(String suffix) {
    return text.endsWith(suffix);
  }

  /** What stands behind the last hole; empty if there is no hole. */
  Optional<String> fixedEnd() {
    int hole = text.lastIndexOf(HOLE);
    return hole < 0 ? Optional.empty() : Optional.of(text.substring(hole + 1));
  }

  int labelStart(int end) {
    return text.lastIndexOf('.', end - 1) + 1;
  }

  String label(int start, int end) {
    return text.substring(start, end);
  }

  /** What stands before a place, as the host has it; empty if a label of it is. */
  Optional<String> name(int end) {
    boolean hasEmptyLabel = ("." + text.substring(0, end) + ".").contains("..");
    return hasEmptyLabel ? Optional.empty() : Optional.of(original.substring(0, end));
  }

  static boolean hasHole(String label) {
    return label.indexOf(HOLE) >= 0;
  }

  static boolean isHole(String label) {
    return !label.isEmpty() && label.chars().allMatch(character -> character == HOLE);
  }

  private static boolean isWord(char character) {
    char lower = lower(character);
    return (lower >= 'a' && lower <= 'z')
        || (character >= '0' && character <= '9')
        || character == '-'
        || character == '_';
  }

  private static char lower(char character) {
    return character >= 'A' && character <= 'Z' ? (char) (character + ('a' - 'A')) : character;
  }
}
