package httpsguard.local;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The packaged function behind a stand-in, as behind AWS: what CloudTrail records of a call comes
 * to it through a queue, one event at a time, and so does what it writes itself.
 */
final class GuardBehind implements AutoCloseable {
  static final Accounts.Key KEY =
      new Accounts.Key(
          "ASIAGUARDR7EXAMPLE00", "guard/EXAMPLE+KEY0/of0the1stand2in3only0", Accounts.DEFAULT_ID);

  /** The function's own, as the template has it. */
  private static final Duration TIMEOUT = Duration.ofMinutes(7);

  /** More often than AWS would within minutes, and then it is given up. */
  private static final int TRIES = 3;

  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** Who is told how it went. */
  interface Audience {
    void arrived(String eventName, String resource);

    /**
     * @param json the function's answer
     */
    void answered(String json);

    void failed(Invocation.Failed failed, String log, boolean isLast);
  }

  private record Message(String id, JsonObject event, Instant sent) {}

  private final BlockingQueue<Message> work = new LinkedBlockingQueue<>();
  private final FunctionProcess function;
  private final Trail trail = new Trail(KEY.accessKeyId());
  private final Audience audience;
  private final Thread worker;

  private GuardBehind(CloudStandIn cloud, StandIn.Guard guard, Audience audience) {
    this.audience = audience;
    Map<String, String> settings = FunctionSettings.ofGuard();
    settings.put("MODE", guard.mode());
    settings.put("HTTPS_POLICY", guard.policy());
    settings.put("AWS_ACCESS_KEY_ID", KEY.accessKeyId());
    settings.put("AWS_SECRET_ACCESS_KEY", KEY.secretAccessKey());
    function =
        FunctionProcess.of(
            FunctionProcess.Function.packaged(
                FunctionProcess.GUARD, FunctionSettings.speakingTo(cloud, settings)));
    worker = Thread.ofVirtual().name("guard-behind").unstarted(this::work);
  }

  static GuardBehind start(CloudStandIn cloud, StandIn.Guard guard, Audience audience) {
    var behind = new GuardBehind(cloud, guard, audience);
    cloud.onAnswer(behind::record);
    behind.worker.start();
    return behind;
  }

  @Override
  public void close() {
    worker.interrupt();
    function.close();
  }

  private void record(AnsweredCall call) {
    trail
        .event(call)
        .ifPresent(
            event -> work.add(new Message(UUID.randomUUID().toString(), event, Instant.now())));
  }

  private void work() {
    try {
      while (true) {
        handle(work.take());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(Message message) throws InterruptedException {
    JsonObject detail = message.event().getObject("detail");
    JsonObject asked = detail.getObject("requestParameters");
    audience.arrived(
        detail.getString("eventName"), asked.getString("id", asked.getString("resource", "")));
    for (int receives = 1; receives <= TRIES; receives++) {
      int logged = log().length();
      switch (function.invoke(Bytes.utf8(envelope(message, receives)), TIMEOUT)) {
        case Invocation.Answered(String json) -> {
          audience.answered(json);
          return;
        }
        case Invocation.Failed failed -> {
          audience.failed(failed, log().substring(logged), receives == TRIES);
          Thread.sleep(PAUSE);
        }
      }
    }
  }

  private String log() {
    return function.standardOutput() + function.standardError();
  }

  /** As an event source mapping hands a message of SQS over (Lambda guide, with-sqs). */
  private static String envelope(Message message, int receives) {
    Map<String, Object> record = new HashMap<>();
    record.put("messageId", message.id());
    record.put("receiptHandle", "local");
    record.put("body", JsonWriter.string(message.event()));
    String sent = Long.toString(message.sent().toEpochMilli());
    record.put(
        "attributes",
        Map.of(
            "ApproximateReceiveCount",
            Integer.toString(receives),
            "SentTimestamp",
            sent,
            "SenderId",
            "AIDALOCALQUEUEEXAMPLE",
            "ApproximateFirstReceiveTimestamp",
            sent));
    record.put("messageAttributes", Map.of());
    record.put("eventSource", "aws:sqs");
    record.put(
        "eventSourceARN", "arn:aws:sqs:us-east-1:" + Accounts.DEFAULT_ID + ":https-guard-Work");
    record.put("awsRegion", "us-east-1");
    return JsonWriter.string(Map.of("Records", JsonArray.from(new JsonObject(record))));
  }
}
