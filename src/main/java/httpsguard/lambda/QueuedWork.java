package httpsguard.lambda;

import httpsguard.json.Field;
import httpsguard.json.MalformedJsonException;
import httpsguard.json.StrictJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A message of the guard's queue, as an event source mapping hands it over (Lambda guide, "Using
 * Lambda with Amazon SQS", example event).
 *
 * @param messageId which SQS gave it
 * @param receiveCount how often it was received, this time included; approximate, as SQS says
 * @param body what EventBridge or Lambda put into the queue
 */
record QueuedWork(String messageId, int receiveCount, Field body) {
  private static final String RECORDS = "Records";

  /** No leading zero, and far from what an {@code int} holds. */
  private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,8}");

  /**
   * The message that a function was invoked with; empty where it was invoked with the bare event.
   *
   * @throws MalformedJsonException if there is not one message, or it is none of SQS
   */
  static Optional<QueuedWork> in(Map<String, Object> input) {
    if (!input.containsKey(RECORDS)) {
      return Optional.empty();
    }
    List<Field> records = Field.of(RECORDS, input.get(RECORDS)).items();
    if (records.size() != 1) {
      throw new MalformedJsonException(
          RECORDS
              + " has "
              + records.size()
              + " messages, not one, and none of them was handled: the event source mapping's"
              + " BatchSize must be 1");
    }
    return Optional.of(of(records.getFirst()));
  }

  private static QueuedWork of(Field record) {
    if (!record.get("eventSource").required().equals("aws:sqs")) {
      throw new MalformedJsonException(record.path() + ".eventSource is not aws:sqs");
    }
    Field count = record.get("attributes").get("ApproximateReceiveCount");
    if (!COUNT.matcher(count.required()).matches()) {
      throw new MalformedJsonException(count.path() + " is not a whole number from 1 on");
    }
    return new QueuedWork(
        record.get("messageId").required(), Integer.parseInt(count.required()), record.get("body"));
  }

  /**
   * The bare event.
   *
   * @throws MalformedJsonException if the body is not a JSON object, or one that is too deep, or
   *     has a number that is too long
   */
  Map<String, Object> event() {
    return StrictJson.nested(body);
  }

  /** What tells it from others in the log. */
  Map<String, Object> logged() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("messageId", messageId);
    fields.put("receiveCount", receiveCount);
    return fields;
  }
}
