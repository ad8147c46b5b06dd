package httpsguard.lambda;

import java.util.List;

/** One or more settings are missing or wrong; the message names each, and says what to do. */
public final class InvalidSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidSettingsException(List<String> problems) {
    this("the function's environment variables are wrong: " + String.join("; ", problems));
  }

  InvalidSettingsException(String message) {
    super(message);
  }
}
