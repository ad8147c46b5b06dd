package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static httpsguard.lambda.AuditReports.WITHOUT_TAGS;
import static httpsguard.lambda.AuditReports.distribution;
import static httpsguard.lambda.AuditReports.standings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What has room in a report that the audit hands to the guard, on the stand-in. */
class AuditReportRoomTest {
  private final Lab lab = new Lab();

  @AfterEach
  void close() {
    lab.close();
  }

  /** Its row alone was longer than a report, and so never in one. */
  @Test
  void aDistributionOfVeryManyBehaviorsHasRoomInAReport() {
    Configs config = config();
    for (int i = 0; i < 400; i++) {
      config.path("/" + "x".repeat(230) + i, "s3", "allow-all");
    }
    lab.put(config);

    JsonObject report = lab.audit(DestinationRecords.input("repair"));

    assertEquals(0, report.getInt("leftOut"));
    JsonObject row = distribution(report, Events.ID);
    assertEquals(0, row.getArray("behaviors").size());
    assertEquals(401, row.getInt("moreBehaviors"));
    lab.withTimeLeft(Duration.ofMinutes(5))
        .handle(lab.guard(), DestinationRecords.success("repair", report));
    assertFalse(lab.live().contains("allow-all"));
  }

  @Test
  void aReportForTheGuardHasRoomForThoseToRepairFirst() {
    lab.set("HTTPS_POLICY", WITHOUT_TAGS);
    Configs config = config();
    for (int i = 0; i < 50; i++) {
      config.path("/" + "a".repeat(190) + i, "s3", "allow-all");
    }
    String drifted = config.xml();
    for (int i = 0; i < 12; i++) {
      // By their ids the disabled ones come first.
      lab.cloud().distributions().put("EB0000" + i, drifted);
      lab.cloud()
          .distributions()
          .put("EA0000" + i, drifted.replace("<Enabled>true", "<Enabled>false"));
    }

    String answer = JsonWriter.string(lab.audit(DestinationRecords.input("report")));
    JsonObject report = Lab.json(answer);

    assertTrue(answer.getBytes(StandardCharsets.UTF_8).length <= 190_000);
    assertTrue(answer.getBytes(StandardCharsets.UTF_8).length > 140_000);
    assertEquals(12, report.getObject("totals").getInt("drifted"));
    assertEquals(12, report.getObject("totals").getInt("disabled"));
    List<String> standings =
        report.getArray("distributions").stream()
            .map(each -> ((JsonObject) each).getString("standing"))
            .toList();
    assertEquals(Collections.nCopies(12, "drifted"), standings.subList(0, 12));
    assertTrue(report.getInt("leftOut") > 0);
    assertEquals(24, standings.size() + report.getInt("leftOut"));
    assertFalse(report.has("text"));
  }
}
