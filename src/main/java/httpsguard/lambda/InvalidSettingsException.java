package httpsguard.lambda;

import java.util.List;

/** One or more settings are missing or wrong; the message names each, its value and what fits. */
public final class InvalidSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidSettingsException(List<String> problems) {
    super("the function's environment variables are not right: " + String.join("; ", problems));
  }
}
