package httpsguard.aws;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of an SNS topic.
 *
 * @param value such as {@code arn:aws:sns:eu-west-1:123456789012:https-guard}
 * @param region the topic's Region: SNS answers for a topic only there (SNS API reference, Publish)
 */
public record TopicArn(String value, String region) {
  private static final Pattern SHAPE =
      Pattern.compile("arn:aws:sns:([a-z0-9-]+):\\d{12}:[A-Za-z0-9_-]{1,256}");

  /**
   * @throws IllegalArgumentException if the text is not the ARN of a standard topic
   */
  public static TopicArn parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("allowed: arn:aws:sns:REGION:ACCOUNT:NAME");
    }
    return new TopicArn(text, matcher.group(1));
  }
}
