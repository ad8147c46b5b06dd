package httpsguard.bench;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What reading the first event costs a fresh JVM: the runtime client's own serializer against a
 * small JSON reader, with and without the event's {@code time}. Each way is measured in JVMs of its
 * own, in turn, and the medians are printed.
 */
final class EventReadingBenchmark {
  private static final int RUNS = 15;

  private EventReadingBenchmark() {}

  private enum Way {
    SERIALIZER,
    READER_WITH_TIME,
    READER
  }

  /** With a way and a file: reads once, and prints microseconds. Otherwise measures all ways. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 2) {
      byte[] event = Files.readAllBytes(Path.of(arguments[1]));
      long start = System.nanoTime();
      ScheduledEvent read = read(Way.valueOf(arguments[0]), event);
      long micros = (System.nanoTime() - start) / 1000;
      System.out.println(read.getSource().isEmpty() ? -1 : micros);
      return;
    }
    Path event = Path.of("events", "terraform-update.json");
    System.out.printf("Reading %s in a fresh JVM, %d runs each:%n", event, RUNS);
    for (Way way : Way.values()) {
      List<Long> micros = new ArrayList<>();
      for (int run = 0; run < RUNS; run++) {
        micros.add(inFreshJvm(way, event));
      }
      micros.sort(Long::compare);
      System.out.printf(
          "%-18s median %6.1f ms, fastest %6.1f ms, slowest %6.1f ms%n",
          way, micros.get(RUNS / 2) / 1e3, micros.getFirst() / 1e3, micros.getLast() / 1e3);
    }
  }

  private static ScheduledEvent read(Way way, byte[] event) throws Exception {
    if (way == Way.SERIALIZER) {
      return LambdaEventSerializers.serializerFor(
              ScheduledEvent.class, EventReadingBenchmark.class.getClassLoader())
          .fromJson(new ByteArrayInputStream(event));
    }
    JsonObject json = JsonParser.object().from(new String(event, StandardCharsets.UTF_8));
    ScheduledEvent read = new ScheduledEvent();
    read.setSource(json.getString("source"));
    read.setDetailType(json.getString("detail-type"));
    read.setAccount(json.getString("account"));
    read.setDetail(json.getObject("detail"));
    if (way == Way.READER_WITH_TIME) {
      read.setTime(org.joda.time.DateTime.parse(json.getString("time")));
    }
    return read;
  }

  private static long inFreshJvm(Way way, Path event) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-classpath",
                System.getProperty("java.class.path"),
                EventReadingBenchmark.class.getName(),
                way.name(),
                event.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException("the fresh JVM failed: " + output);
    }
    return Long.parseLong(output);
  }
}
