package httpsguard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Maven was given comes to the programs as it was typed. */
class OptionsTest {
  @TempDir Path directory;

  @Test
  void everyValueComesThroughTheFileAsItWasTyped() throws IOException {
    Map<String, String> typed =
        Map.of(
            "policy",
            "{\"policy\": \"https-only\",\n \"rules\": [], mode=x}",
            "tags",
            "a=1, oops=2",
            "config",
            "C:\\new folder\\\u00fc.json #1 ${user.home} ");
    Options given =
        Options.of(List.of("command=check-config", "given=" + file(typed), "all.given=" + typed));
    typed.forEach((name, value) -> assertEquals(value, given.required(name, "")));
    given.requireNoneBut(Set.of("command", "policy", "tags", "config"));
  }

  @Test
  void anEmptyValueIsNotGiven() throws IOException {
    Options given = Options.of(List.of("given=" + file(Map.of("mode", "")), "account="));
    assertEquals(Map.of(), given.given());
  }

  /** A profile of Maven's settings may have a property of such a name. */
  @Test
  void whatIsNotOnTheCommandLineIsNotGiven() throws IOException {
    Path file = file(Map.of("port", "8080", "mode", "notify"));
    Options given = Options.of(List.of("given=" + file, "all.given={mode=notify, report=x}"));
    assertEquals(Optional.of("notify"), given.find("mode"));
    assertEquals(Optional.empty(), given.find("port"));
  }

  @Test
  void aFileThatIsMissingIsNoEmptyCommandLine() {
    List<String> missing = List.of("given=" + directory.resolve("none"));
    assertThrows(UncheckedIOException.class, () -> Options.of(missing));
  }

  private Path file(Map<String, String> typed) throws IOException {
    Properties properties = new Properties();
    properties.putAll(typed);
    Path file = directory.resolve("given.properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    return file;
  }
}
