package httpsguard.lambda;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import java.time.Instant;

/** Messages of SQS as an event source mapping hands them to a function, for tests. */
public final class QueuedMessages {
  public static final String ID = "059f36b4-87a3-44ab-83d2-661975830a7d";

  private QueuedMessages() {}

  /** A message that was received for the first time, alone. */
  public static String first(String body) {
    return received(1, body);
  }

  /** A message that was received so many times, this time included, alone. */
  public static String received(int times, String body) {
    return envelope(message(ID, times, body));
  }

  /**
   * @param sent when it was put into the queue
   */
  public static String received(int times, Instant sent, String body) {
    JsonObject message = message(ID, times, body);
    message.getObject("attributes").put("SentTimestamp", String.valueOf(sent.toEpochMilli()));
    return envelope(message);
  }

  public static String envelope(JsonObject... messages) {
    return JsonWriter.string(
        JsonObject.builder().value("Records", JsonArray.from((Object[]) messages)).done());
  }

  public static JsonObject message(String id, int times, String body) {
    return JsonObject.builder()
        .value("messageId", id)
        .value("receiptHandle", "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a")
        .value("body", body)
        .object("attributes")
        .value("ApproximateReceiveCount", String.valueOf(times))
        .value("SentTimestamp", "1795514702123")
        .value("SenderId", "AIDAJXNJGGKNS7OSV23OI")
        .value("ApproximateFirstReceiveTimestamp", "1795514702130")
        .end()
        .object("messageAttributes")
        .end()
        .value("md5OfBody", "00000000000000000000000000000000")
        .value("eventSource", "aws:sqs")
        .value("eventSourceARN", "arn:aws:sqs:us-east-1:111122223333:https-guard-Work")
        .value("awsRegion", "us-east-1")
        .done();
  }
}
