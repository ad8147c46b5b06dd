package httpsguard.distribution;

/** What was read is not a distribution config that can be judged; the message says why. */
public final class MalformedConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedConfigException(String message) {
    super(message);
  }

  public MalformedConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
