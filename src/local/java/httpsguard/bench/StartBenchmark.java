package httpsguard.bench;

import httpsguard.cli.Options;
import httpsguard.local.CloudStandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What the first event costs: the packaged functions and a naive build in fresh JVMs under Lambda's
 * own runtime client, in turn, and a script with the same calls. Once with a whole processor, over
 * plain HTTP and over TLS, and then with as much of one as Lambda gives with each size of memory.
 */
final class StartBenchmark {
  private static final String RUNS = "9";
  private static final String SIZES = "256,512,1024,1769";

  /** Lambda's price of a gigabyte-second and of a million requests in us-east-1, on x86. */
  private static final double GIGABYTE_SECOND = 0.0000166667;

  private static final double MILLION_REQUESTS = 0.20;
  private static final int USUAL_MEGABYTES = 512;

  private final int runs;
  private final Path directory = Files.createTempDirectory("start-benchmark");
  private final Build naive = Build.naive(directory.resolve("naive"));
  private final Optional<Script> script = Script.find(directory);

  private StartBenchmark(int runs) throws IOException, InterruptedException {
    this.runs = runs;
  }

  /** A column of the table, and where its figures come from. */
  private record Column(String title, String format, ToDoubleFunction<ColdStart> figure) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("wall", "%.0f ms", ColdStart::wall),
          new Column("CPU", "%.0f ms", ColdStart::cpu),
          new Column("CPU of initialization", "%.0f ms", ColdStart::initCpu),
          new Column("CPU of the event", "%.0f ms", ColdStart::eventCpu),
          new Column("wall of the event", "%.0f ms", ColdStart::eventWall),
          new Column("warm event", "%.1f ms", ColdStart::warm),
          new Column("memory", "%.0f MB", ColdStart::peak));

  /**
   * @param arguments the options {@code runs} and {@code sizes}, as {@link Options} reads them: how
   *     often, and with how many megabytes
   */
  public static void main(String[] arguments) throws Exception {
    Options given = Options.of(List.of(arguments));
    StartBenchmark benchmark = new StartBenchmark(Integer.parseInt(given.get("runs", RUNS)));
    System.out.printf("Medians of %d runs.%n", benchmark.runs);
    for (boolean isTls : new boolean[] {false, true}) {
      benchmark.whole(isTls);
    }
    for (String size : given.get("sizes", SIZES).split(",", -1)) {
      benchmark.limited(Integer.parseInt(size));
    }
  }

  private void whole(boolean isTls) throws Exception {
    System.out.printf("%nA repair, a whole processor, %s:%n", isTls ? "TLS" : "plain HTTP");
    try (Situation drifted = Situation.Written.drifted();
        TlsFront front =
            TlsFront.of(Files.createTempDirectory(directory, "tls"), drifted.endpoint())) {
      URI endpoint = isTls ? front.endpoint() : drifted.endpoint();
      List<Build> builds = List.of(Build.guard(), naive);
      ColdStart.Given given = given(drifted, endpoint, front, USUAL_MEGABYTES);
      Map<Build, List<ColdStart>> starts = new LinkedHashMap<>();
      List<Double> scripts = new ArrayList<>();
      for (int run = 0; run <= runs; run++) {
        for (Build build : builds) {
          ColdStart start = ColdStart.measure(build, given, drifted, Optional.empty(), true);
          if (run > 0) {
            starts.computeIfAbsent(build, _ -> new ArrayList<>()).add(start);
          }
        }
        if (script.isPresent()) {
          drifted.reset();
          scripts.add(script.get().measure(endpoint, front.certificate()));
        }
      }
      head();
      for (Build build : builds) {
        List<String> classes = ColdStart.classes(build, given, drifted);
        long hidden = classes.stream().filter(line -> line.contains("/0x")).count();
        row(build.name(), starts.getOrDefault(build, List.of()));
        System.out.printf(
            Locale.ROOT, " %,d | %,d | %.2f MB |%n", classes.size(), hidden, build.zipped() / 1e6);
      }
      if (script.isPresent()) {
        System.out.printf(Locale.ROOT, "| script | %.0f ms |%n", Median.of(scripts));
      }
    }
  }

  private static void head() {
    StringBuilder titles = new StringBuilder("| build |");
    COLUMNS.forEach(column -> titles.append(' ').append(column.title()).append(" |"));
    System.out.println(titles + " classes | hidden | package |");
    System.out.println("|---|" + "--:|".repeat(COLUMNS.size() + 3));
  }

  private static void row(String name, List<ColdStart> starts) {
    System.out.print("| " + name + " |");
    for (Column column : COLUMNS) {
      System.out.printf(Locale.ROOT, " " + column.format() + " |", median(starts, column.figure()));
    }
  }

  private void limited(int megabytes) throws Exception {
    Optional<ProcessorShare> share = ProcessorShare.create(megabytes);
    System.out.printf(
        Locale.ROOT,
        "%n%d MB, %.2f of a processor once initialized (%s), TLS:%n",
        megabytes,
        ProcessorShare.of(megabytes),
        share.isPresent() ? "by a control group" : "by arithmetic");
    System.out.println("| event | build | initialization | event | GB-s | US$ a million |");
    System.out.println("|---|---|--:|--:|--:|--:|");
    try (Situation drifted = Situation.Written.drifted();
        Situation inPolicy = Situation.Written.inPolicy();
        Situation audited = Situation.Audited.aHundred()) {
      limited("repair", drifted, List.of(Build.guard(), naive), share, megabytes);
      limited("in policy", inPolicy, List.of(Build.guard(), naive), share, megabytes);
      limited("audit", audited, List.of(Build.audit()), share, megabytes);
    }
    if (share.isPresent()) {
      share.get().close();
    }
  }

  private void limited(
      String event,
      Situation situation,
      List<Build> builds,
      Optional<ProcessorShare> share,
      int megabytes)
      throws Exception {
    try (TlsFront front =
        TlsFront.of(Files.createTempDirectory(directory, "tls"), situation.endpoint())) {
      ColdStart.Given given = given(situation, front.endpoint(), front, megabytes);
      Map<Build, List<ColdStart>> starts = new LinkedHashMap<>();
      for (int run = 0; run < runs; run++) {
        for (Build build : builds) {
          starts
              .computeIfAbsent(build, _ -> new ArrayList<>())
              .add(ColdStart.measure(build, given, situation, share, false));
        }
      }
      starts.forEach((build, all) -> cost(event, build, all, share.isPresent(), megabytes));
    }
  }

  private static void cost(
      String event, Build build, List<ColdStart> starts, boolean isLimited, int megabytes) {
    double share = isLimited ? 1 : ProcessorShare.of(megabytes);
    double init = median(starts, ColdStart::initWall);
    double first = median(starts, start -> isLimited ? start.eventWall() : start.eventWall(share));
    double gigabyteSeconds = (init + first) / 1000 * megabytes / 1024;
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.0f ms | %.0f ms | %.2f | %.2f |%n",
        event,
        build.name(),
        init,
        first,
        gigabyteSeconds,
        gigabyteSeconds * GIGABYTE_SECOND * 1e6 + MILLION_REQUESTS);
  }

  private static ColdStart.Given given(
      Situation situation, URI endpoint, TlsFront front, int megabytes) {
    Map<String, String> environment = new HashMap<>(situation.settings());
    environment.put("AWS_ENDPOINT_URL", endpoint.toString());
    environment.putIfAbsent("TOPIC_ARN", CloudStandIn.TOPIC_ARN);
    return new ColdStart.Given(environment, front.jvmArguments(), megabytes);
  }

  private static double median(List<ColdStart> starts, ToDoubleFunction<ColdStart> figure) {
    return Median.of(starts.stream().mapToDouble(figure).boxed().toList());
  }
}
