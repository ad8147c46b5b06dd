package httpsguard.lambda;

import httpsguard.aws.Topic;
import httpsguard.aws.TopicArn;
import httpsguard.notice.HttpsFormat;
import httpsguard.policy.Excerpt;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.MalformedPolicyException;
import httpsguard.policy.Mode;
import httpsguard.policy.Tags;
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
 * @param httpsPolicy {@code HTTPS_POLICY}: a word or a JSON document
 * @param mode {@code MODE}
 * @param topic {@code TOPIC_ARN}; {@code OWNER_TAG}, none by default; {@code HTTPS_FORMAT}, {@code
 *     outcome} by default
 * @param guardRoleArn {@code GUARD_ROLE_ARN}
 */
public record Settings(HttpsPolicy httpsPolicy, Mode mode, Topic topic, String guardRoleArn) {
  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]{1,576}");

  /**
   * @throws InvalidSettingsException if a variable is missing or wrong; all of them are named
   */
  public static Settings from(Map<String, String> environment) {
    Reader reader = new Reader(environment);
    Optional<HttpsPolicy> policy = reader.read("HTTPS_POLICY", HttpsPolicy::parse);
    Optional<Mode> mode = reader.read("MODE", word -> oneOf(Mode.values(), Mode::word, word));
    Optional<TopicArn> topic = reader.read("TOPIC_ARN", TopicArn::parse);
    Optional<String> ownerTag = reader.optional("OWNER_TAG", Settings::tagKey);
    Optional<HttpsFormat> httpsFormat =
        reader.optional(
            "HTTPS_FORMAT", word -> oneOf(HttpsFormat.values(), HttpsFormat::word, word));
    Optional<String> role = reader.read("GUARD_ROLE_ARN", Settings::roleArn);
    reader.requireNoProblems();
    return new Settings(
        policy.orElseThrow(),
        mode.orElseThrow(),
        new Topic(topic.orElseThrow(), ownerTag, httpsFormat.orElse(HttpsFormat.OUTCOME)),
        role.orElseThrow());
  }

  private static <T> T oneOf(T[] values, Function<T, String> wordOf, String word) {
    return Arrays.stream(values)
        .filter(value -> wordOf.apply(value).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "allowed: "
                        + Arrays.stream(values).map(wordOf).collect(Collectors.joining(", "))));
  }

  private static String tagKey(String text) {
    return Tags.key(text).orElseThrow(() -> new IllegalArgumentException("allowed: " + Tags.KEYS));
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
      return parse(name, value, parse);
    }

    <T> Optional<T> optional(String name, Function<String, T> parse) {
      String value = environment.getOrDefault(name, "");
      return value.isEmpty() ? Optional.empty() : parse(name, value, parse);
    }

    private <T> Optional<T> parse(String name, String value, Function<String, T> parse) {
      try {
        return Optional.of(parse.apply(value));
      } catch (MalformedPolicyException e) {
        problems.addAll(e.tell(name));
        return Optional.empty();
      } catch (IllegalArgumentException e) {
        problems.add(name + " is " + Excerpt.of(value) + " (" + e.getMessage() + ")");
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
