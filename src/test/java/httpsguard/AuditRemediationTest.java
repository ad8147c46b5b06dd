package httpsguard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.audit.Report;
import httpsguard.audit.ReportedDistribution;
import httpsguard.distribution.Configs;
import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import httpsguard.distribution.UpdatedDistribution;
import httpsguard.distribution.VersionedConfig;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Mode;
import httpsguard.policy.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes of a report, one distribution at a time. */
class AuditRemediationTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:05:00Z");
  private static final Duration FOR_TELLING = Duration.ofSeconds(15);

  private final Cloud cloud = new Cloud();
  private final List<ReportOutcome> told = new ArrayList<>();
  private Duration timeLeft = Duration.ofMinutes(3);
  private int maxRepairs = 10;

  @Test
  void repairsEachAndTellsOnce() {
    ReportOutcome outcome = handle(report(Report.Purpose.REPAIR, drifted(3)));
    assertEquals(List.of("Repaired", "Repaired", "Repaired"), names(outcome));
    assertEquals(List.of(outcome), told);
    assertEquals(3, cloud.written.size());
  }

  @Test
  void isInRandomOrderSoThatNobodyIsAlwaysLast() {
    Set<List<String>> orders = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) {
      cloud.written.clear();
      cloud.live.clear();
      handle(report(Report.Purpose.REPAIR, drifted(4)), seed);
      orders.add(List.copyOf(cloud.written));
    }
    assertTrue(orders.size() > 5, () -> orders.toString());
  }

  @Test
  void moreThanTheCapLooksLikeAMistakeAndNothingIsEvenRead() {
    maxRepairs = 2;
    ReportOutcome outcome = handle(report(Report.Purpose.REPAIR, drifted(3)));
    assertEquals(List.of("HeldBack", "HeldBack", "HeldBack"), names(outcome));
    assertEquals(Outcome.HeldBack.Why.TOO_MANY, heldBack(outcome).why());
    assertEquals(0, cloud.calls);
    assertEquals(List.of(), told, "the daily report tells of it");
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
            new Report.Totals(100, 9, 2, 0, 0, 0, 0, 0, true),
            roomy.distributions(),
            9,
            List.of());
    assertEquals(List.of("HeldBack", "HeldBack"), names(handle(cut)));
    assertEquals(0, cloud.calls);
  }

  @Test
  void asManyAsTheCapAreRepaired() {
    maxRepairs = 3;
    assertEquals(3, cloud.writtenAfter(() -> handle(report(Report.Purpose.REPAIR, drifted(3)))));
  }

  @Test
  void stopsInGoodTimeAndSaysHowManyAreLeft() {
    cloud.eachWriteTakes = Duration.ofSeconds(50);
    ReportOutcome outcome = handle(report(Report.Purpose.REPAIR, drifted(5)));
    // 180 seconds, of which 30 are for telling, and nothing begins in the last 45 of the rest.
    assertEquals(
        List.of("Repaired", "Repaired", "Repaired", "HeldBack", "HeldBack"), names(outcome));
    assertEquals(Outcome.HeldBack.Why.NO_TIME, heldBack(outcome).why());
    assertEquals(1, told.size());
  }

  @Test
  void beginsWithTheLastOneForWhichThereIsTime() {
    timeLeft = Duration.ofSeconds(75);
    assertEquals(List.of("Repaired"), names(handle(report(Report.Purpose.REPAIR, drifted(1)))));
    cloud.failing.add(id(1));
    assertEquals(
        List.of("Failed"),
        names(
            handle(
                report(
                    Report.Purpose.REPAIR,
                    List.of(
                        reported(1, ReportedDistribution.Standing.DRIFTED, Optional.empty()))))));
  }

  @Test
  void oneThatFailsKeepsNoOtherFromBeingRepairedAndIsTriedAgain() {
    for (int seed = 0; seed < 5; seed++) {
      cloud.written.clear();
      cloud.live.clear();
      cloud.failing.add(id(1));
      ReportOutcome outcome = handle(report(Report.Purpose.REPAIR, drifted(4)), seed);
      assertEquals(3, cloud.written.size());
      assertEquals(
          List.of(id(1)),
          outcome.failed().stream().map(failed -> failed.about().distribution()).toList());
      assertEquals("the connection broke", outcome.failed().getFirst().why());
    }
  }

  @Test
  void oneThatIsRefusedIsNotRepairedAndTheOthersGoOn() {
    cloud.refusing.add(id(0));
    ReportOutcome outcome = handle(report(Report.Purpose.REPAIR, drifted(3)));
    assertEquals(List.of("NotRepaired", "Repaired", "Repaired"), sortedNames(outcome));
    assertEquals(List.of(), outcome.failed());
  }

  @Test
  void whatIsInPolicyByNowOrGoneIsTold() {
    cloud.live.put(id(0), Configs.config().defaultTo("s3", "https-only").document());
    cloud.gone.add(id(1));
    ReportOutcome outcome = handle(report(Report.Purpose.REPAIR, drifted(2)));
    assertEquals(List.of("AlreadyBack", "Gone"), sortedNames(outcome));
    assertEquals(1, told.size());
  }

  @Test
  void onlyWhatIsNewIsToldByTheRepairingReport() {
    cloud.refusing.add(id(0));
    handle(report(Report.Purpose.REPAIR, drifted(1)));
    handle(report(Report.Purpose.REPAIR, List.of()));
    assertEquals(List.of(), told);
  }

  @Test
  void whatStaysIsToldByTheDailyReport() {
    cloud.refusing.add(id(0));
    handle(report(Report.Purpose.REPORT, drifted(1)));
    assertEquals(1, told.size());
    handle(
        report(
            Report.Purpose.REPORT,
            List.of(reported(3, ReportedDistribution.Standing.NOTIFY_ONLY, Optional.empty()))));
    assertEquals(2, told.size());
  }

  @Test
  void nothingIsToldWhereThereIsNothing() {
    handle(report(Report.Purpose.REPORT, List.of()));
    assertEquals(List.of(), told);
  }

  @Test
  void whatIsOnlyToBeToldOfIsNotTouched() {
    handle(
        report(
            Report.Purpose.REPORT,
            List.of(
                reported(0, ReportedDistribution.Standing.NOTIFY_ONLY, Optional.empty()),
                reported(1, ReportedDistribution.Standing.EXEMPT, Optional.empty()),
                reported(2, ReportedDistribution.Standing.DISABLED, Optional.empty()))));
    assertEquals(0, cloud.calls);
  }

  @Test
  void whatIsUndecidedIsLookedAtAgain() {
    ReportOutcome outcome =
        handle(
            report(
                Report.Purpose.REPAIR,
                List.of(reported(0, ReportedDistribution.Standing.UNDECIDED, Optional.empty()))));
    assertEquals(List.of("Repaired"), names(outcome));
  }

  /** It was held back in silence: nobody would have heard of the write, had it arrived. */
  @Test
  void aWriteWhoseAnswerTookAllTheTimeIsTriedAgainAndNotHeldBack() {
    cloud.failing.add(id(0));
    cloud.eachWriteTakes = Duration.ofSeconds(140);
    ReportOutcome outcome = handle(report(Report.Purpose.REPAIR, drifted(1)));
    assertEquals(List.of("Failed"), names(outcome));
    assertEquals(1, outcome.failed().size());
  }

  /** The hourly audits that saw it told nothing: all was held back. */
  @Test
  void theDailyReportAsksForEventsOfTheWholeDay() {
    ReportedDistribution reported =
        reported(
            0, ReportedDistribution.Standing.DRIFTED, Optional.of(NOW.minus(Duration.ofHours(18))));
    assertEquals(
        List.of(reported),
        handle(report(Report.Purpose.REPORT, List.of(reported))).perhapsMissed());
  }

  @Test
  void whatIsStillOutOfPolicyAsksForEventsAsWell() {
    Optional<Instant> inBetween = Optional.of(NOW.minus(Duration.ofMinutes(45)));
    List<ReportedDistribution> reported =
        List.of(
            reported(0, ReportedDistribution.Standing.DRIFTED, inBetween),
            reported(1, ReportedDistribution.Standing.DRIFTED, inBetween),
            reported(2, ReportedDistribution.Standing.DRIFTED, inBetween));
    cloud.failing.add(id(0));
    cloud.refusing.add(id(1));
    cloud.gone.add(id(2));
    ReportOutcome outcome = handle(report(Report.Purpose.REPAIR, reported));
    assertEquals(List.of("Failed", "Gone", "NotRepaired"), sortedNames(outcome));
    assertEquals(reported.subList(0, 2), outcome.perhapsMissed());

    maxRepairs = 2;
    ReportOutcome heldBack = handle(report(Report.Purpose.REPAIR, reported));
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
    cloud.live.put(id(0), Configs.config().defaultTo("s3", "https-only").document());
    ReportOutcome outcome = handle(report(Report.Purpose.REPAIR, List.of(reported)));
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
    ReportOutcome outcome = handle(report(Report.Purpose.REPAIR, List.of(reported)));
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
        List.of(), handle(report(Report.Purpose.REPORT, List.of(reported))).perhapsMissed());
  }

  private ReportOutcome handle(Report report) {
    return handle(report, 1);
  }

  private ReportOutcome handle(Report report, int seed) {
    HttpsGuard guard =
        new HttpsGuard(
            HttpsPolicy.parse("redirect-to-https"),
            Mode.REMEDIATE,
            "arn:aws:iam::111122223333:role/https-guard",
            cloud,
            new Told(),
            Clock.fixed(NOW, ZoneOffset.UTC),
            _ -> {});
    return new AuditRemediation(
            guard, maxRepairs, Optional.of(Duration.ofHours(1)), new Random(seed))
        .handle(report, () -> timeLeft);
  }

  private static DistributionId id(int index) {
    return new DistributionId("EXAMPLE" + index);
  }

  private static List<ReportedDistribution> drifted(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> reported(i, ReportedDistribution.Standing.DRIFTED, Optional.empty()))
        .toList();
  }

  private static ReportedDistribution reported(
      int index, ReportedDistribution.Standing standing, Optional<Instant> lastModified) {
    return new ReportedDistribution(
        id(index), standing, Optional.empty(), List.of(), lastModified, List.of());
  }

  private static Report report(Report.Purpose purpose, List<ReportedDistribution> distributions) {
    return new Report(
        "495b12a8",
        NOW,
        "111122223333",
        Optional.of(purpose),
        Mode.REMEDIATE,
        new Report.Totals(100, distributions.size(), 0, 0, 0, 0, 0, 0, true),
        distributions,
        0,
        List.of());
  }

  private static List<String> names(ReportOutcome outcome) {
    return outcome.handled().stream()
        .map(each -> each.outcome().getClass().getSimpleName())
        .toList();
  }

  private static List<String> sortedNames(ReportOutcome outcome) {
    return names(outcome).stream().sorted().toList();
  }

  private static Outcome.HeldBack heldBack(ReportOutcome outcome) {
    return (Outcome.HeldBack) outcome.handled().getLast().outcome();
  }

  private final class Told implements Notices {
    @Override
    public Duration longest() {
      return FOR_TELLING;
    }

    @Override
    public void tell(CallOutcome.Told outcome, TimeLeft timeLeft) {
      throw new AssertionError("a report is told once, not by distribution");
    }

    @Override
    public void tell(ReportOutcome outcome, TimeLeft timeLeft) {
      assertFalse(timeLeft.remaining().compareTo(FOR_TELLING) < 0, "no time to tell");
      told.add(outcome);
    }

    @Override
    public void tellTest(String account, TimeLeft timeLeft) {
      throw new AssertionError("nobody asked for a test");
    }
  }

  /** Distributions on {@code allow-all}, but for those that are set otherwise. */
  private final class Cloud implements Distributions {
    private final Map<DistributionId, DistributionDocument> live = new HashMap<>();
    private final Set<DistributionId> gone = new HashSet<>();
    private final Set<DistributionId> failing = new HashSet<>();
    private final Set<DistributionId> refusing = new HashSet<>();
    private final List<String> written = new ArrayList<>();
    private Duration eachWriteTakes = Duration.ZERO;
    private int calls;

    int writtenAfter(Runnable what) {
      what.run();
      return written.size();
    }

    @Override
    public Read read(DistributionId distribution, TimeLeft timeLeft) {
      calls++;
      return gone.contains(distribution)
          ? new Read.Missing()
          : new Read.Found(
              new VersionedConfig(
                  "E1", live.getOrDefault(distribution, Configs.config().document())));
    }

    @Override
    public Replaced replace(
        DistributionId distribution,
        String eTag,
        DistributionDocument document,
        TimeLeft timeLeft) {
      calls++;
      AuditRemediationTest.this.timeLeft = AuditRemediationTest.this.timeLeft.minus(eachWriteTakes);
      if (failing.contains(distribution)) {
        return new Replaced.Unanswered(new TryAgainException("the connection broke"));
      }
      if (refusing.contains(distribution)) {
        return new Replaced.Refused(
            new Refusal("UpdateDistribution", "AccessDenied", "not authorized", "r"));
      }
      live.put(distribution, document);
      written.add(distribution.value());
      return new Replaced.Accepted(
          new UpdatedDistribution(
              distribution.value(), "d111111abcdef8.cloudfront.net", document.config()));
    }

    @Override
    public Tags tags(DistributionId distribution, String account, TimeLeft timeLeft) {
      calls++;
      return new Tags.Found(Map.of());
    }
  }
}
