package httpsguard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** check-config, as somebody runs it on 2026-11-24. */
abstract class CheckConfigFixture {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T10:05:00Z"), ZoneOffset.UTC);

  @TempDir Path directory;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

  int check(String text, String... options) throws IOException {
    Path file = Files.writeString(directory.resolve("config.json"), text);
    return run(
        Stream.concat(Stream.of("config=" + file), Stream.of(options)).toArray(String[]::new));
  }

  int run(String... options) {
    return run(List.of(options));
  }

  int run(List<String> options) {
    printed.reset();
    complaints.reset();
    return FromMaven.run(
        Stream.concat(Stream.of("command=check-config"), options.stream()).toList(),
        new PrintStream(printed, true, UTF_8),
        new PrintStream(complaints, true, UTF_8),
        CLOCK,
        /* coloured= */ false);
  }

  String output() {
    return printed.toString(UTF_8);
  }

  String complaint() {
    return complaints.toString(UTF_8).strip();
  }
}
