package httpsguard.cloudtrail;

import org.jspecify.annotations.Nullable;

/** An event that is ours, or claims to be, but cannot be acted upon; the message says why. */
public final class MalformedEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedEventException(String message) {
    super(message);
  }

  public MalformedEventException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
