package httpsguard.local;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The HTTP interface from which a Lambda runtime takes its events, version 2018-06-01: the part
 * that {@code next}, {@code response}, {@code error} and {@code init/error} make up.
 */
public final class RuntimeApi implements AutoCloseable {
  private static final String ROOT = "/2018-06-01/runtime/";
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  /**
   * An event on its way.
   *
   * @param taken completes when the runtime takes it
   * @param end completes when the runtime, or its process, is done with it
   */
  public record Submission(CompletableFuture<Boolean> taken, CompletableFuture<Invocation> end) {}

  private record Pending(
      String requestId, Bytes event, Duration timeout, Runnable whenTaken, Submission ends) {
    void end(Invocation how) {
      ends.end().complete(how);
    }
  }

  private final String functionArn;
  private final BlockingQueue<Pending> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Pending> running = new ConcurrentHashMap<>();
  private final HttpLoopback server;
  private volatile boolean closed;

  private RuntimeApi(String functionArn) {
    this.functionArn = functionArn;
    this.server = HttpLoopback.start("runtime-api", 0, this::answer);
  }

  public static RuntimeApi start(String functionArn) {
    return new RuntimeApi(functionArn);
  }

  /** Host and port, as the environment variable {@code AWS_LAMBDA_RUNTIME_API} has them. */
  public String address() {
    return "127.0.0.1:" + server.port();
  }

  /**
   * Puts an event up for the runtime to take.
   *
   * @param timeout from the moment the runtime takes it, as its deadline tells
   */
  public Submission submit(Bytes event, Duration timeout) {
    return submit(event, timeout, () -> {});
  }

  /**
   * The same.
   *
   * @param whenTaken runs once the runtime has asked for an event, and before it gets this one
   */
  Submission submit(Bytes event, Duration timeout, Runnable whenTaken) {
    var submission = new Submission(new CompletableFuture<>(), new CompletableFuture<>());
    waiting.add(new Pending(UUID.randomUUID().toString(), event, timeout, whenTaken, submission));
    return submission;
  }

  /** Ends every invocation that has not ended. */
  public void abandon(Invocation.Failed because) {
    Pending next = waiting.poll();
    while (next != null) {
      next.end(because);
      next = waiting.poll();
    }
    running.values().forEach(pending -> pending.end(because));
    running.clear();
  }

  @Override
  public void close() {
    closed = true;
    abandon(new Invocation.Failed("Runtime.Closed", "the Runtime API was closed"));
    server.close();
  }

  private HttpReply answer(HttpRequest request) throws InterruptedException {
    if (!request.path().startsWith(ROOT)) {
      return error(404, "Runtime.NotFound", request.target());
    }
    String call = request.path().substring(ROOT.length());
    if (call.equals("invocation/next")) {
      return next();
    }
    if (call.equals("init/error")) {
      abandon(failure(request));
      return accepted();
    }
    String[] parts = call.split("/", -1);
    if (parts.length != 3 || !parts[0].equals("invocation")) {
      return error(404, "Runtime.NotFound", request.target());
    }
    Optional<Pending> invocation = Optional.ofNullable(running.remove(parts[1]));
    if (invocation.isEmpty()) {
      return error(400, "InvalidRequestID", parts[1]);
    }
    invocation
        .get()
        .end(
            parts[2].equals("response")
                ? new Invocation.Answered(request.body().utf8())
                : failure(request));
    return accepted();
  }

  private HttpReply next() throws InterruptedException {
    while (!closed) {
      Pending pending = waiting.poll(LOOK_AGAIN.toMillis(), MILLISECONDS);
      if (pending != null) {
        running.put(pending.requestId(), pending);
        pending.ends().taken().complete(true);
        pending.whenTaken().run();
        return new HttpReply.Answer(
            200,
            Map.of(
                "Content-Type",
                "application/json",
                "Lambda-Runtime-Aws-Request-Id",
                pending.requestId(),
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(Instant.now().plus(pending.timeout()).toEpochMilli()),
                "Lambda-Runtime-Invoked-Function-Arn",
                functionArn,
                "Lambda-Runtime-Trace-Id",
                "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0"),
            pending.event());
      }
    }
    return new HttpReply.Reset();
  }

  private static Invocation.Failed failure(HttpRequest request) {
    try {
      JsonObject error = JsonParser.object().from(request.body().utf8());
      return new Invocation.Failed(
          error.getString("errorType", "unknown"), error.getString("errorMessage", ""));
    } catch (JsonParserException notJson) {
      return new Invocation.Failed(
          request.header("Lambda-Runtime-Function-Error-Type").orElse("unknown"),
          request.body().utf8());
    }
  }

  private static HttpReply accepted() {
    return HttpReply.Answer.of(202, "application/json", "{\"status\":\"OK\"}");
  }

  private static HttpReply error(int status, String type, String message) {
    var json = new JsonObject();
    json.put("errorType", type);
    json.put("errorMessage", message);
    return HttpReply.Answer.of(status, "application/json", JsonWriter.string(json));
  }
}
