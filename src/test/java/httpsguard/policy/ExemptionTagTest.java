package httpsguard.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tag with which owners exempt their own distribution, on 2026-11-24 and for 30 days. */
class ExemptionTagTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
  private static final ExemptionTag TAG = new ExemptionTag("exempt", 30);

  @ParameterizedTest
  @CsvSource({
    "2026-12-01 set-top boxes, 2026-12-01, set-top boxes",
    "'  2026-12-01   set-top  boxes ', 2026-12-01, set-top  boxes",
    "2026-12-01, 2026-12-01, ''",
    "2026-11-24 its last day, 2026-11-24, its last day",
    "2026-12-24 the last day that counts, 2026-12-24, the last day that counts",
  })
  void exemptsUntilItsDateThatDayIncluded(String value, LocalDate until, String reason) {
    assertEquals(
        new TagClaim.Granted(new Exemption(until, reason, new Exemption.Source.ByTag("exempt"))),
        claim(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "true",
        "set-top boxes",
        "set-top boxes 2026-12-01",
        "31.12.2026 boxes",
        "2026-12-1 boxes",
        "2026-12-01: boxes",
        "2026-12-01T00:00:00Z boxes",
        "2026-02-30 boxes",
        "2026-13-01 boxes",
        "+2026-12-01 boxes",
        "\u0662\u0660\u0662\u0666-12-01 boxes",
        "2026-12-01\nboxes"
      })
  void exemptsNothingWithoutADateThatExists(String value) {
    assertEquals(new TagClaim.Refused("exempt", value, new TagClaim.Flaw.NoDate()), claim(value));
  }

  @Test
  void exemptsNothingAfterItsDate() {
    String value = "2026-11-23 boxes";
    assertEquals(
        new TagClaim.Refused("exempt", value, new TagClaim.Flaw.Ended(LocalDate.of(2026, 11, 23))),
        claim(value));
  }

  @Test
  void exemptsNothingFurtherOffThanMaxDays() {
    String value = "2026-12-25 boxes";
    assertEquals(
        new TagClaim.Refused(
            "exempt",
            value,
            new TagClaim.Flaw.TooFar(LocalDate.of(2026, 12, 25), LocalDate.of(2026, 12, 24))),
        claim(value));
  }

  @Test
  void countsUnderItsOwnKeyOnly() {
    assertEquals(
        new TagClaim.Absent("exempt"),
        TAG.read(Optional.of(Map.of("Exempt", "2026-12-01 boxes")), TODAY));
  }

  private static TagClaim claim(String value) {
    return TAG.read(Optional.of(Map.of("exempt", value, "team", "web")), TODAY);
  }
}
