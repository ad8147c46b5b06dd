package httpsguard.notice;

/**
 * The subject of a notice: at most 99 characters of printable ASCII, as SNS asks (API reference,
 * Publish).
 *
 * @param text as it is sent: what does not fit is cut off, what is not ASCII becomes a question
 *     mark
 */
public record Subject(String text) {
  static final int MAX_CHARACTERS = 99;

  static final String BEGIN = "[HTTPS Guard] ";

  public Subject {
    String ascii = text.replaceAll("[^ -~]", "?");
    text = ascii.substring(0, Math.min(MAX_CHARACTERS, ascii.length()));
  }

  /**
   * @param words without the sender's name
   */
  static Subject of(String words) {
    return new Subject(BEGIN + words);
  }
}
