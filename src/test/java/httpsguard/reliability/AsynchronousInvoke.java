package httpsguard.reliability;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import httpsguard.lambda.DestinationRecords;
import httpsguard.local.Invocation;

/**
 * Lambda's asynchronous invocation of the audit: after an error two more tries, and then it is
 * given up; after a success a record to the guard's queue (Lambda guide, "How Lambda handles errors
 * and retries with asynchronous invocation" and "Capturing records of Lambda asynchronous
 * invocations").
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

  AsynchronousInvoke(Function function, Waiting waiting) {
    this.function = function;
    this.waiting = waiting;
  }

  End deliver(String event) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      Invocation last = function.invoke(event);
      if (last instanceof Invocation.Answered || tries == TRIES) {
        return new End(tries, last);
      }
      waiting.pass(tries);
    }
  }

  /** The record that the success destination gets. */
  static String handedOver(String event, Invocation.Answered answered) {
    return DestinationRecords.record(
        "Success", parse(event), parse(answered.json()), DestinationRecords.AUDIT);
  }

  private static JsonObject parse(String json) {
    try {
      return JsonParser.object().from(json);
    } catch (JsonParserException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
