package httpsguard.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Some seconds of fuzzing in every run of all tests; {@code -Pfuzz} fuzzes for longer. */
class FuzzIT {
  private static final int SECONDS = 10;

  /** The seeds alone reach more; fewer would mean that the target is not what is fuzzed. */
  private static final int FEWEST_EDGES = 1_000;

  static List<Fuzzer> fuzzers() {
    return Fuzzer.ALL;
  }

  @ParameterizedTest
  @MethodSource("fuzzers")
  void findsNothing(Fuzzer fuzzer) throws Exception {
    Fuzzer.Found found = fuzzer.run(SECONDS, _ -> {});
    assertEquals(0, found.status(), found.output());
    assertTrue(found.covered() >= FEWEST_EDGES, found.output());
    System.out.printf(
        "fuzzing: %s, %d inputs in %d seconds, %d edges of the code reached, nothing found%n",
        fuzzer.name(), found.runs(), SECONDS, found.covered());
  }
}
