package httpsguard.notice;

/** What subscribers over HTTPS get. */
public enum HttpsFormat {
  /** The outcome as JSON, like every other program. */
  OUTCOME("outcome"),
  /** A custom notification of Amazon Q Developer in chat applications. */
  CHAT("chat");

  private final String word;

  HttpsFormat(String word) {
    this.word = word;
  }

  /** As settings write it. */
  public String word() {
    return word;
  }
}
