package httpsguard;

import static httpsguard.ReportFixture.drifted;
import static httpsguard.ReportFixture.heldBack;
import static httpsguard.ReportFixture.id;
import static httpsguard.ReportFixture.names;
import static httpsguard.ReportFixture.report;
import static httpsguard.ReportFixture.reported;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import httpsguard.audit.Report;
import httpsguard.audit.ReportedDistribution;
import httpsguard.audit.ReportedDistribution.Standing;
import httpsguard.distribution.Configs;
import httpsguard.distribution.Distributions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How many distributions a report has repaired at most, and which. */
class RepairCapTest {
  private final ReportFixture guard = new ReportFixture();
  private final Distributions untouched = mock(Distributions.class);

  @Test
  void moreThanTheCapLooksLikeAMistakeAndNothingIsEvenRead() {
    guard.maxRepairs = 2;
    ReportOutcome outcome = guard.handle(report(Report.Purpose.REPAIR, drifted(3)), untouched);
    assertEquals(List.of("HeldBack", "HeldBack", "HeldBack"), names(outcome));
    assertEquals(Outcome.HeldBack.Why.TOO_MANY, heldBack(outcome).why());
    verifyNoInteractions(untouched);
    assertEquals(List.of(), guard.told, "the daily report tells of it");
  }

  @Test
  void theCapCountsWhatTheReportHadNoRoomFor() {
    Report roomy = report(Report.Purpose.REPAIR, drifted(2));
    Report cut =
        new Report(
            roomy.requestId(),
            roomy.time(),
            roomy.account(),
            roomy.purpose(),
            roomy.mode(),
            new Report.Totals(100, Map.of(Standing.DRIFTED, 9, Standing.UNDECIDED, 2), 0, true),
            roomy.distributions(),
            9,
            List.of(),
            Report.Dependents.NONE);
    assertEquals(List.of("HeldBack", "HeldBack"), names(guard.handle(cut, untouched)));
    verifyNoInteractions(untouched);
  }

  /** A report that says that it has nothing to repair, and names three. */
  @Test
  void theCapCountsWhatIsNamedWhateverTheTotalsSay() {
    guard.maxRepairs = 2;
    Report honest = report(Report.Purpose.REPAIR, drifted(3));
    Report lying =
        new Report(
            honest.requestId(),
            honest.time(),
            honest.account(),
            honest.purpose(),
            honest.mode(),
            new Report.Totals(100, Map.of(), 0, true),
            honest.distributions(),
            0,
            List.of(),
            Report.Dependents.NONE);
    assertEquals(
        List.of("HeldBack", "HeldBack", "HeldBack"), names(guard.handle(lying, untouched)));
    verifyNoInteractions(untouched);
  }

  /** What AWS always refuses grew past the cap, and nothing was ever repaired again. */
  @Test
  void whatSomebodyWroteLatelyIsRepairedHoweverManyOldOnesAreHeldBack() {
    guard.maxRepairs = 2;
    List<ReportedDistribution> many = new ArrayList<>(drifted(9));
    Instant lately = ReportFixture.NOW.minus(Duration.ofHours(25));
    many.add(reported(20, ReportedDistribution.Standing.DRIFTED, Optional.of(lately)));
    many.add(
        reported(21, ReportedDistribution.Standing.DRIFTED, Optional.of(lately.minusSeconds(1))));

    ReportOutcome outcome = guard.handle(report(Report.Purpose.REPAIR, many));

    assertEquals(List.of(id(20).value()), guard.cloud.written);
    assertEquals(10, outcome.counts().get("HeldBack"));
  }

