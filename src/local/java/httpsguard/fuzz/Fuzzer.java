package httpsguard.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import httpsguard.cli.Options;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Jazzer in a JVM of its own, on one target for some seconds. What it learns and finds stays in
 * {@code target/fuzz}.
 *
 * @param name the target's, in small letters
 * @param seeds a directory of inputs to begin with
 * @param longest the largest input, in bytes
 */
record Fuzzer(String name, Class<?> target, Path seeds, int longest) {
  private static final Path WORK = Path.of("target", "fuzz");
  private static final Path RESOURCES = Path.of("src", "local", "resources", "fuzz");

  /** In seconds: ends what never ends, and leaves a busy machine the time to instrument classes. */
  private static final int LONGEST_INPUT = 60;

  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");
  private static final Pattern COVERAGE = Pattern.compile("cov: (\\d+)");

  static final List<Fuzzer> ALL =
      List.of(
          new Fuzzer("event", EventTarget.class, Path.of("events"), 32_768),
          new Fuzzer("document", DocumentTarget.class, RESOURCES.resolve("document"), 16_384));

  /**
   * What came of it.
   *
   * @param status 0 if nothing was found
   * @param covered how many edges of the code were reached
   * @param output all that the fuzzer said
   */
  record Found(int status, long runs, long covered, String output) {}

  /**
   * @param output gets each line of what the fuzzer says
   */
  Found run(int seconds, Consumer<String> output) throws IOException, InterruptedException {
    Path corpus = Files.createDirectories(WORK.resolve(name).resolve("corpus"));
    Path findings = Files.createDirectories(WORK.resolve(name).resolve("findings"));
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of(
            "-XX:+EnableDynamicAgentLoading",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xmx1g",
            "-classpath",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + target.getName(),
            "--instrumentation_includes=httpsguard.**:com.fasterxml.aalto.**:com.grack.**",
            "--custom_hook_includes=httpsguard.**",
            "--reproducer_path=" + findings,
            "-artifact_prefix=" + findings + File.separator,
            "-dict=" + RESOURCES.resolve(name + ".dict"),
            "-max_len=" + longest,
            "-max_total_time=" + seconds,
            "-timeout=" + LONGEST_INPUT,
            "-seed=20261124",
            corpus.toString(),
            seeds.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      return read(process, output);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Found read(Process process, Consumer<String> output)
      throws IOException, InterruptedException {
    StringBuilder all = new StringBuilder();
    long runs = 0;
    long covered = 0;
    try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.accept(line);
        all.append(line).append('\n');
        Matcher done = DONE.matcher(line);
        runs = done.find() ? Long.parseLong(done.group(1)) : runs;
        Matcher coverage = COVERAGE.matcher(line);
        covered = coverage.find() ? Long.parseLong(coverage.group(1)) : covered;
      }
    }
    return new Found(process.waitFor(), runs, covered, all.toString());
  }

  /**
   * Runs all targets, one after the other, and says what came of them.
   *
   * @param arguments the option {@code seconds} for each, as {@link Options} reads it
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int seconds = Integer.parseInt(Options.of(List.of(arguments)).get("seconds", "600"));
    int status = 0;
    for (Fuzzer fuzzer : ALL) {
      Found found = fuzzer.run(seconds, System.out::println);
      System.out.printf(
          "%s: %d inputs, %d edges reached, status %d%n",
          fuzzer.name(), found.runs(), found.covered(), found.status());
      status = Math.max(status, found.status());
    }
    System.exit(status);
  }
}
