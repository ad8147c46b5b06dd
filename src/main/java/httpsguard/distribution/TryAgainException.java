package httpsguard.distribution;

import org.jspecify.annotations.Nullable;

/** Something failed that may pass: the event is to be delivered again. */
public final class TryAgainException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TryAgainException(String message) {
    super(message);
  }

  public TryAgainException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