  @Test
  void manyThatSomebodyWroteLatelyAreHeldBackLikeTheOldOnes() {
    guard.maxRepairs = 2;
    List<ReportedDistribution> many = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      many.add(reported(n, ReportedDistribution.Standing.DRIFTED, Optional.of(ReportFixture.NOW)));
    }
    ReportOutcome outcome = guard.handle(report(Report.Purpose.REPAIR, many), untouched);
    assertEquals(3, outcome.counts().get("HeldBack"));
    verifyNoInteractions(untouched);
  }

  /** What AWS refuses counted again and again, and an old one was never repaired. */
  @Test
  void theDailyReportTriesOneAfterTheOtherSoThatWhatIsRefusedHoldsUpNoOther() {
    guard.maxRepairs = 2;
    for (int n = 0; n < 5; n++) {
      guard.cloud.refusing.add(id(n));
    }
    ReportOutcome outcome = guard.handle(report(Report.Purpose.REPORT, drifted(7)));
    assertEquals(List.of("EXAMPLE5", "EXAMPLE6"), guard.cloud.written);
    assertEquals(5, outcome.counts().get("NotRepaired"));
  }

  @Test
  void ofAMistakeTheDailyReportHasOneRepairedAndTheHourlyOneNone() {
    guard.maxRepairs = 2;
    guard.cloud.refusing.add(id(0));
    ReportOutcome outcome = guard.handle(report(Report.Purpose.REPORT, drifted(9)));
    assertEquals(List.of("EXAMPLE1"), guard.cloud.written);
    assertEquals(7, outcome.counts().get("HeldBack"));
    guard.handle(report(Report.Purpose.REPAIR, drifted(9)), untouched);
    verifyNoInteractions(untouched);
  }

  /** The try before died when it had repaired one, and the next held that back, untold. */
  @Test
  void aDailyReportThatComesAgainTellsOfTheOneThatWasTriedAndTriesNoOther() {
    guard.maxRepairs = 2;
    guard.cloud.refusing.add(id(0));
    guard.cloud.live.put(id(1), Configs.config().defaultTo("s3", "https-only").document());
    guard.isRepeat = true;
    ReportOutcome outcome = guard.handle(report(Report.Purpose.REPORT, drifted(9)));
    assertEquals(List.of(), guard.cloud.written);
    assertEquals(1, outcome.counts().get("AlreadyBack"));
    assertEquals(7, outcome.counts().get("HeldBack"));
  }

  /** The try before died when it had repaired two, and the next repaired two more. */
  @Test
  void aReportThatComesAgainDoesNotWriteMoreThanTheCapInAll() {
    guard.maxRepairs = 2;
    List<ReportedDistribution> many = new ArrayList<>();
    for (int n = 0; n < 2; n++) {
      many.add(reported(n, ReportedDistribution.Standing.DRIFTED, Optional.of(ReportFixture.NOW)));
      guard.cloud.live.put(id(n), Configs.config().defaultTo("s3", "https-only").document());
    }
    many.addAll(drifted(4).subList(2, 4));
    guard.isRepeat = true;
    ReportOutcome outcome = guard.handle(report(Report.Purpose.REPAIR, many));
    assertEquals(List.of(), guard.cloud.written);
    assertEquals(2, outcome.counts().get("AlreadyBack"));
    assertEquals(2, outcome.counts().get("HeldBack"));
  }

  @Test
  void oneThatMayHaveBeenWrittenIsTheOneOfTheDay() {
    guard.maxRepairs = 2;
    guard.cloud.failing.add(id(0));
    ReportOutcome outcome = guard.handle(report(Report.Purpose.REPORT, drifted(9)));
    assertEquals(List.of(), guard.cloud.written);
    assertEquals(8, outcome.counts().get("HeldBack"));
  }

  @Test
  void whatIsTriedCountsTowardsTheCapLikeWhatSomebodyWroteLately() {
    guard.maxRepairs = 2;
    List<ReportedDistribution> many = new ArrayList<>(drifted(9));
    for (int n = 20; n < 22; n++) {
      many.add(reported(n, ReportedDistribution.Standing.DRIFTED, Optional.of(ReportFixture.NOW)));
    }
    guard.handle(report(Report.Purpose.REPORT, many));
    assertEquals(2, guard.cloud.written.size());
  }

  @Test
  void asManyAsTheCapAreRepaired() {
    guard.maxRepairs = 3;
    guard.handle(report(Report.Purpose.REPAIR, drifted(3)));
    assertEquals(3, guard.cloud.written.size());
  }
}
