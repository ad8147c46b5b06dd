package httpsguard.aws;

import httpsguard.CallOutcome;
import httpsguard.Notices;
import httpsguard.ReportOutcome;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import httpsguard.json.AsciiJson;
import httpsguard.notice.Message;
import httpsguard.notice.Notice;
import httpsguard.notice.OutcomeNotice;
import httpsguard.notice.PlainNotice;
import httpsguard.notice.ReportParts;
import httpsguard.notice.TestNotice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** {@link Notices} on an SNS topic. */
record SnsNotices(SnsClient sns, Limits limits, Topic topic) implements Notices {
  @Override
  public Duration longest() {
    return limits.call().plus(forAnswering());
  }

  /**
   * Left to the invocation for its answer, so that a failure ends in an error, not in a timeout.
   */
  private Duration forAnswering() {
    return limits.attempt().dividedBy(5);
  }

  @Override
  public void tell(CallOutcome.Told told, TimeLeft timeLeft) {
    publish(OutcomeNotice.of(told, topic.ownerTag()), timeLeft);
  }

  @Override
  public void tell(ReportOutcome outcome, TimeLeft timeLeft) {
    ReportParts.of(outcome, topic.ownerTag()).forEach(part -> publish(part, timeLeft));
  }

  @Override
  public void tellPlainly(CallOutcome.Told told, TimeLeft timeLeft) {
    publish(PlainNotice.of(told), timeLeft);
  }

  @Override
  public void tellPlainly(ReportOutcome outcome, TimeLeft timeLeft) {
    publish(PlainNotice.of(outcome), timeLeft);
  }

  @Override
  public void tellTest(String account, TimeLeft timeLeft) {
    publish(TestNotice.of(account), timeLeft);
  }

  private void publish(Notice notice, TimeLeft timeLeft) {
    Message message = Message.of(notice, topic.httpsFormat());
    var within = limits.within(timeLeft.reserving(forAnswering()), "Publish");
    try {
      PublishResponse response =
          sns.publish(
              request ->
                  request
                      .topicArn(topic.arn().value())
                      .subject(message.subject())
                      .messageStructure("json")
                      .message(message.body())
                      .messageAttributes(attributes(message.attributes()))
                      .overrideConfiguration(within.build()));
      if (response.messageId() == null) {
        throw new TryAgainException("the notice was not published: no message id was answered");
      }
    } catch (SdkException e) {
      throw new TryAgainException("the notice was not published: " + AwsErrors.words(e), e);
    }
  }

  private static Map<String, MessageAttributeValue> attributes(
      Map<String, List<String>> attributes) {
    return attributes.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> attribute(entry.getValue())));
  }

  private static MessageAttributeValue attribute(List<String> values) {
    boolean isOne = values.size() == 1;
    return MessageAttributeValue.builder()
        .dataType(isOne ? "String" : "String.Array")
        .stringValue(isOne ? values.getFirst() : AsciiJson.of(values))
        .build();
  }
}
