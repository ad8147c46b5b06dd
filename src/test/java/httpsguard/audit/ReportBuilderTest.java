package httpsguard.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import httpsguard.audit.ReportedDistribution.Standing;
import httpsguard.distribution.DistributionId;
import httpsguard.policy.Mode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in a report, and what there is no room for. */
class ReportBuilderTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
  private static final Turns FROM_ZERO = Turns.at(Instant.EPOCH);
  private static final int ROOMY = 1_000_000;

  /** About what a report takes for a distribution with one behavior and no alias. */
  private static final int ONE = 350;

  @Test
  void countsAllThatThereIsNoRoomFor() {
    ReportBuilder builder = builder(Optional.empty(), 0);
    for (ReportedDistribution.Standing standing : ReportedDistribution.Standing.values()) {
      builder.count();
      builder.add(plain("E0001", standing));
    }
    Report report = build(builder);
    Map<Standing, Integer> oneOfEach =
        Arrays.stream(Standing.values()).collect(Collectors.toMap(Function.identity(), _ -> 1));
    assertEquals(new Report.Totals(6, oneOfEach, 0, true), report.totals());
    assertEquals(List.of(), report.distributions());
    assertEquals(6, report.leftOut());
    assertEquals(2, report.totals().toRepair(), "drifted and undecided");
  }

  @Test
  void keepsAsManyAsThereIsRoomFor() {
    ReportBuilder builder = builder(Optional.empty(), 5 * ONE);
    for (int index = 0; index < 20; index++) {
      builder.add(plain("EX00" + index, ReportedDistribution.Standing.DRIFTED));
    }
    Report report = build(builder);
    assertEquals(5, report.distributions().size());
    assertEquals(15, report.leftOut());
  }

  @Test
  void whatIsToBeRepairedTakesTheRoomOfWhatIsNot() {
    ReportBuilder builder = builder(Optional.empty(), 3 * ONE);
    builder.add(plain("EEXEMPT1", ReportedDistribution.Standing.EXEMPT));
    builder.add(plain("EEXEMPT2", ReportedDistribution.Standing.EXEMPT));
    builder.add(plain("EDRIFTED1", ReportedDistribution.Standing.DRIFTED));
    builder.add(plain("EDRIFTED2", ReportedDistribution.Standing.UNDECIDED));
    builder.add(plain("EEXEMPT3", ReportedDistribution.Standing.EXEMPT));
    assertEquals(List.of("EDRIFTED1", "EDRIFTED2", "EEXEMPT1"), ids(build(builder)));
  }

  @Test
  void whatIsNotToBeRepairedComesLastHoweverMuchRoomThereIs() {
    ReportBuilder builder = builder(Optional.empty(), ROOMY);
    builder.add(plain("EEXEMPT1", ReportedDistribution.Standing.EXEMPT));
    builder.add(plain("EDRIFTED1", ReportedDistribution.Standing.DRIFTED));
    Report report = build(builder);
    assertEquals(List.of("EDRIFTED1", "EEXEMPT1"), ids(report));
    assertEquals(0, report.leftOut());
  }

  @Test
  void longNamesAndManyBehaviorsTakeRoom() {
    String longName = "x".repeat(2 * ONE);
    ReportedDistribution.Behavior behavior = finding("/a", "s3");
    for (ReportedDistribution large :
        List.of(
            distribution(List.of(longName), List.of(behavior)),
            distribution(List.of(), List.of(finding(longName, "s3"))),
            distribution(List.of(), List.of(finding("/a", longName))),
            distribution(List.of(), Collections.nCopies(5, behavior)))) {
      ReportBuilder builder = builder(Optional.empty(), 2 * ONE);
      builder.add(large);
      assertEquals(1, build(builder).leftOut(), large::toString);
    }
  }

  @Test
  void theRoomOfWhatHadToGoIsUsedAgain() {
    ReportBuilder builder = builder(Optional.empty(), 4 * ONE);
    builder.add(
        new ReportedDistribution(
            new DistributionId("EEXEMPT1"),
            ReportedDistribution.Standing.EXEMPT,
            Optional.empty(),
            List.of("x".repeat(2 * ONE)),
            Optional.empty(),
            List.of(),
            Optional.empty()));
    for (int index = 0; index < 4; index++) {
      builder.add(plain("EX00" + index, ReportedDistribution.Standing.DRIFTED));
    }
    assertEquals(List.of("EX000", "EX001", "EX002", "EX003"), ids(build(builder)));
  }

  @Test
  void aReportToRepairByHasOnlyWhatIsToBeRepaired() {
    Report report = build(ofEach(Report.Purpose.REPAIR));
    assertEquals(Set.of("EDRIFTED", "EUNDECIDED"), Set.copyOf(ids(report)));
    assertEquals(0, report.leftOut(), "the others are not wanted");
    assertEquals(1, report.totals().of(Standing.EXEMPT));
  }

  @Test
  void theDailyReportLeavesOutExemptionsThatGoOn() {
    List<String> ids = ids(build(ofEach(Report.Purpose.REPORT)));
    assertEquals(Set.of("EDRIFTED", "EUNDECIDED"), Set.copyOf(ids.subList(0, 2)));
    assertEquals(Set.of("ENOTIFYONLY", "EUNSERVABLE", "EDISABLED"), Set.copyOf(ids.subList(2, 5)));
  }

  @ParameterizedTest
  @CsvSource({"2026-11-24, 1", "2026-12-08, 1", "2026-12-09, 0"})
  void theDailyReportHasExemptionsThatEndWithinTwoWeeks(LocalDate until, int reported) {
    ReportBuilder builder = builder(Optional.of(Report.Purpose.REPORT), ROOMY);
    builder.add(exempt("EEXEMPT", until));
    assertEquals(reported, build(builder).distributions().size());
  }

  @Test
  void aDistributionOfAnySizeIsShortenedForTheGuardAndWholeByHand() {
    ReportedDistribution large =
        distribution(
            ReportedDistribution.Standing.NOTIFY_ONLY,
            Collections.nCopies(7, "www.example.com"),
            Collections.nCopies(53, finding("/a", "s3")));
    ReportBuilder builder = builder(Optional.of(Report.Purpose.REPORT), ROOMY);
    builder.add(large);
    ReportedDistribution shortened = build(builder).distributions().getFirst();
    assertEquals(5, shortened.aliases().size());
    assertEquals(50, shortened.behaviors().size());
    assertEquals(3, shortened.moreBehaviors());
    ReportBuilder byHand = builder(Optional.empty(), ROOMY);
    byHand.add(large);
    assertEquals(List.of(large), build(byHand).distributions());
    ReportBuilder small = builder(Optional.of(Report.Purpose.REPAIR), ROOMY);
    small.add(plain("EX000", ReportedDistribution.Standing.DRIFTED));
    assertEquals(0, build(small).distributions().getFirst().moreBehaviors());
  }

  /** 17 of them filled a report, and AWS always refused these: no other was ever repaired. */
  @Test
  void hundredsThatAreToBeRepairedHaveRoomHoweverLargeTheyAre() {
    ReportBuilder builder = builder(Optional.of(Report.Purpose.REPAIR), 190_000);
    for (int index = 100; index < 500; index++) {
      builder.add(
          new ReportedDistribution(
              new DistributionId("EX0" + index),
              ReportedDistribution.Standing.DRIFTED,
              Optional.empty(),
              Collections.nCopies(100, "www.example.com"),
              Optional.empty(),
              Collections.nCopies(76, finding("/" + "a".repeat(250), "s3")),
              Optional.empty()));
    }
    Report report = build(builder);
    assertEquals(400, report.distributions().size());
    assertEquals(76, report.distributions().getFirst().moreBehaviors());
  }

  /** The same ones were left out of every report. */
  @Test
  void whatIsLeftOutTakesTurns() {
    for (ReportedDistribution.Standing standing :
        List.of(ReportedDistribution.Standing.DRIFTED, ReportedDistribution.Standing.NOTIFY_ONLY)) {
      Set<String> named = new HashSet<>();
      for (int hour = 0; hour < 100; hour++) {
        Turns turns = Turns.at(Instant.EPOCH.plus(Duration.ofHours(hour)));
        ReportBuilder builder =
            new ReportBuilder(Optional.of(Report.Purpose.REPORT), TODAY, turns, 5 * ONE);
        for (int index = 100; index < 140; index++) {
          builder.add(plain("EX0" + index, standing));
        }
        Report report = build(builder);
        assertEquals(35, report.leftOut());
        named.addAll(ids(report));
      }
      assertEquals(40, named.size(), standing::word);
    }
  }

  @Test
  void countsAllThatCannotBeJudgedAndNamesTwenty() {
    ReportBuilder builder = builder(Optional.empty(), ROOMY);
    for (int index = 0; index < 25; index++) {
      builder.count();
      builder.add(new Report.Unreadable("E" + index, "odd"));
    }
    Report report = build(builder);
    assertEquals(20, report.unreadable().size());
    assertEquals(25, report.totals().unreadable());
    assertEquals(25, report.totals().audited());
  }

  private static ReportBuilder ofEach(Report.Purpose purpose) {
    ReportBuilder builder = builder(Optional.of(purpose), ROOMY);
    for (ReportedDistribution.Standing standing : ReportedDistribution.Standing.values()) {
      String id = "E" + standing.name().replace("_", "");
      builder.add(
          standing == ReportedDistribution.Standing.EXEMPT
              ? exempt(id, TODAY.plusYears(1))
              : plain(id, standing));
    }
    return builder;
  }

  private static ReportBuilder builder(Optional<Report.Purpose> purpose, int room) {
    return new ReportBuilder(purpose, TODAY, FROM_ZERO, room);
  }

  private static Report build(ReportBuilder builder) {
    return builder.build(
        "495b12a8", Instant.EPOCH, "111122223333", Mode.REMEDIATE, /* complete= */ true);
  }

  private static List<String> ids(Report report) {
    return report.distributions().stream().map(reported -> reported.id().value()).toList();
  }

  private static ReportedDistribution plain(String id, ReportedDistribution.Standing standing) {
    return distribution(id, standing, List.of(), List.of(finding("/a", "s3")));
  }

  private static ReportedDistribution exempt(String id, LocalDate until) {
    return distribution(
        id,
        ReportedDistribution.Standing.EXEMPT,
        List.of(),
        List.of(
            new ReportedDistribution.Behavior(
                "/a", "s3", new ReportedVerdict.Exempt(until, "boxes"))));
  }

  private static ReportedDistribution distribution(
      List<String> aliases, List<ReportedDistribution.Behavior> behaviors) {
    return distribution(ReportedDistribution.Standing.DRIFTED, aliases, behaviors);
  }

  private static ReportedDistribution distribution(
      ReportedDistribution.Standing standing,
      List<String> aliases,
      List<ReportedDistribution.Behavior> behaviors) {
    return distribution("EX000", standing, aliases, behaviors);
  }

  private static ReportedDistribution distribution(
      String id,
      ReportedDistribution.Standing standing,
      List<String> aliases,
      List<ReportedDistribution.Behavior> behaviors) {
    return new ReportedDistribution(
        new DistributionId(id),
        standing,
        Optional.empty(),
        aliases,
        Optional.empty(),
        behaviors,
        Optional.empty());
  }

  private static ReportedDistribution.Behavior finding(String pathPattern, String origin) {
    return new ReportedDistribution.Behavior(
        pathPattern, origin, new ReportedVerdict.Finding("redirect-to-https"));
  }
}
