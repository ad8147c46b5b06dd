package httpsguard.text;

import java.util.stream.Collectors;

/** What someone set, as messages show it: quoted, in printable ASCII, bounded. */
public final class Excerpt {
  private static final int MAX_CHARACTERS = 80;

  private Excerpt() {}

  /** Unquoted, for what is known to be a name; three dots stand for an end that is left out. */
  public static String upTo(String name, int most) {
    return name.length() <= most ? name : name.substring(0, most - 3) + "...";
  }

  public static String of(String text) {
    return of(text, MAX_CHARACTERS);
  }

  /**
   * @param most how many characters are shown
   */
  public static String of(String text, int most) {
    String shown =
        text.chars()
            .limit(most)
            .mapToObj(character -> Quoted.escaped((char) character))
            .collect(Collectors.joining());
    return '"' + shown + (text.length() > most ? "[...]\"" : "\"");
  }
}
