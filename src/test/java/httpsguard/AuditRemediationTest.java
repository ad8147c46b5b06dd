package httpsguard;

import static httpsguard.ReportFixture.drifted;
import static httpsguard.ReportFixture.heldBack;
import static httpsguard.ReportFixture.id;
import static httpsguard.ReportFixture.names;
import static httpsguard.ReportFixture.report;
import static httpsguard.ReportFixture.reported;
import static httpsguard.ReportFixture.sortedNames;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import httpsguard.audit.Report;
import httpsguard.audit.ReportedDistribution;
import httpsguard.audit.ReportedVerdict;
import httpsguard.distribution.Configs;
import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.Distributions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes of a report, one distribution at a time. */
class AuditRemediationTest {
  private final ReportFixture guard = new ReportFixture();
  private final Distributions untouched = mock(Distributions.class);

  @Test
  void repairsEachAndTellsOnce() {
    ReportOutcome outcome = guard.handle(report(Report.Purpose.REPAIR, drifted(3)));
    assertEquals(List.of("Repaired", "Repaired", "Repaired"), names(outcome));
    assertEquals(List.of(outcome), guard.told);
    verify(guard.notices, never()).tell(any(CallOutcome.Told.class), any());
    assertEquals(3, guard.cloud.written.size());
  }

  @Test
  void goesByTheReportsOrderWhichBeginsWithAnotherEachTime() {
    guard.handle(report(Report.Purpose.REPAIR, drifted(4).reversed()));
    assertEquals(List.of("EXAMPLE3", "EXAMPLE2", "EXAMPLE1", "EXAMPLE0"), guard.cloud.written);
  }

  @Test
  void stopsInGoodTimeAndSaysHowManyAreLeft() {
    guard.cloud.eachWriteTakes = Duration.ofSeconds(50);
    ReportOutcome outcome = guard.handle(report(Report.Purpose.REPAIR, drifted(5)));
    // 180 seconds, of which 30 are for telling, and nothing begins in the last 45 of the rest.
    assertEquals(
        List.of("Repaired", "Repaired", "Repaired", "HeldBack", "HeldBack"), names(outcome));
    assertEquals(Outcome.HeldBack.Why.NO_TIME, heldBack(outcome).why());
    assertEquals(1, guard.told.size());
  }

  @Test
  void beginsWithTheLastOneForWhichThereIsTime() {
    guard.timeLeft = Duration.ofSeconds(75);
    assertEquals(
        List.of("Repaired"), names(guard.handle(report(Report.Purpose.REPAIR, drifted(1)))));
    guard.cloud.failing.add(id(1));
    assertEquals(
        List.of("Failed"),
        names(
            guard.handle(
                report(
                    Report.Purpose.REPAIR,
                    List.of(
                        reported(1, ReportedDistribution.Standing.DRIFTED, Optional.empty()))))));
  }

  @Test
  void oneThatFailsKeepsNoOtherFromBeingRepairedAndIsTriedAgain() {
    guard.cloud.failing.add(id(1));
    ReportOutcome outcome = guard.handle(report(Report.Purpose.REPAIR, drifted(4)));
    assertEquals(3, guard.cloud.written.size());
    assertEquals(
        List.of(id(1)),
        outcome.failed().stream().map(failed -> failed.about().distribution()).toList());
    assertEquals("the connection broke", outcome.failed().getFirst().why());
  }

  /** The first try repairs it and dies before it tells; the last one could not even look at it. */
  @Test
  void whatARepeatedReportCannotLookAtIsToldForAnEarlierTryMayHaveRepairedIt() {
    guard.cloud.failing.add(id(0));
    guard.handle(report(Report.Purpose.REPAIR, drifted(1)));
    assertEquals(List.of(), guard.told);
    guard.isRepeat = true;
    guard.handle(report(Report.Purpose.REPAIR, drifted(1)));
    assertEquals(1, guard.told.size());
  }

  @Test
  void whatARepeatedReportHasNoTimeForIsNotBroughtToAnEnd() {
    guard.isRepeat = true;
    guard.timeLeft = Duration.ofSeconds(35);
    ReportOutcome outcome = guard.handle(report(Report.Purpose.REPAIR, drifted(2)));
    assertEquals(List.of("Failed", "Failed"), sortedNames(outcome));
    assertEquals(1, guard.told.size());
  }

  /** Whatever else was repaired before it went untold. */
  @Test
  void aFaultAtOneDistributionKeepsNoOtherFromBeingTold() {
    guard.cloud.broken.add(id(1));
    ReportOutcome outcome = guard.handle(report(Report.Purpose.REPAIR, drifted(3)));
    assertEquals(List.of("Failed", "Repaired", "Repaired"), sortedNames(outcome));
    assertEquals(1, guard.told.size());
  }

  @Test
  void oneThatIsRefusedIsNotRepairedAndTheOthersGoOn() {
    guard.cloud.refusing.add(id(0));
    ReportOutcome outcome = guard.handle(report(Report.Purpose.REPAIR, drifted(3)));
    assertEquals(List.of("NotRepaired", "Repaired", "Repaired"), sortedNames(outcome));
    assertEquals(List.of(), outcome.failed());
  }

