package httpsguard.lambda;

import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Mode;
import java.util.Map;
import java.util.Optional;

/**
 * The audit's settings, from its environment variables: those of the guard that judging needs.
 *
 * @param httpsPolicy {@code HTTPS_POLICY}: a word or a JSON document
 * @param mode {@code MODE}
 */
public record AuditSettings(HttpsPolicy httpsPolicy, Mode mode) {

  /**
   * @throws InvalidSettingsException if a variable is missing or wrong: both are named; or if
   *     {@code sam local invoke} runs the function without {@code AWS_ENDPOINT_URL}
   */
  public static AuditSettings from(Map<String, String> environment) {
    Environment reader = Environment.of(environment);
    Optional<HttpsPolicy> policy = reader.httpsPolicy();
    Optional<Mode> mode = reader.mode();
    reader.requireNoProblems();
    return new AuditSettings(policy.orElseThrow(), mode.orElseThrow());
  }
}
