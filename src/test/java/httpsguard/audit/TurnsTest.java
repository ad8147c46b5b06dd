package httpsguard.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.distribution.DistributionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnsTest {
  private static final Instant BEGIN = Instant.parse("2026-11-24T10:17:00Z");
  private static final List<DistributionId> IDS =
      IntStream.range(0, 60).mapToObj(n -> new DistributionId("EDFDVBD632BH" + n)).toList();

  /** However often audits come, a tenth of all has room, and everyone's turn comes. */
  @ParameterizedTest
  @CsvSource({"1, 150", "6, 150", "12, 150", "24, 150"})
  void everyoneIsAmongTheFirstSixOfSixtyWithinABoundedNumberOfAudits(int hours, int audits) {
    Set<DistributionId> first = new HashSet<>();
    for (int audit = 0; audit < audits; audit++) {
      Turns turns = Turns.at(BEGIN.plus(Duration.ofHours((long) hours * audit)));
      first.addAll(inOrder(turns).subList(0, 6));
    }
    assertEquals(Set.copyOf(IDS), first);
  }

  @Test
  void aReportThatIsMadeAgainWithinTheHourHasTheSameOrder() {
    assertEquals(inOrder(Turns.at(BEGIN)), inOrder(Turns.at(BEGIN.plus(Duration.ofMinutes(30)))));
    assertTrue(!inOrder(Turns.at(BEGIN)).equals(inOrder(Turns.at(BEGIN.plusSeconds(3600)))));
  }

  private static List<DistributionId> inOrder(Turns turns) {
    return IDS.stream().sorted(Comparator.comparing(turns::place, Long::compareUnsigned)).toList();
  }
}
