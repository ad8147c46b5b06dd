package httpsguard.aws;

import httpsguard.Notices;
import httpsguard.Outcome;
import httpsguard.TimeLeft;
import httpsguard.TryAgainException;
import httpsguard.notice.Notice;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/** {@link Notices} on an SNS topic. */
final class SnsNotices implements Notices {
  private final SnsClient sns;
  private final TopicArn topic;

  SnsNotices(SnsClient sns, TopicArn topic) {
    this.sns = sns;
    this.topic = topic;
  }

  @Override
  public void tell(Outcome outcome, TimeLeft timeLeft) {
    Notice notice = Notice.of(outcome);
    var limits = Calls.within(timeLeft, "Publish");
    try {
      var _ =
          sns.publish(
              request ->
                  request
                      .topicArn(topic.value())
                      .subject(notice.subject())
                      .message(notice.text())
                      .overrideConfiguration(limits.build()));
    } catch (SdkException e) {
      throw new TryAgainException("the notice was not published: " + e.getMessage(), e);
    }
  }
}
