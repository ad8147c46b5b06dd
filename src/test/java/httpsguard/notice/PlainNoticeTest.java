package httpsguard.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.CallOutcome;
import httpsguard.Outcome;
import httpsguard.Trigger;
import httpsguard.cloudtrail.CloudTrailEvent;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.Distributions;
import httpsguard.notice.Message.HttpsFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Not even the outcome's JSON can be made: its name and the distribution are told all the same. */
class PlainNoticeTest {
  private static final CallOutcome.Told TOLD =
      new CallOutcome.Told(
          trigger(),
          new Outcome.NotRepaired(
              about(),
              new Outcome.NotRepaired.Obstacle.Refused(
                  Optional.empty(),
                  new Distributions.Refusal("UpdateDistribution", nothing(), "no", "r"))));

  @ParameterizedTest
  @EnumSource(HttpsFormat.class)
  void saysWhatIsKnownForCertain(HttpsFormat format) {
    Message message = Message.of(PlainNotice.of(TOLD), format);
    assertEquals(
        "[HTTPS Guard] NotRepaired for distribution "
            + Events.ID
            + ": the notice's text could not be made",
        message.subject());
    assertTrue(message.body().contains("jsonFailure"), message.body());
  }

  @Test
  void isWhatTheFunctionAnswersAndLogs() {
    Map<String, Object> json = PlainNotice.json(TOLD);
    assertEquals("NotRepaired", json.get("outcome"));
    assertEquals(Events.ID, json.get("distributionId"));
    assertEquals("111122223333", json.get("account"));
    String why = String.valueOf(json.get("jsonFailure"));
    assertTrue(why.startsWith("java.lang.NullPointerException: "), why);
  }

  /** Where no value is missing, nothing fails. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }

  private static Trigger.Called trigger() {
    return switch (CloudTrailEvent.of(Events.update("allow-all").scheduledEvent())) {
      case CloudTrailEvent.Ours ours -> new Trigger.Called(ours, /* isRepeat= */ false);
      case CloudTrailEvent.NotOurs(var reason) -> throw new AssertionError(reason.words());
    };
  }

  private static Outcome.About about() {
    return new Outcome.About(
        new DistributionId(Events.ID),
        "111122223333",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
