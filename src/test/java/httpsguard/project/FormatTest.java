package httpsguard.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class FormatTest {
  @Test
  void everySourceIsFormatted() throws Exception {
    List<Path> sources = Format.sources();
    assertFalse(sources.isEmpty(), "no sources found");
    List<Path> unformatted = new ArrayList<>();
    for (Path source : sources) {
      if (!Format.formatted(source).equals(Files.readString(source))) {
        unformatted.add(source);
      }
    }
    assertEquals(List.of(), unformatted, "run `mvn -q -Pformat process-test-classes`");
  }
}
