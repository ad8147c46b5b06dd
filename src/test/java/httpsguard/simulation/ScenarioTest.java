package httpsguard.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the queue is for, played in virtual time. */
class ScenarioTest {
  private static final int BURST = 300;
  private static final Duration LONG = Duration.ofHours(12);

  @ParameterizedTest
  @CsvSource({"2, 0", "3, 0", "2, 2", "3, 2"})
  void aBurstIsRepairedAndToldToTheLast(int updatesAMinute, int hoursOfOutage) {
    Weather weather =
        Weather.calm(updatesAMinute)
            .withOutage(Duration.ofMinutes(2), Duration.ofMinutes(2 + 60L * hoursOfOutage));

    Scenario.Came came = new Scenario(BURST, weather).play(LONG);

    System.out.printf(
        "burst of %d at %d updates a minute, outage of %d hours: %d repaired and told, %d given up,"
            + " %.1f hours, %d writes accepted and %d throttled, %d invocations%n",
        BURST,
        updatesAMinute,
        hoursOfOutage,
        came.repaired(),
        came.failed(),
        came.hours(),
        came.writes(),
        came.refused(),
        came.invocations());
    assertEquals(BURST, came.repaired());
    assertEquals(BURST, came.writes());
    assertEquals(0, came.failed());
  }

  @Test
  void anOutageOfAlmostSixHoursPassesByItself() {
    Weather weather = Weather.calm(2).withOutage(Duration.ZERO, QueueSettings.BORNE_OUTAGE);

    Scenario.Came came = new Scenario(1, weather).play(LONG);

    assertEquals(1, came.repaired());
    assertEquals(0, came.failed());
  }

  @Test
  void whatSqsDeletedAfterAStopOfWeeksIsFoundByTheFirstAudit() {
    Scenario scenario = new Scenario(1, Weather.calm(2));
    scenario.stack.queue.disableMapping();
    scenario.world.time().advance(QueueSettings.RETENTION.minusDays(1));
    assertEquals(1, scenario.stack.queue.waiting());

    scenario.world.time().advance(Duration.ofDays(2));
    scenario.stack.queue.enableMapping();
    assertEquals(0, scenario.stack.queue.waiting());

    scenario.stack.audits.now("repair");
    assertEquals(1, scenario.play(LONG).repaired());
  }
}
