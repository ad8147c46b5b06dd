package httpsguard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import httpsguard.audit.Report;
import httpsguard.audit.ReportedDistribution;
import httpsguard.audit.ReportedVerdict;
import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.PathPattern;
import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.policy.Assessment;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.Mode;
import httpsguard.policy.TagClaim;
import httpsguard.policy.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of which reports people are told. */
class ReportOutcomeTest {
  private static final Report.Totals NOTHING = new Report.Totals(9, Map.of(), 0, true);
  private static final ReportedDistribution REPORTED =
      new ReportedDistribution(
          new DistributionId("EDFDVBD632BHDS5"),
          ReportedDistribution.Standing.NOTIFY_ONLY,
          Optional.empty(),
          List.of(),
          Optional.empty(),
          List.of(),
          Optional.empty());
  private static final Outcome.About ABOUT =
      new Outcome.About(
          REPORTED.id(),
          "111122223333",
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
  private static final Assessment CLEAN =
      new Assessment(true, List.of(), new TagClaim.Off(), List.of());

  @Test
  void aPurposeIsTheWordOfASchedulesInput() {
    assertEquals("repair", Report.Purpose.REPAIR.word());
    assertEquals("report", Report.Purpose.REPORT.word());
  }

  static Stream<Arguments> outcomes() {
    Distributions.Refusal refusal = new Distributions.Refusal("UpdateDistribution", "x", "y", "z");
    return Stream.of(
        Arguments.of(new Outcome.Repaired(ABOUT, CLEAN, Instant.EPOCH), true),
        Arguments.of(new Outcome.AlreadyBack(ABOUT, CLEAN, Optional.empty()), true),
        Arguments.of(new Outcome.Gone(ABOUT), true),
        Arguments.of(new Outcome.InPolicy(ABOUT, CLEAN), false),
        Arguments.of(new Outcome.WouldRepair(ABOUT, CLEAN), false),
        Arguments.of(new Outcome.Exempt(ABOUT, CLEAN), false),
        Arguments.of(new Outcome.Disabled(ABOUT, CLEAN), false),
        Arguments.of(
            new Outcome.NotRepaired(
                ABOUT, new Outcome.NotRepaired.Obstacle.Refused(Optional.empty(), refusal)),
            false),
        Arguments.of(new Outcome.HeldBack(ABOUT, Outcome.HeldBack.Why.TOO_MANY), false),
        Arguments.of(new Outcome.Failed(ABOUT, "no answer"), false));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void whatIsNewIsToldByEitherPurposeAndWhatStaysByTheDailyOne(
      Outcome.Concerning outcome, boolean isNew) {
    assertEquals(isNew, isTold(Report.Purpose.REPAIR, NOTHING, List.of(), 0, List.of(outcome)));
    assertEquals(true, isTold(Report.Purpose.REPORT, NOTHING, List.of(), 0, List.of(outcome)));
  }

  static Stream<Arguments> reports() {
    Report.Totals unreadable = new Report.Totals(9, Map.of(), 1, true);
    Report.Totals incomplete = new Report.Totals(9, Map.of(), 0, false);
    return Stream.of(
        Arguments.of(NOTHING, List.of(), 0, false),
        Arguments.of(NOTHING, List.of(REPORTED), 0, true),
        Arguments.of(NOTHING, List.of(), 1, true),
        Arguments.of(unreadable, List.of(), 0, true),
        Arguments.of(incomplete, List.of(), 0, true));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void theDailyReportTellsWhateverIsNotAsItShouldBe(
      Report.Totals totals, List<ReportedDistribution> distributions, int leftOut, boolean told) {
    assertEquals(told, isTold(Report.Purpose.REPORT, totals, distributions, leftOut, List.of()));
    assertEquals(false, isTold(Report.Purpose.REPAIR, totals, distributions, leftOut, List.of()));
  }

  static Stream<Arguments> besideWhatIsOpen() {
    ReportedVerdict finding = new ReportedVerdict.Finding("https-only");
    return Stream.of(
        Arguments.of("/a", finding, false),
        Arguments.of("/b", finding, true),
        Arguments.of("/b", new ReportedVerdict.Undecided("https-only"), true),
        Arguments.of("/b", new ReportedVerdict.Unservable(), false));
  }

  /** By this guard perhaps, which died before it told. */
  @ParameterizedTest
  @MethodSource("besideWhatIsOpen")
  void aPartThatWasPutRightBesideWhatIsLeftOpenIsNew(
      String pattern, ReportedVerdict found, boolean isNew) {
    ReportedDistribution reported =
        new ReportedDistribution(
            REPORTED.id(),
            ReportedDistribution.Standing.DRIFTED,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(new ReportedDistribution.Behavior(pattern, "s3", found)),
            Optional.empty());
    Outcome.NotRepaired left =
        new Outcome.NotRepaired(
            ABOUT, new Outcome.NotRepaired.Obstacle.LeftOpen(open("/a"), Optional.empty()));
    assertEquals(isNew, outcome(reported, left).isTold());
  }

  @Test
  void whatARepairLeavesOpenIsCounted() {
    Outcome.Repaired whole = new Outcome.Repaired(ABOUT, CLEAN, Instant.EPOCH);
    assertEquals(0, outcome(REPORTED, whole).leftOpen());
    assertEquals(
        1, outcome(REPORTED, new Outcome.Repaired(ABOUT, open("/a"), Instant.EPOCH)).leftOpen());
    assertEquals(
        0,
        outcome(REPORTED, new Outcome.HeldBack(ABOUT, Outcome.HeldBack.Why.TOO_MANY)).leftOpen());
  }

  private static Assessment open(String pattern) {
    CacheBehavior behavior =
        new CacheBehavior(
            0,
            Optional.of(new PathPattern(pattern)),
            "s3",
            ViewerProtocolPolicy.ALLOW_ALL,
            List.of("GET"),
            /* hasEdgeFunctions= */ false);
    return new Assessment(
        true,
        List.of(new JudgedBehavior(behavior, List.of(), new Verdict.Unservable())),
        new TagClaim.Off(),
        List.of());
  }

  private static ReportOutcome outcome(ReportedDistribution reported, Outcome.Concerning came) {
    Report report =
        new Report(
            "495b12a8",
            Instant.EPOCH,
            "111122223333",
            Optional.of(Report.Purpose.REPAIR),
            Mode.REMEDIATE,
            NOTHING,
            List.of(reported),
            0,
            List.of(),
            Report.Dependents.NONE);
    return new ReportOutcome(
        report,
        List.of(new ReportOutcome.Handled(reported, came)),
        List.of(),
        /* isRepeat= */ false,
        /* isOvertaken= */ false);
  }

  private static boolean isTold(
      Report.Purpose purpose,
      Report.Totals totals,
      List<ReportedDistribution> distributions,
      int leftOut,
      List<Outcome.Concerning> outcomes) {
    Report report =
        new Report(
            "495b12a8",
            Instant.EPOCH,
            "111122223333",
            Optional.of(purpose),
            Mode.REMEDIATE,
            totals,
            distributions,
            leftOut,
            List.of(),
            Report.Dependents.NONE);
    return new ReportOutcome(
            report,
            outcomes.stream().map(outcome -> new ReportOutcome.Handled(REPORTED, outcome)).toList(),
            List.of(),
            /* isRepeat= */ false,
            /* isOvertaken= */ false)
        .isTold();
  }
}
