package httpsguard.lambda;

import httpsguard.aws.TopicArn;
import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The function's settings, from its environment variables.
 *
 * @param httpsPolicy {@code HTTPS_POLICY}
 * @param mode {@code MODE}
 * @param topic {@code TOPIC_ARN}
 * @param guardRoleArn {@code GUARD_ROLE_ARN}
 */
public record Settings(HttpsPolicy httpsPolicy, Mode mode, TopicArn topic, String guardRoleArn) {
  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]{1,576}");

  /**
   * @throws InvalidSettingsException if a variable is missing or wrong; all of them are named
   */
  public static Settings from(Map<String, String> environment) {
    Reader reader = new Reader(environment);
    Optional<HttpsPolicy> policy =
        reader.read("HTTPS_POLICY", word -> new HttpsPolicy(new ViewerProtocolPolicy(word)));
    Optional<Mode> mode = reader.read("MODE", Settings::mode);
    Optional<TopicArn> topic = reader.read("TOPIC_ARN", TopicArn::parse);
    Optional<String> role = reader.read("GUARD_ROLE_ARN", Settings::roleArn);
    reader.requireNoProblems();
    return new Settings(
        policy.orElseThrow(), mode.orElseThrow(), topic.orElseThrow(), role.orElseThrow());
  }

  private static Mode mode(String word) {
    return Arrays.stream(Mode.values())
        .filter(mode -> mode.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "allowed: "
                        + Arrays.stream(Mode.values())
                            .map(Mode::word)
                            .collect(Collectors.joining(", "))));
  }

  private static String roleArn(String text) {
    if (!ROLE_ARN.matcher(text).matches()) {
      throw new IllegalArgumentException("allowed: arn:aws:iam::ACCOUNT:role/NAME");
    }
    return text;
  }

  private record Reader(Map<String, String> environment, List<String> problems) {
    Reader(Map<String, String> environment) {
      this(environment, new ArrayList<>());
    }

    <T> Optional<T> read(String name, Function<String, T> parse) {
      String value = environment.getOrDefault(name, "");
      if (value.isEmpty()) {
        problems.add(name + " is not set");
        return Optional.empty();
      }
      try {
        return Optional.of(parse.apply(value));
      } catch (IllegalArgumentException e) {
        problems.add(name + " is \"" + value + "\" (" + e.getMessage() + ")");
        return Optional.empty();
      }
    }

    void requireNoProblems() {
      if (!problems.isEmpty()) {
        throw new InvalidSettingsException(problems);
      }
    }
  }
}
