package httpsguard.lambda;

import httpsguard.cloudtrail.MalformedEventException;
import httpsguard.distribution.TryAgainException;
import httpsguard.json.MalformedJsonException;
import httpsguard.text.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * Failures as Lambda may log them, with their stack traces: what others wrote is quoted and bounded
 * in them.
 */
final class Failures {
  private static final int MAX_MESSAGE = 1024;
  private static final int MAX_CAUSES = 8;

  private Failures() {}

  /** The same failure; what its causes say is quoted and bounded. */
  static RuntimeException loggable(RuntimeException failure) {
    @Nullable Throwable cause = quoted(failure.getCause(), MAX_CAUSES);
    String message = String.valueOf(failure.getMessage());
    RuntimeException loggable =
        switch (failure) {
          case MalformedEventException _, MalformedJsonException _ ->
              new MalformedEventException(message, cause);
          case TryAgainException _ -> new TryAgainException(message, cause);
          default -> new UnexpectedFailureException(words(failure), cause);
        };
    return copyTraces(failure, loggable, MAX_CAUSES);
  }

  private static @Nullable Throwable quoted(@Nullable Throwable cause, int left) {
    return cause == null || left == 0
        ? null
        : copyTraces(
            cause, new QuotedCause(words(cause), quoted(cause.getCause(), left - 1)), left - 1);
  }

  private static <T extends Throwable> T copyTraces(Throwable from, T to, int left) {
    to.setStackTrace(from.getStackTrace());
    for (Throwable suppressed : from.getSuppressed()) {
      @Nullable Throwable quoted = quoted(suppressed, left);
      if (quoted != null) {
        to.addSuppressed(quoted);
      }
    }
    return to;
  }

  private static String words(Throwable failure) {
    return failure.getClass().getName()
        + ": "
        + Excerpt.of(String.valueOf(failure.getMessage()), MAX_MESSAGE);
  }

  /** A failure that the guard has no words for. */
  static final class UnexpectedFailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnexpectedFailureException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  private static final class QuotedCause extends Exception {
    private static final long serialVersionUID = 1L;

    QuotedCause(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
