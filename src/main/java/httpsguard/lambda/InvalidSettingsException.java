package httpsguard.lambda;

/** One or more settings are missing or wrong; the message names each, and says what to do. */
public final class InvalidSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidSettingsException(String message) {
    super(message);
  }
}
