package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.grack.nanojson.JsonObject;
import httpsguard.distribution.Configs;
import httpsguard.local.Fault;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Quiet where nothing is new: what each audit tells, and what only the daily report does. */
class ReportToldTest {
  private static final String TAG = "https-guard-exempt";

  private final Lab lab = new Lab().withTimeLeft(Duration.ofMinutes(3));

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void nothingIsToldByEitherWhereNothingIsFound() {
    put(config().defaultTo("s3", "https-only"));
    assertTold(0, 0);
  }

  @Test
  void whatIsRepairedIsToldAtOnce() {
    put(config());
    assertTold(1, 0);
  }

  @Test
  void whatCannotBeRepairedIsToldOnceADay() {
    put(config());
    lab.cloud().faults().always("UpdateDistribution", Fault.accessDenied("no"));
    assertTold(0, 1);
  }

  @Test
  void whatIsHeldBackIsToldOnceADay() {
    put(config());
    lab.cloud().distributions().put("EOTHER1", config().xml());
    lab.set("MAX_REPAIRS_PER_AUDIT", "1");
    assertTold(0, 1);
  }

  @Test
  void whatModeNotifyLeavesIsToldOnceADay() {
    put(config());
    lab.set("MODE", "notify");
    assertTold(0, 1);
  }

  @Test
  void aDisabledDistributionIsToldOnceADay() {
    put(config().disabled());
    assertTold(0, 1);
  }

  @Test
  void anExemptionIsToldOnceADayInItsLastFourteenDays() {
    put(config());
    lab.cloud().distributions().tag("EDRIFTED1", TAG, "2026-12-09 one day too early");
    assertTold(0, 0);
    lab.cloud().distributions().tag("EDRIFTED1", TAG, "2026-12-08 in fourteen days");
    assertTold(0, 1);
  }

  @Test
  void whatCannotBeJudgedIsToldOnceADay() {
    put(config());
    lab.cloud()
        .distributions()
        .edit("EDRIFTED1", xml -> xml.replaceFirst("<TargetOriginId>.*?</TargetOriginId>", ""));
    assertTold(0, 1);
  }

  private void put(Configs config) {
    lab.cloud().distributions().put("EDRIFTED1", config.xml());
  }

  /** After a repair audit and then a daily report. */
  private void assertTold(int byRepair, int byReport) {
    lab.cloud().forget();
    JsonObject repair = lab.auditAndHandOver("repair");
    assertEquals(byRepair, lab.cloud().published().size(), repair.toString());
    JsonObject report = lab.auditAndHandOver("report");
    assertEquals(byRepair + byReport, lab.cloud().published().size(), report.toString());
  }
}
