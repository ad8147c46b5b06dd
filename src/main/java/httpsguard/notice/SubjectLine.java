package httpsguard.notice;

import httpsguard.text.Excerpt;
import httpsguard.text.Quoted;
import java.util.Optional;

/**
 * The subject of a notice: at most 99 characters of printable ASCII, as SNS asks (API reference,
 * Publish).
 *
 * @param text as it is sent: what does not fit is cut off, and quotes with all that stands in them;
 *     what is not ASCII becomes a question mark
 */
public record SubjectLine(String text) {
  private static final int MAX_CHARACTERS = 99;

  /** Of an alias: with fewer, no one would recognize it. */
  private static final int FEWEST_OF_ALIAS = 12;

  private static final String BEGIN = "[HTTPS Guard] ";

  /** In characters, for what stands behind the sender's name. */
  static final int ROOM = MAX_CHARACTERS - BEGIN.length();

  public SubjectLine {
    String ascii = text.replaceAll("[^ -~]", "?");
    text = ascii.substring(0, Quoted.wholeQuotes(ascii, MAX_CHARACTERS));
  }

  /**
   * @param words without the sender's name
   */
  static SubjectLine of(String words) {
    return new SubjectLine(BEGIN + words);
  }

  /**
   * About one distribution. A person knows its alias, a program its id.
   *
   * @param alias cut, or left out, so that the rest fits
   */
  static SubjectLine of(String before, Optional<String> alias, String id, String behind) {
    int room = ROOM - (before + id + behind).length() - " ()".length();
    String label =
        alias
            .filter(name -> Quoted.host(name).equals(name))
            .filter(name -> room >= Math.min(name.length(), FEWEST_OF_ALIAS))
            .map(name -> Excerpt.upTo(name, room) + " (" + id + ")")
            .orElse(id);
    return of(before + label + behind);
  }
}
