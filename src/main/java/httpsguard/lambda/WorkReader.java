package httpsguard.lambda;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import httpsguard.AuditRemediation;
import httpsguard.Trigger;
import httpsguard.audit.Report;
import httpsguard.cloudtrail.Call;
import httpsguard.cloudtrail.CloudTrailEvent;
import httpsguard.json.StrictJson;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what an event asks of the guard.
 *
 * @param message in which the event came; empty where it came bare
 * @param ownAccount the twelve digits of the account that the guard runs in
 */
record WorkReader(Settings settings, Optional<QueuedWork> message, String ownAccount, Instant now) {

  /**
   * @throws httpsguard.json.MalformedJsonException if the event is Lambda's record of a report, but
   *     this cannot be read
   * @throws httpsguard.cloudtrail.MalformedEventException if it is the record of a call that
   *     matters, but a part that is needed is missing or wrong
   */
  Work read(Map<String, Object> event) {
    if (event.equals(Map.of("test", true))) {
      return new Work.Test();
    }
    if (DestinationRecord.isOne(event)) {
      Work work = DestinationRecord.read(event, ownAccount, settings.auditFunctionArn());
      return work instanceof Work.Audited(var report) && isOvertaken(report)
          ? new Work.Nothing("a report that waited until a later audit was due")
          : work;
    }
    return switch (CloudTrailEvent.of(fromEventBridge(event))) {
      case CloudTrailEvent.NotOurs(var reason) -> new Work.Nothing(reason.words());
      case CloudTrailEvent.Ours ours -> called(new Trigger.Called(ours, mayBeRepeat(ours.call())));
    };
  }

  /**
   * Whether the report was not begun, and a later audit looks at the same distributions again:
   * after a stop of days, each waiting report would tell again what the first one repaired.
   */
  private boolean isOvertaken(Report report) {
    Optional<Instant> until = AuditRemediation.overtakenAt(report, settings.auditInterval());
    return message.isPresent()
        && until.isPresent()
        && message.get().hasOnlyWaited(until.get(), now);
  }

  private boolean mayBeRepeat(Call call) {
    return message.isPresent() && message.get().mayBeRepeat(call.time());
  }

  private Work called(Trigger.Called trigger) {
    return trigger.account().equals(settings.account())
        ? new Work.Called(trigger)
        : new Work.Nothing("a call in another account, which has a guard of its own");
  }

  /**
   * What is needed of an event as EventBridge delivers it. Parsing its {@code time} would cost more
   * start-up time than all the rest, and the record has its own {@code eventTime}.
   */
  static ScheduledEvent fromEventBridge(Map<String, Object> json) {
    ScheduledEvent event = new ScheduledEvent();
    StrictJson.textIn(json, "source").ifPresent(event::setSource);
    StrictJson.textIn(json, "detail-type").ifPresent(event::setDetailType);
    StrictJson.textIn(json, "account").ifPresent(event::setAccount);
    StrictJson.objectIn(json, "detail").ifPresent(event::setDetail);
    return event;
  }
}
