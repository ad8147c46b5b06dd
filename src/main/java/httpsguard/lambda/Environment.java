package httpsguard.lambda;

import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.MalformedPolicyException;
import httpsguard.policy.Mode;
import httpsguard.text.Excerpt;
import httpsguard.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a function's environment variables, and gathers all that is wrong with them.
 *
 * @param problems with those that were read so far
 */
record Environment(Map<String, String> variables, List<String> problems) {
  /**
   * Where AWS is, and how the names begin that say it of one service (AWS SDKs guide,
   * feature-ss-endpoints). The SDK fails on an empty one without naming it.
   */
  private static final String ENDPOINT = "AWS_ENDPOINT_URL";

  /**
   * Of a function, in AWS or under {@code sam local invoke}: SAM CLI sets {@code AWS_SAM_LOCAL},
   * and a variable that the template only names to nothing (SAM CLI 1.170).
   *
   * @throws InvalidSettingsException if SAM CLI runs the function without saying where AWS is
   */
  static Environment of(Map<String, String> variables) {
    boolean samLocal = !variables.getOrDefault("AWS_SAM_LOCAL", "").isEmpty();
    if (samLocal && variables.getOrDefault(ENDPOINT, "").isEmpty()) {
      throw new InvalidSettingsException(
          "AWS_ENDPOINT_URL is not set, but AWS_SAM_LOCAL is: sam local invoke needs --env-vars"
              + " events/env.json");
    }
    List<String> problems = new ArrayList<>();
    variables.forEach(
        (name, value) -> {
          if (name.startsWith(ENDPOINT) && value.isEmpty()) {
            problems.add(
                name
                    + " is empty (allowed: an address such as http://127.0.0.1:4570; or"
                    + " not to be set at all, for AWS itself)");
          }
        });
    return new Environment(variables, problems);
  }

  /** {@code HTTPS_POLICY}; empty if there is a problem with it. */
  Optional<HttpsPolicy> httpsPolicy() {
    return read("HTTPS_POLICY", HttpsPolicy::parse);
  }

  /** {@code MODE}; empty if there is a problem with it. */
  Optional<Mode> mode() {
    return read("MODE", word -> Words.oneOf(Mode.values(), Mode::word, word));
  }

  /** Empty if there is a problem with it: it has to be there. */
  <T> Optional<T> read(String name, Function<String, T> parse) {
    if (variables.getOrDefault(name, "").isEmpty()) {
      problems.add(name + " is not set");
    }
    return optional(name, parse);
  }

  /** Empty if it is not set, or if there is a problem with it. */
  <T> Optional<T> optional(String name, Function<String, T> parse) {
    String value = variables.getOrDefault(name, "");
    try {
      return value.isEmpty() ? Optional.empty() : Optional.of(parse.apply(value));
    } catch (MalformedPolicyException e) {
      problems.addAll(e.tell(name));
    } catch (IllegalArgumentException e) {
      problems.add(name + " is " + Excerpt.of(value) + " (" + e.getMessage() + ")");
    }
    return Optional.empty();
  }

  /**
   * @throws InvalidSettingsException if there is a problem with what was read
   */
  void requireNoProblems() {
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(
          "the function's environment variables are wrong: " + String.join("; ", problems));
    }
  }
}
