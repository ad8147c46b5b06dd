package httpsguard.json;

import org.jspecify.annotations.Nullable;

/** A text that is no JSON, or JSON that is not what is asked for; the message says why. */
public sealed class MalformedJsonException extends RuntimeException permits JsonSyntaxException {
  private static final long serialVersionUID = 1L;

  public MalformedJsonException(String message) {
    super(message);
  }

  public MalformedJsonException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
