package httpsguard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import httpsguard.lambda.AuditHandler;
import httpsguard.lambda.GuardHandler;
import httpsguard.lambda.InvocationContext;
import httpsguard.local.Accounts;
import httpsguard.local.FunctionSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One invocation of a function, or a sweep in its place, in a fresh JVM. */
enum Function {
  AUDIT,
  GUARD,
  SWEEP;

  /** What Lambda allows a function at most. */
  private static final Duration TIMEOUT = Duration.ofMinutes(15);

  /** Made before anything is measured. */
  private static final Context CONTEXT = InvocationContext.endingIn(TIMEOUT);

  private static final int MAX_HEAP_MEGABYTES = 128;

  /**
   * What an invocation took.
   *
   * @param millis from the start of the program to its answer: the JVM's own start is not counted
   * @param heap how much was alive in it at most, in bytes
   */
  record Measured(String answer, long millis, long heap) {}

  /**
   * Invokes it, and waits for its answer.
   *
   * @param endpoint of the stand-in
   * @throws IllegalStateException if it fails, or takes longer than a function may
   */
  Measured invoke(URI endpoint, String event) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("bench");
    Path input = Files.writeString(directory.resolve("event"), event);
    Path output = directory.resolve("answer");
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx" + MAX_HEAP_MEGABYTES + "m",
                "-classpath",
                System.getProperty("java.class.path"),
                Function.class.getName(),
                name(),
                input.toString(),
                output.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().clear();
    builder.environment().putAll(environment(endpoint));
    Process process = builder.start();
    try {
      if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(name() + " failed, or took too long");
      }
    } finally {
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(output);
    Files.delete(input);
    Files.delete(output);
    Files.delete(directory);
    return new Measured(
        lines.get(2), Long.parseLong(lines.getFirst()), Long.parseLong(lines.get(1)));
  }

  /** The fresh JVM: a name of these, the file of the event, the file to write to. */
  public static void main(String[] arguments) throws IOException {
    HeapWatch heap = HeapWatch.start();
    long start = System.nanoTime();
    String answer = valueOf(arguments[0]).answer(Files.readString(Path.of(arguments[1])));
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    Files.write(
        Path.of(arguments[2]),
        List.of(Long.toString(millis), Long.toString(heap.peak()), answer.strip()));
  }

  private String answer(String event) throws IOException {
    return switch (this) {
      case AUDIT -> answer(new AuditHandler(), event);
      case GUARD -> answer(new GuardHandler(), event);
      case SWEEP -> Integer.toString(new Sweep().run());
    };
  }

  private static String answer(RequestStreamHandler function, String event) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    function.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), output, CONTEXT);
    return output.toString(UTF_8);
  }

  private static Map<String, String> environment(URI endpoint) {
    Map<String, String> environment = FunctionSettings.ofGuard();
    environment.put("AWS_ENDPOINT_URL", endpoint.toString());
    environment.put("AWS_ACCESS_KEY_ID", Accounts.DEFAULT_KEY.accessKeyId());
    environment.put("AWS_SECRET_ACCESS_KEY", Accounts.DEFAULT_KEY.secretAccessKey());
    environment.put("AWS_REGION", "us-east-1");
    environment.put("MAX_REPAIRS_PER_AUDIT", "100000");
    return environment;
  }
}
