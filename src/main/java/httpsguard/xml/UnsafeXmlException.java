package httpsguard.xml;

/** A document that must not reach a parser; the message says why, and repeats nothing of it. */
public final class UnsafeXmlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsafeXmlException(String message) {
    super(message);
  }
}
