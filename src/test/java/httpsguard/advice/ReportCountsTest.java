package httpsguard.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import httpsguard.Outcome;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No outcome of a report's distribution goes uncounted. */
class ReportCountsTest {
  @Test
  void everyOutcomeThatCanComeOfAReportHasAWordToBeCountedBy() {
    assertEquals(
        leaves(Outcome.Concerning.class).map(Class::getSimpleName).collect(Collectors.toSet()),
        Set.copyOf(ReportCounts.WORDS.stream().map(Map.Entry::getKey).toList()));
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(ReportCountsTest::leaves)
        : Stream.of(type);
  }
}
