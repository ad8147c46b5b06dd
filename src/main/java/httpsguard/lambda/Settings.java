package httpsguard.lambda;

import httpsguard.aws.Topic;
import httpsguard.aws.TopicArn;
import httpsguard.notice.Message.HttpsFormat;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Mode;
import httpsguard.policy.Tags;
import httpsguard.text.Words;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The function's settings, from its environment variables.
 *
 * @param httpsPolicy {@code HTTPS_POLICY}: a word or a JSON document
 * @param mode {@code MODE}
 * @param topic {@code TOPIC_ARN}; {@code OWNER_TAG}, none by default; {@code HTTPS_FORMAT}, {@code
 *     outcome} by default
 * @param guardRoleArn {@code GUARD_ROLE_ARN}
 * @param maxRepairsPerAudit {@code MAX_REPAIRS_PER_AUDIT}, 10 by default: no audit has more
 *     distributions repaired
 * @param auditInterval {@code AUDIT_INTERVAL}, in hours: how often audits come; empty where none
 *     are scheduled
 * @param auditFunctionArn {@code AUDIT_FUNCTION_ARN}: the only function whose reports count; empty
 *     where it is not known
 */
public record Settings(
    HttpsPolicy httpsPolicy,
    Mode mode,
    Topic topic,
    String guardRoleArn,
    int maxRepairsPerAudit,
    Optional<Duration> auditInterval,
    Optional<String> auditFunctionArn) {
  private static final int MAX_REPAIRS = 10;

  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");
  private static final Pattern HOURS = Pattern.compile("[1-9]|1\\d|2[0-4]");

  /** Lambda API reference, FunctionName. */
  private static final Pattern FUNCTION_ARN =
      Pattern.compile("arn:aws:lambda:[a-z0-9-]{1,32}:\\d{12}:function:[\\w-]{1,64}");

  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:aws:iam::\\d{12}:role/[\\w+=,.@/-]{1,576}");

  /** The twelve digits of the account that the guard's role, and so the guard, is in. */
  String account() {
    return InvocationDetails.account(guardRoleArn);
  }

  /**
   * @throws InvalidSettingsException if a variable is missing or wrong: all of them are named; or
   *     if {@code sam local invoke} runs the function without {@code AWS_ENDPOINT_URL}
   */
  public static Settings from(Map<String, String> environment) {
    Environment reader = Environment.of(environment);
    Optional<HttpsPolicy> policy = reader.httpsPolicy();
    Optional<Mode> mode = reader.mode();
    Optional<TopicArn> topic = reader.read("TOPIC_ARN", TopicArn::parse);
    Optional<String> ownerTag = reader.optional("OWNER_TAG", Settings::tagKey);
    Optional<HttpsFormat> httpsFormat =
        reader.optional(
            "HTTPS_FORMAT", word -> Words.oneOf(HttpsFormat.values(), HttpsFormat::word, word));
    Optional<String> role =
        reader.read(
            "GUARD_ROLE_ARN", text -> matching(ROLE_ARN, text, "arn:aws:iam::ACCOUNT:role/NAME"));
    Optional<Integer> maxRepairs =
        reader.optional(
            "MAX_REPAIRS_PER_AUDIT",
            text -> number(NUMBER, text, "a whole number from 1 to 999999999"));
    Optional<Duration> auditInterval =
        reader.optional(
            "AUDIT_INTERVAL",
            text -> Duration.ofHours(number(HOURS, text, "hours, from 1 to 24, or nothing")));
    Optional<String> auditFunction =
        reader.optional(
            "AUDIT_FUNCTION_ARN",
            text -> matching(FUNCTION_ARN, text, "arn:aws:lambda:REGION:ACCOUNT:function:NAME"));
    reader.requireNoProblems();
    return new Settings(
        policy.orElseThrow(),
        mode.orElseThrow(),
        new Topic(topic.orElseThrow(), ownerTag, httpsFormat.orElse(HttpsFormat.OUTCOME)),
        role.orElseThrow(),
        maxRepairs.orElse(MAX_REPAIRS),
        auditInterval,
        auditFunction);
  }

  private static int number(Pattern shape, String text, String allowed) {
    return Integer.parseInt(matching(shape, text, allowed));
  }

  private static String matching(Pattern shape, String text, String allowed) {
    if (!shape.matcher(text).matches()) {
      throw new IllegalArgumentException("allowed: " + allowed);
    }
    return text;
  }

  private static String tagKey(String text) {
    if (!Tags.isKey(text)) {
      throw new IllegalArgumentException("allowed: " + Tags.KEYS);
    }
    return text;
  }
}