  @Test
  void whatIsInPolicyByNowOrGoneIsTold() {
    guard.cloud.live.put(id(0), Configs.config().defaultTo("s3", "https-only").document());
    guard.cloud.gone.add(id(1));
    ReportOutcome outcome = guard.handle(report(Report.Purpose.REPAIR, drifted(2)));
    assertEquals(List.of("AlreadyBack", "Gone"), sortedNames(outcome));
    assertEquals(1, guard.told.size());
  }

  @Test
  void onlyWhatIsNewIsToldByTheRepairingReport() {
    guard.cloud.refusing.add(id(0));
    guard.handle(report(Report.Purpose.REPAIR, drifted(1)));
    guard.handle(report(Report.Purpose.REPAIR, List.of()));
    assertEquals(List.of(), guard.told);
  }

  @Test
  void whatStaysIsToldByTheDailyReport() {
    guard.cloud.refusing.add(id(0));
    guard.handle(report(Report.Purpose.REPORT, drifted(1)));
    assertEquals(1, guard.told.size());
    guard.handle(
        report(
            Report.Purpose.REPORT,
            List.of(reported(3, ReportedDistribution.Standing.NOTIFY_ONLY, Optional.empty()))));
    assertEquals(2, guard.told.size());
  }

  @Test
  void nothingIsToldWhereThereIsNothing() {
    guard.handle(report(Report.Purpose.REPORT, List.of()));
    assertEquals(List.of(), guard.told);
  }

  @Test
  void whatIsOnlyToBeToldOfIsNotTouched() {
    guard.handle(
        report(
            Report.Purpose.REPORT,
            List.of(
                reported(0, ReportedDistribution.Standing.NOTIFY_ONLY, Optional.empty()),
                reported(1, ReportedDistribution.Standing.EXEMPT, Optional.empty()),
                reported(2, ReportedDistribution.Standing.DISABLED, Optional.empty()))),
        untouched);
    verifyNoInteractions(untouched);
  }

  @Test
  void whatIsUndecidedIsLookedAtAgain() {
    ReportOutcome outcome =
        guard.handle(
            report(
                Report.Purpose.REPAIR,
                List.of(reported(0, ReportedDistribution.Standing.UNDECIDED, Optional.empty()))));
    assertEquals(List.of("Repaired"), names(outcome));
  }

  /** It was held back in silence: nobody would have heard of the write, had it arrived. */
  @Test
  void aWriteWhoseAnswerTookAllTheTimeIsTriedAgainAndNotHeldBack() {
    guard.cloud.failing.add(id(0));
    guard.cloud.eachWriteTakes = Duration.ofSeconds(140);
    ReportOutcome outcome = guard.handle(report(Report.Purpose.REPAIR, drifted(1)));
    assertEquals(List.of("Failed"), names(outcome));
    assertEquals(1, outcome.failed().size());
  }

  /** The guard died between its write and the notice, and what it could not repair hid the rest. */
  @Test
  void aRepairBesideWhatIsLeftOpenWasToldToNobody() {
    ReportedDistribution reported =
        new ReportedDistribution(
            id(0),
            ReportedDistribution.Standing.DRIFTED,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(
                behavior("/site/*", new ReportedVerdict.Unservable()),
                behavior("Default (*)", new ReportedVerdict.Finding("redirect-to-https"))),
            Optional.empty());
    guard.cloud.live.put(id(0), site("redirect-to-https"));
    ReportOutcome outcome = guard.handle(report(Report.Purpose.REPAIR, List.of(reported)));
    assertEquals(List.of("NotRepaired"), names(outcome));
    assertEquals(1, guard.told.size());
  }

  private static ReportedDistribution.Behavior behavior(String pattern, ReportedVerdict verdict) {
    return new ReportedDistribution.Behavior(pattern, "s3", verdict);
  }

  private static DistributionDocument site(String defaultPolicy) {
    return Configs.config()
        .custom("site", "site.s3-website-us-east-1.amazonaws.com", "match-viewer")
        .defaultTo("s3", defaultPolicy)
        .path("/site/*", "site", "allow-all")
        .document();
  }

  @ParameterizedTest
  @CsvSource({"REPAIR, 60, false", "REPAIR, 61, true", "REPORT, 61, false", "REPORT, 1441, true"})
  void aReportIsOvertakenOnceALaterAuditThatLooksAtTheSameIsDue(
      Report.Purpose purpose, int minutes, boolean isOvertaken) {
    Report now = report(purpose, List.of());
    Report waited =
        new Report(
            now.requestId(),
            ReportFixture.NOW.minus(Duration.ofMinutes(minutes)),
            now.account(),
            now.purpose(),
            now.mode(),
            now.totals(),
            now.distributions(),
            now.leftOut(),
            now.unreadable(),
            now.dependents());
    assertEquals(isOvertaken, guard.handle(waited).isOvertaken());
  }
}
