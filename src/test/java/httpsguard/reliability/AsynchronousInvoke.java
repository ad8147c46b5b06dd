package httpsguard.reliability;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import httpsguard.lambda.DestinationRecords;
import httpsguard.local.Invocation;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Lambda's asynchronous invocation of a function: after an error two more tries, then a record to
 * the failure destination (Lambda guide, "How Lambda handles errors and retries with asynchronous
 * invocation" and "Capturing records of Lambda asynchronous invocations").
 */
final class AsynchronousInvoke {
  static final int TRIES = 3;

  /** A function, or whatever stands in its place. */
  @FunctionalInterface
  interface Function {
    Invocation invoke(String event) throws InterruptedException;
  }

  /** What happens while Lambda waits: one minute before the second try, two before the third. */
  @FunctionalInterface
  interface Waiting {
    Waiting NOT_AT_ALL = minutes -> {};

    void pass(int minutes) throws InterruptedException;
  }

  /** How often the function was invoked, and how its last invocation ended. */
  record End(int tries, Invocation last) {
    boolean succeeded() {
      return last instanceof Invocation.Answered;
    }
  }

  private final Function function;
  private final Waiting waiting;
  private final Queue<String> failureQueue = new ConcurrentLinkedQueue<>();

  AsynchronousInvoke(Function function, Waiting waiting) {
    this.function = function;
    this.waiting = waiting;
  }

  End deliver(String event) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      Invocation last = function.invoke(event);
      if (last instanceof Invocation.Failed failed && tries == TRIES) {
        failureQueue.add(record(event, failed));
      }
      if (last instanceof Invocation.Answered || tries == TRIES) {
        return new End(tries, last);
      }
      waiting.pass(tries);
    }
  }

  /** The records that the failure destination holds. */
  List<String> failureQueue() {
    return List.copyOf(failureQueue);
  }

  /** The event that a record of the failure destination keeps. */
  static String eventIn(String record) {
    return JsonWriter.string(parse(record).getObject("requestPayload"));
  }

  /** The record that the success destination gets. */
  static String handedOver(String event, Invocation.Answered answered) {
    return DestinationRecords.record(
        "Success", parse(event), parse(answered.json()), DestinationRecords.AUDIT);
  }

  private static String record(String event, Invocation.Failed failed) {
    return JsonWriter.string(
        JsonObject.builder()
            .value("version", "1.0")
            .value("timestamp", "2026-11-24T10:05:00.000Z")
            .object("requestContext")
            .value("requestId", "495b12a8-1111-4eca-8168-160484189f99")
            .value(
                "functionArn", "arn:aws:lambda:us-east-1:111122223333:function:https-guard:$LATEST")
            .value("condition", "RetriesExhausted")
            .value("approximateInvokeCount", TRIES)
            .end()
            .value("requestPayload", parse(event))
            .object("responseContext")
            .value("statusCode", 200)
            .value("executedVersion", "$LATEST")
            .value("functionError", "Unhandled")
            .end()
            .object("responsePayload")
            .value("errorType", failed.errorType())
            .value("errorMessage", failed.message())
            .end()
            .done());
  }

  private static JsonObject parse(String json) {
    try {
      return JsonParser.object().from(json);
    } catch (JsonParserException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
