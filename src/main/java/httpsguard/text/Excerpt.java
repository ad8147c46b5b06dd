package httpsguard.text;

/** What somebody set, as messages show it: quoted, in printable ASCII, bounded. */
public final class Excerpt {
  private static final int MAX_CHARACTERS = 80;

  private Excerpt() {}

  public static String of(String text) {
    return of(text, MAX_CHARACTERS);
  }

  /**
   * @param most how many characters are shown
   */
  public static String of(String text, int most) {
    StringBuilder excerpt = new StringBuilder("\"");
    text.chars()
        .limit(most)
        .forEach(
            character -> {
              switch (character) {
                case '"', '\\' -> excerpt.append('\\').append((char) character);
                default -> {
                  if (character >= ' ' && character <= '~') {
                    excerpt.append((char) character);
                  } else {
                    excerpt.append(String.format("\\u%04x", character));
                  }
                }
              }
            });
    return excerpt.append(text.length() > most ? "[...]\"" : "\"").toString();
  }
}
