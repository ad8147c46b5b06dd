package httpsguard.lambda;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import httpsguard.json.StrictJson;
import java.util.Map;

/** Events as Lambda hands them over. */
final class EventJson {
  private EventJson() {}

  /**
   * An event as EventBridge delivers it. Its {@code time} is left out: parsing it costs more
   * start-up time than all the rest, and the record has its own {@code eventTime}.
   */
  static ScheduledEvent fromEventBridge(Map<String, Object> json) {
    ScheduledEvent event = new ScheduledEvent();
    StrictJson.textIn(json, "id").ifPresent(event::setId);
    StrictJson.textIn(json, "source").ifPresent(event::setSource);
    StrictJson.textIn(json, "detail-type").ifPresent(event::setDetailType);
    StrictJson.textIn(json, "account").ifPresent(event::setAccount);
    StrictJson.textIn(json, "region").ifPresent(event::setRegion);
    StrictJson.objectIn(json, "detail").ifPresent(event::setDetail);
    return event;
  }
}
