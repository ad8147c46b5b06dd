package httpsguard;

import static httpsguard.ReportFixture.NOW;
import static httpsguard.ReportFixture.id;
import static httpsguard.ReportFixture.names;
import static httpsguard.ReportFixture.report;
import static httpsguard.ReportFixture.reported;
import static httpsguard.ReportFixture.sortedNames;
import static org.junit.jupiter.api.Assertions.assertEquals;

import httpsguard.audit.Report;
import httpsguard.audit.ReportedDistribution;
import httpsguard.distribution.Configs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which distributions of a report say that events may not arrive. */
class PerhapsMissedTest {
  private final ReportFixture guard = new ReportFixture();

  /** The hourly audits that saw it guard.told nothing: all was held back. */
  @Test
  void theDailyReportAsksForEventsOfTheWholeDay() {
    ReportedDistribution reported =
        reported(
            0, ReportedDistribution.Standing.DRIFTED, Optional.of(NOW.minus(Duration.ofHours(18))));
    assertEquals(
        List.of(reported),
        guard.handle(report(Report.Purpose.REPORT, List.of(reported))).perhapsMissed());
  }

  @Test
  void whatIsStillOutOfPolicyAsksForEventsAsWell() {
    Optional<Instant> inBetween = Optional.of(NOW.minus(Duration.ofMinutes(45)));
    List<ReportedDistribution> reported =
        List.of(
            reported(0, ReportedDistribution.Standing.DRIFTED, inBetween),
            reported(1, ReportedDistribution.Standing.DRIFTED, inBetween),
            reported(2, ReportedDistribution.Standing.DRIFTED, inBetween));
    guard.cloud.failing.add(id(0));
    guard.cloud.refusing.add(id(1));
    guard.cloud.gone.add(id(2));
    ReportOutcome outcome = guard.handle(report(Report.Purpose.REPAIR, reported));
    assertEquals(List.of("Failed", "Gone", "NotRepaired"), sortedNames(outcome));
    assertEquals(reported.subList(0, 2), outcome.perhapsMissed());

    guard.maxRepairs = 2;
    ReportOutcome heldBack = guard.handle(report(Report.Purpose.REPAIR, reported));
    assertEquals(List.of("HeldBack", "HeldBack", "HeldBack"), names(heldBack));
    assertEquals(reported, heldBack.perhapsMissed());
  }

  @Test
  void whatIsInPolicyByNowIsNoSignThatEventsDoNotArrive() {
    ReportedDistribution reported =
        reported(
            0,
            ReportedDistribution.Standing.DRIFTED,
            Optional.of(NOW.minus(Duration.ofMinutes(45))));
    guard.cloud.live.put(id(0), Configs.config().defaultTo("s3", "https-only").document());
    ReportOutcome outcome = guard.handle(report(Report.Purpose.REPAIR, List.of(reported)));
    assertEquals(List.of("AlreadyBack"), names(outcome));
    assertEquals(List.of(), outcome.perhapsMissed());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T09:35:01Z, false",
    "2026-11-24T09:35:00Z, false",
    "2026-11-24T09:34:59Z, true",
    "2026-11-24T08:35:00Z, true",
    "2026-11-24T08:34:59Z, false",
  })
  void whatChangedHalfAnHourToThatAndOneIntervalAgoMayMeanThatEventsDoNotArrive(
      Instant lastModified, boolean perhapsMissed) {
    ReportedDistribution reported =
        reported(0, ReportedDistribution.Standing.DRIFTED, Optional.of(lastModified));
    ReportOutcome outcome = guard.handle(report(Report.Purpose.REPAIR, List.of(reported)));
    assertEquals(perhapsMissed ? List.of(reported) : List.of(), outcome.perhapsMissed());
  }

  @Test
  void whatIsOnlyToBeToldOfIsNoSignThatEventsDoNotArrive() {
    ReportedDistribution reported =
        reported(
            0,
            ReportedDistribution.Standing.NOTIFY_ONLY,
            Optional.of(NOW.minus(Duration.ofMinutes(45))));
    assertEquals(
        List.of(), guard.handle(report(Report.Purpose.REPORT, List.of(reported))).perhapsMissed());
  }
}
