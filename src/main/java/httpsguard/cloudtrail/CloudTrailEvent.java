package httpsguard.cloudtrail;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import httpsguard.json.MalformedJsonException;

/** What an event from EventBridge means to the guard. */
public sealed interface CloudTrailEvent {
  /** The event is of a call that the guard acts upon. */
  sealed interface Ours extends CloudTrailEvent permits DistributionChange, TagChange {
    Call call();
  }

  /** The event is none that the guard acts upon. */
  record NotOurs(Reason reason) implements CloudTrailEvent {}

  enum Reason {
    OTHER_SOURCE("not a CloudTrail record of a CloudFront call"),
    OTHER_CALL("a call that cannot change a viewer protocol policy"),
    OTHER_RESOURCE("tags of something other than a distribution"),
    FAILED_CALL("a call that failed and so changed nothing");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /**
   * @param event as EventBridge delivers it
   * @throws MalformedEventException if it is the record of a call that matters, but a part that is
   *     needed is missing or wrong
   */
  static CloudTrailEvent of(ScheduledEvent event) {
    try {
      return new EventReader(event).read();
    } catch (MalformedJsonException e) {
      throw new MalformedEventException(String.valueOf(e.getMessage()), e);
    }
  }
}
