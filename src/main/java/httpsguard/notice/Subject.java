package httpsguard.notice;

import httpsguard.text.Quoted;

/**
 * The subject of a notice: at most 99 characters of printable ASCII, as SNS asks (API reference,
 * Publish).
 *
 * @param text as it is sent: what does not fit is cut off, and quotes with all that stands in them;
 *     what is not ASCII becomes a question mark
 */
public record Subject(String text) {
  static final int MAX_CHARACTERS = 99;

  static final String BEGIN = "[HTTPS Guard] ";

  public Subject {
    String ascii = text.replaceAll("[^ -~]", "?");
    text = ascii.substring(0, Quoted.wholeQuotes(ascii, MAX_CHARACTERS));
  }

  /**
   * @param words without the sender's name
   */
  static Subject of(String words) {
    return new Subject(BEGIN + words);
  }
}
