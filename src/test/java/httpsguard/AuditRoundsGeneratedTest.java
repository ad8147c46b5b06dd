package httpsguard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.AuditedDistributions.Kind;
import httpsguard.audit.Report;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Generated accounts, audited round after round: some distributions AWS always refuses to have
 * repaired, some are throttled, some are put right by people, and new ones drift. Some reports have
 * totals that are less than what they name.
 */
@Tag("large")
@Execution(ExecutionMode.CONCURRENT)
class AuditRoundsGeneratedTest {
  private static final int SEEDS = 12;
  private static final int ROUNDS = 70;

  /** Of audits, until each that can be repaired is. */
  private static final int BOUND = 45;

  /** Of daily reports, until each that is refused is named. */
  private static final int DAYS = 30;

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 24})
  void eachThatCanBeRepairedIsWithinABoundedNumberOfAudits(int hours) {
    int repaired = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      AuditedAccount account = AuditedAccount.random(seed, Duration.ofHours(hours));
      for (int round = 0; round < ROUNDS; round++) {
        account.peopleAct();
        ReportOutcome outcome = account.audit(Report.Purpose.REPAIR);
        assertTrue(account.writesOfThisAudit() <= account.maxRepairs(), "seed " + seed);
        assertEquals(
            outcome.handled().stream().anyMatch(each -> isRepair(each.outcome())),
            outcome.isTold(),
            "seed " + seed);
      }
      repaired += account.repairs();
      assertTrue(
          account.longestWait() <= BOUND,
          "seed " + seed + ": one waited for " + account.longestWait() + " audits");
    }
    assertTrue(repaired > 300, "repairs: " + repaired);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void eachThatIsRefusedIsNamedByOneOfTheDailyReports(int seed) {
    AuditedAccount account = AuditedAccount.random(seed, Duration.ofHours(24)).ofRefusedOnly();
    Set<String> told = new HashSet<>();
    for (int day = 0; day < DAYS; day++) {
      ReportOutcome outcome = account.audit(Report.Purpose.REPORT);
      assertTrue(outcome.isTold());
      outcome.handled().stream()
          .filter(each -> each.outcome() instanceof Outcome.NotRepaired)
          .forEach(each -> told.add(each.found().id().value()));
    }
    assertEquals(account.ids(Kind.REFUSED), told);
  }

  /** What AWS refuses filled the cap for good, and an old one beside it was never repaired. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
  void howeverManyAreRefusedEachOtherIsRepairedAtTheDefaultCap(int seed) {
    AuditedAccount account = AuditedAccount.overTheCap(seed);
    assertTrue(account.left() > 0);
    for (int day = 0; day < 2 * DAYS && account.left() > 0; day++) {
      for (int audit = 0; audit < 4; audit++) {
        account.audit(Report.Purpose.REPAIR);
        assertEquals(0, account.writesOfThisAudit(), "nobody wrote lately");
      }
      account.audit(Report.Purpose.REPORT);
      assertTrue(account.repairsOfThisAudit() <= account.maxRepairs());
    }
    assertEquals(0, account.left());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void ofAMistakeInThePolicyOneADayIsWrittenUntilTheCapAllowsTheRest(int seed) {
    AuditedAccount account = AuditedAccount.overTheCap(seed).ofNoneRefused();
    while (account.left() > account.maxRepairs()) {
      account.audit(Report.Purpose.REPAIR);
      assertEquals(0, account.writesOfThisAudit());
      account.audit(Report.Purpose.REPORT);
      assertEquals(1, account.writesOfThisAudit());
    }
    account.audit(Report.Purpose.REPAIR);
    assertEquals(0, account.left());
  }

  private static boolean isRepair(Outcome outcome) {
    return outcome instanceof Outcome.Repaired
        || outcome instanceof Outcome.AlreadyBack
        || outcome instanceof Outcome.Gone;
  }
}
