package httpsguard.notice;

import java.util.regex.Pattern;

/** Words of others, made safe to stand among ours. */
final class Quoted {
  private static final int MAX_CHARACTERS = 256;
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.*_-]{1,253}");

  private Quoted() {}

  /**
   * The text in double quotes: in printable ASCII, on one line, of at most 256 characters, and no
   * address that a mail client would make a link of.
   */
  static String of(String text) {
    return '"'
        + plain(text).replace("\\", "\\\\").replace("\"", "\\\"").replace("://", "[:]//")
        + '"';
  }

  /** Like {@link #of} without the quotes, for what has a shape of its own, such as an ARN. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    boolean cut = text.length() > MAX_CHARACTERS;
    String kept = cut ? text.substring(0, MAX_CHARACTERS) : text;
    kept.chars()
        .forEach(
            character -> {
              if (character >= ' ' && character <= '~') {
                plain.append((char) character);
              } else {
                plain.append(String.format("\\u%04x", character));
              }
            });
    return cut ? plain + "[...]" : plain.toString();
  }

  /** A host name as it is where it looks like one, else quoted. */
  static String host(String name) {
    return HOST.matcher(name).matches() ? name : of(name);
  }
}
