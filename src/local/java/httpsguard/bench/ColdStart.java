package httpsguard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import httpsguard.local.Bytes;
import httpsguard.local.FunctionProcess;
import httpsguard.local.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a function's fresh process took for its initialization, until it asked for an event, and for
 * its first event. Times are in milliseconds; those of the processor are the operating system's, in
 * steps of ten.
 *
 * @param warm an event later, once the code is warm
 * @param peak the most memory that the process had, in megabytes; zero where the system does not
 *     tell
 */
record ColdStart(
    double initWall, double initCpu, double eventWall, double eventCpu, double warm, double peak) {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final int WARM_EVENTS = 20;

  /** Nothing but what Lambda itself gives the JVM of a function without SnapStart. */
  private static final String ONE_COMPILER = "-XX:TieredStopAtLevel=1";

  /**
   * What a function is started with.
   *
   * @param jvmArguments beyond Lambda's
   */
  record Given(Map<String, String> environment, List<String> jvmArguments, int megabytes) {
    FunctionProcess.Function function(Build build, List<String> more) {
      List<String> all = new ArrayList<>(jvmArguments);
      all.add(ONE_COMPILER);
      all.addAll(more);
      return new FunctionProcess.Function(
          build.directory(),
          build.handler().getName() + "::handleRequest",
          environment,
          all,
          megabytes);
    }
  }

  double cpu() {
    return initCpu + eventCpu;
  }

  double wall() {
    return initWall + eventWall;
  }

  /** The event's time with a part of a processor: what it waited for, it waits for as long. */
  double eventWall(double share) {
    return Math.max(eventWall, eventWall - eventCpu + eventCpu / Math.min(1, share));
  }

  /**
   * @param situation which each event finds
   * @param share what limits the process while it works on events
   */
  static ColdStart measure(
      Build build,
      Given given,
      Situation situation,
      Optional<ProcessorShare> share,
      boolean isWarmed)
      throws InterruptedException {
    Bytes event = Bytes.utf8(situation.event());
    try (FunctionProcess function = FunctionProcess.of(given.function(build, List.of()))) {
      situation.reset();
      double[] atNext = new double[2];
      double start = now();
      require(
          function.invoke(
              event,
              TIMEOUT,
              () -> {
                atNext[0] = now();
                atNext[1] = cpu(function);
                share.ifPresent(limit -> limit.limit(function.handle()));
              }));
      double end = now();
      double cpu = cpu(function);
      List<Double> warm = new ArrayList<>();
      for (int i = 0; isWarmed && i < WARM_EVENTS; i++) {
        situation.reset();
        double before = now();
        require(function.invoke(event, TIMEOUT));
        warm.add(now() - before);
      }
      return new ColdStart(
          atNext[0] - start,
          atNext[1],
          end - atNext[0],
          cpu - atNext[1],
          warm.isEmpty() ? 0 : Median.of(warm.subList(WARM_EVENTS / 2, WARM_EVENTS)),
          peak(function));
    }
  }

  /** The classes that are loaded until the first event is answered. */
  static List<String> classes(Build build, Given given, Situation situation)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("classes", ".log");
    String logging = "-Xlog:class+load:file=" + log + "::filecount=0";
    try (FunctionProcess function = FunctionProcess.of(given.function(build, List.of(logging)))) {
      situation.reset();
      require(function.invoke(Bytes.utf8(situation.event()), TIMEOUT));
    }
    List<String> classes =
        Files.readAllLines(log, UTF_8).stream().filter(line -> line.contains(" source: ")).toList();
    Files.delete(log);
    return classes;
  }

  private static void require(Invocation invocation) {
    if (invocation instanceof Invocation.Failed failed) {
      throw new IllegalStateException(failed.toString());
    }
  }

  private static double now() {
    return System.nanoTime() / 1e6;
  }

  private static double cpu(FunctionProcess function) {
    return function.handle().info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
  }

  private static double peak(FunctionProcess function) {
    Path status = Path.of("/proc", Long.toString(function.handle().pid()), "status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException untold) {
      return 0;
    }
  }
}
