package httpsguard.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.distribution.DistributionId;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whether a distribution is exempt now in all that an audit saw, though not all of it is named. */
class ReportedDistributionTest {
  private static final ReportedVerdict FINDING = new ReportedVerdict.Finding("https-only");

  @Test
  void whatIsNamedIsComparedByName() {
    ReportedDistribution two = of("/a", "/b");
    assertTrue(two.isWithin(Set.of("/a", "/b", "/c")));
    assertFalse(two.isWithin(Set.of("/a")));
    assertFalse(two.isWithin(Set.of()));
  }

  @Test
  void whatWasExemptWhenTheAuditLookedNeedNotBe() {
    ReportedDistribution exempt =
        with(
            List.of(
                new ReportedDistribution.Behavior("/a", "s3", FINDING),
                new ReportedDistribution.Behavior(
                    "/b", "s3", new ReportedVerdict.Exempt(LocalDate.of(2027, 3, 31), "boxes"))));
    assertTrue(exempt.isWithin(Set.of("/a")));
  }

  /** By a digest, which is the same in whatever order the patterns stand. */
  @Test
  void whatIsLeftOutIsComparedToo() {
    ReportedDistribution shortened = of("/a", "/b", "/c").shortened(1, 1);
    assertEquals(1, shortened.behaviors().size());
    assertEquals(2, shortened.moreBehaviors());
    assertTrue(shortened.isWithin(Set.of("/c", "/a", "/b")));
    for (Set<String> others :
        List.of(
            Set.<String>of(),
            Set.of("/a"),
            Set.of("/a", "/b"),
            Set.of("/a", "/b", "/d"),
            Set.of("/a/b", "/c"),
            Set.of("/a", "/b/c"),
            Set.of("/a", "/b", "/c", "/d"))) {
      assertFalse(shortened.isWithin(others), others::toString);
    }
    assertEquals(shortened.more(), of("/c", "/b", "/a").shortened(1, 1).more(), "in another order");
  }

  @Test
  void asManyAsThereAreLeaveNoneOut() {
    assertEquals(of("/a", "/b"), of("/a", "/b").shortened(1, 2));
    assertEquals(1, of("/a", "/b").shortened(1, 1).moreBehaviors());
    ReportedDistribution shortened = of("/a", "/b").shortened(1, 1);
    assertEquals(shortened, shortened.shortened(1, 1), "what was left out before");
  }

  @Test
  void whatAWriteWouldBringIntoPolicyIsOutOfIt() {
    assertEquals(
        List.of(
            ReportedDistribution.Standing.DRIFTED,
            ReportedDistribution.Standing.UNDECIDED,
            ReportedDistribution.Standing.NOTIFY_ONLY),
        Arrays.stream(ReportedDistribution.Standing.values())
            .filter(ReportedDistribution.Standing::isOutOfPolicy)
            .toList());
  }

  private static ReportedDistribution of(String... patterns) {
    return with(
        Stream.of(patterns)
            .map(pattern -> new ReportedDistribution.Behavior(pattern, "s3", FINDING))
            .toList());
  }

  private static ReportedDistribution with(List<ReportedDistribution.Behavior> behaviors) {
    return new ReportedDistribution(
        new DistributionId("EDFDVBD632BHDS5"),
        ReportedDistribution.Standing.DRIFTED,
        Optional.empty(),
        List.of("www.example.com"),
        Optional.empty(),
        behaviors,
        Optional.empty());
  }
}
