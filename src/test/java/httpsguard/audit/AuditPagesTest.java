package httpsguard.audit;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.distribution.TryAgainException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an audit reads the pages of CloudFront's list. */
class AuditPagesTest extends AuditFixture {
  @Test
  void readsEveryPageFromWhereTheOneBeforeEnded() {
    listing.page(listed("EFIRST1", config()));
    listing.page(listed("ESECOND", config()));
    listing.page(listed("ETHIRD1", config()));
    Report report = run();
    assertEquals(
        List.of("EFIRST1 drifted", "ESECOND drifted", "ETHIRD1 drifted"), standings(report));
    assertEquals(List.of("", "page 1", "page 2"), listing.markers);
    assertTrue(report.totals().complete());
  }

  @ParameterizedTest
  @CsvSource({"21, 2, true", "20, 1, false", "5, 1, false"})
  void reportsWhatItHasWhenTimeIsOut(int secondsLeft, int pages, boolean complete) {
    listing.page(listed("EFIRST1", config()));
    listing.page(listed("ESECOND", config()));
    timeLeft = Duration.ofSeconds(secondsLeft);
    Report report = run();
    assertEquals(pages, report.totals().audited());
    assertEquals(complete, report.totals().complete());
  }

  @Test
  void aFirstPageThatFailsIsAFailureHoweverLittleTimeIsLeft() {
    listing.page(listed("EFIRST1", config()));
    listing.failingPage = 0;
    timeLeft = Duration.ofSeconds(5);
    assertThrows(TryAgainException.class, this::run);
  }

  @Test
  void anotherPageThatFailsInTimeIsAFailure() {
    listing.page(listed("EFIRST1", config()));
    listing.page(listed("ESECOND", config()));
    listing.failingPage = 1;
    assertThrows(TryAgainException.class, this::run);
  }

  @Test
  void anotherPageThatTakesAllTheTimeEndsTheReport() {
    listing.page(listed("EFIRST1", config()));
    listing.page(listed("ESECOND", config()));
    listing.failingPage = 1;
    listing.failureTakes = Duration.ofSeconds(45);
    Report report = run();
    assertEquals(1, report.totals().audited());
    assertFalse(report.totals().complete());
  }

  /** 12,000 calls in seven seconds, and each distribution counted 12,000 times. */
  @ParameterizedTest
  @CsvSource({"EFIRST1, page 1", "ESECOND, page 1", "EFIRST1, page 2"})
  void aListThatLeadsInACircleIsAnError(String id, String marker) {
    listing.page(listed("EFIRST1", config()));
    listing.page(listed(id, config()));
    listing.page(listed("ETHIRD1", config()));
    listing.next.put(1, marker);
    assertThrows(TryAgainException.class, this::run);
    assertEquals(2, listing.markers.size());
  }

  @Test
  void aListThatGoesOnWithNothingIsAnError() {
    listing.page(listed("EFIRST1", config()));
    listing.page();
    listing.page(listed("ETHIRD1", config()));
    assertThrows(TryAgainException.class, this::run);
  }

  /** As when somebody makes or deletes one while the list is read. */
  @Test
  void aDistributionOnTwoPagesCountsOnce() {
    listing.page(listed("EFIRST1", config()), listed("ESECOND", config()));
    listing.page(listed("ESECOND", config()), listed("ETHIRD1", config()));
    Report report = run();
    assertEquals(3, report.totals().audited());
    assertEquals(3, report.totals().of(ReportedDistribution.Standing.DRIFTED));
    assertTrue(report.totals().complete());
    assertEquals(3, report.distributions().size());
  }
}
