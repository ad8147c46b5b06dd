package httpsguard.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One execution environment of a packaged function: the real runtime interface client in a JVM of
 * its own, fed by a {@link RuntimeApi}. One event at a time, as in Lambda; an environment that
 * timed out or died is replaced when the next event comes.
 */
public final class FunctionProcess implements AutoCloseable {
  /** The handlers, as the template has them. */
  public static final String GUARD = "httpsguard.start.GuardFunction::handleRequest";

  public static final String AUDIT = "httpsguard.start.AuditFunction::handleRequest";

  private static final String FUNCTION = "https-guard";
  private static final Duration LONGEST_START = Duration.ofSeconds(30);

  /**
   * What to run.
   *
   * @param directory the unpacked function: classes at its root, libraries in {@code lib}
   * @param handler class and method, as in {@code example.Handler::handleRequest}
   * @param environment the function's own variables; nothing else is inherited
   * @param jvmArguments more of them, such as an agent
   */
  public record Function(
      Path directory,
      String handler,
      Map<String, String> environment,
      List<String> jvmArguments,
      int megabytes) {
    public Function {
      directory = directory.toAbsolutePath();
      environment = Map.copyOf(environment);
      jvmArguments = List.copyOf(jvmArguments);
    }

    /** The packaged function. */
    public static Function packaged(String handler, Map<String, String> environment) {
      return new Function(Installation.function(), handler, environment, List.of(), 512);
    }
  }

  private final Function function;
  private final RuntimeApi api;
  private final Runnable atExit = this::kill;
  private final ByteArrayOutputStream standardOutput = new ByteArrayOutputStream();
  private final ByteArrayOutputStream standardError = new ByteArrayOutputStream();
  private final List<Thread> pumps = new ArrayList<>();
  private volatile @Nullable Process process;

  private FunctionProcess(Function function) {
    this.function = function;
    this.api =
        RuntimeApi.start(
            "arn:aws:lambda:us-east-1:" + Accounts.DEFAULT_ID + ":function:" + FUNCTION);
    AtExit.run(atExit);
  }

  /** An environment that starts with its first event. */
  public static FunctionProcess of(Function function) {
    return new FunctionProcess(function);
  }

  /**
   * Invokes the function and waits for its end.
   *
   * @param timeout after which the process is killed, as Lambda does; starting up is not counted
   */
  public Invocation invoke(Bytes event, Duration timeout) throws InterruptedException {
    return invoke(event, timeout, () -> {});
  }

  /**
   * The same.
   *
   * @param whenTaken runs once the function has asked for the event, and before it gets it
   */
  public synchronized Invocation invoke(Bytes event, Duration timeout, Runnable whenTaken)
      throws InterruptedException {
    RuntimeApi.Submission submitted = api.submit(event, timeout, whenTaken);
    Process running = isRunning() ? alive() : start();
    CompletableFuture<Void> watch =
        running.onExit().thenAccept(ended -> api.abandon(exited(ended)));
    try {
      CompletableFuture.anyOf(submitted.taken(), submitted.end())
          .get(LONGEST_START.toMillis(), MILLISECONDS);
      return submitted.end().get(timeout.toMillis(), MILLISECONDS);
    } catch (TimeoutException late) {
      kill();
      // Otherwise what this process left could be abandoned when the next event is there already.
      var _ = watch.join();
      return new Invocation.Failed(
          "Sandbox.Timedout",
          String.format(
              Locale.ROOT,
              "Error: Task timed out after %.2f seconds",
              timeout.toMillis() / 1000.0));
    } catch (ExecutionException impossible) {
      throw new AssertionError("only completed, never failed", impossible);
    } finally {
      watch.cancel(false);
    }
  }

  public boolean isRunning() {
    Process running = process;
    return running != null && running.isAlive();
  }

  /** The process, while it runs. */
  public ProcessHandle handle() {
    return alive().toHandle();
  }

  /** What every process of this environment wrote to standard output so far. */
  public String standardOutput() {
    return standardOutput.toString(UTF_8);
  }

  public String standardError() {
    return standardError.toString(UTF_8);
  }

  /** Kills the process at once, in whatever it does, and waits until it is gone. */
  public void kill() {
    Process running = process;
    if (running == null) {
      return;
    }
    // Not Process's own method, which closes the pipes: what was written last would be lost.
    var _ = running.toHandle().destroyForcibly();
    try {
      if (!running.waitFor(10, SECONDS)) {
        throw new IllegalStateException("process " + running.pid() + " survived its end");
      }
      for (Thread pump : pumps) {
        pump.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
    api.close();
    AtExit.forget(atExit);
  }

  private Process alive() {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException("no process yet");
    }
    return running;
  }

  private Process start() {
    var builder = new ProcessBuilder(command()).directory(function.directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(environment());
    try {
      Process started = builder.start();
      process = started;
      pumps.clear();
      pumps.add(pump(started.getInputStream(), standardOutput));
      pumps.add(pump(started.getErrorStream(), standardError));
      started.getOutputStream().close();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + function, e);
    }
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Xmx" + function.megabytes() * 85 / 100 + "m");
    command.addAll(function.jvmArguments());
    command.add("-classpath");
    command.add(Installation.runtime());
    command.add(RuntimeInterfaceClient.MAIN);
    command.add(function.handler());
    return command;
  }

  private Map<String, String> environment() {
    Map<String, String> variables = new HashMap<>();
    variables.put("LANG", "en_US.UTF-8");
    // Lambda has that locale; a bare machine has this one, with the same encoding.
    variables.put("LC_ALL", "C.UTF-8");
    variables.put("TZ", ":UTC");
    variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    variables.put("LAMBDA_TASK_ROOT", function.directory().toString());
    variables.put("_HANDLER", function.handler());
    variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", FUNCTION);
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.megabytes()));
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + FUNCTION);
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    variables.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    variables.put("AWS_REGION", "us-east-1");
    variables.put("AWS_DEFAULT_REGION", "us-east-1");
    variables.put("AWS_ACCESS_KEY_ID", Accounts.DEFAULT_KEY.accessKeyId());
    variables.put("AWS_SECRET_ACCESS_KEY", Accounts.DEFAULT_KEY.secretAccessKey());
    variables.put("AWS_SESSION_TOKEN", "local-session");
    variables.putAll(function.environment());
    return variables;
  }

  private static Invocation.Failed exited(Process ended) {
    return new Invocation.Failed(
        "Runtime.ExitError", "Error: Runtime exited with error: exit status " + ended.exitValue());
  }

  private static Thread pump(InputStream from, ByteArrayOutputStream to) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try (from) {
                from.transferTo(to);
              } catch (IOException killed) {
                to.writeBytes(("[output ended: " + killed.getMessage() + "]\n").getBytes(UTF_8));
              }
            });
  }
}
