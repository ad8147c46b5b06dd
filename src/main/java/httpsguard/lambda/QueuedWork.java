package httpsguard.lambda;

import httpsguard.json.Field;
import httpsguard.json.MalformedJsonException;
import httpsguard.json.StrictJson;
import java.time.Duration;
import java.time.Instant;
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
 * @param sent when it was put into the queue: what is put back from the queue of what was given up
 *     is sent anew (SQS guide, "Configure a dead-letter queue redrive"); empty where the message
 *     does not tell
 * @param body what EventBridge or Lambda put into the queue
 */
record QueuedWork(String messageId, int receiveCount, Optional<Instant> sent, Field body) {
  private static final String RECORDS = "Records";

  /** Shorter than the time after which a message is given up. */
  private static final Duration LONG_IN_QUEUE = Duration.ofHours(5);

  /** No leading zero, and far from what an {@code int} holds. */
  private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,8}");

  private static final Pattern EPOCH_MILLISECONDS = Pattern.compile("[0-9]{1,15}");

  /**
   * The message that a function was invoked with; empty where it was invoked with the bare event.
   *
   * @throws MalformedJsonException if there is not exactly one message, or it is not from SQS
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
      throw new MalformedJsonException(count.path() + " is not a whole number of 1 or more");
    }
    return new QueuedWork(
        record.get("messageId").required(),
        Integer.parseInt(count.required()),
        record
            .get("attributes")
            .get("SentTimestamp")
            .text()
            .filter(text -> EPOCH_MILLISECONDS.matcher(text).matches())
            .map(text -> Instant.ofEpochMilli(Long.parseLong(text))),
        record.get("body"));
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

  /** Whether it was never received before, and was in the queue at this time. */
  boolean hasOnlyWaited(Instant until, Instant now) {
    return receiveCount == 1
        && sent.map(time -> time.isBefore(until)).orElse(false)
        && until.isBefore(now);
  }

  /**
   * Whether it may have been received before. A message that was given up and put back is counted
   * anew, but it was sent hours after the event in it was made.
   */
  boolean mayBeRepeat(Instant made) {
    return receiveCount > 1
        || sent.map(time -> time.isAfter(made.plus(LONG_IN_QUEUE))).orElse(false);
  }
}
