package httpsguard;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.cloudtrail.Events;
import httpsguard.distribution.TryAgainException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long the guard waits for tags that may follow a creation. */
class TaggingGracePeriodTest {
  private final GuardFixture guard = new GuardFixture(config());

  @ParameterizedTest
  @CsvSource({
    "CreateDistribution, 2026-11-24T10:04:50Z, 50",
    "CopyDistribution, 2026-11-24T10:04:01Z, 1",
    "CreateDistribution, 2026-11-24T10:04:00Z, 0",
    "CreateDistribution, 2026-11-24T09:00:00Z, 0",
    "CreateDistribution, 2026-11-24T10:06:00Z, 60",
    "CreateDistributionWithTags, 2026-11-24T10:04:50Z, 0",
    "UpdateDistribution, 2026-11-24T10:04:50Z, 0",
  })
  void lastsAMinuteFromTheCreation(String operation, String time, int seconds) {
    guard.timeLeft = Duration.ofMinutes(10);
    guard.told(Outcome.Repaired.class, event(operation, time));
    assertEquals(seconds == 0 ? List.of() : List.of(Duration.ofSeconds(seconds)), guard.pauses);
  }

  @ParameterizedTest
  @CsvSource({"100, 40", "61, 1", "60, 0", "20, 0"})
  void leavesTimeToWorkAndToTell(int secondsLeft, int seconds) {
    guard.timeLeft = Duration.ofSeconds(secondsLeft);
    guard.told(Outcome.Repaired.class, event("CreateDistribution", "2026-11-24T10:05:00Z"));
    assertEquals(seconds == 0 ? List.of() : List.of(Duration.ofSeconds(seconds)), guard.pauses);
  }

  @Test
  void isNotWaitedForWhereTheCallCarriedNoDrift() {
    guard.timeLeft = Duration.ofMinutes(10);
    Events secure = Events.update("https-only").with("detail.eventName", "CreateDistribution");
    guard.told(Outcome.Repaired.class, secure.with("detail.eventTime", "2026-11-24T10:05:00Z"));
    assertEquals(List.of(), guard.pauses);
  }

  @Test
  void isNotWaitedForWhereNoTagCounts() {
    guard.timeLeft = Duration.ofMinutes(10);
    guard.policy = "{\"policy\":\"https-only\",\"exemptionTag\":null}";
    guard.told(Outcome.Repaired.class, event("CreateDistribution", "2026-11-24T10:05:00Z"));
    assertEquals(List.of(), guard.pauses);
  }

  @Test
  void anInterruptedWaitIsLeftForAnotherTry() {
    guard.timeLeft = Duration.ofMinutes(10);
    guard.pause =
        _ -> {
          throw new InterruptedException();
        };
    Events created = event("CreateDistribution", "2026-11-24T10:05:00Z");
    assertThrows(TryAgainException.class, () -> guard.handle(created));
    assertTrue(Thread.interrupted(), "the thread is to know");
    assertEquals(List.of(), guard.cloud.calls);
  }

  private static Events event(String operation, String time) {
    return Events.update("allow-all")
        .with("detail.eventName", operation)
        .with("detail.eventTime", time);
  }
}
