package httpsguard.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import httpsguard.distribution.DistributionId;
import httpsguard.json.AsciiJson;
import httpsguard.json.Field;
import httpsguard.json.MalformedJsonException;
import httpsguard.lambda.Lab;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the audit writes is what the guard reads. */
class ReportReaderTest {
  private static final int SEEDS = 200;

  @Test
  void readsWhatWasWritten() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Report report = new Reports(new Random(seed)).report(20);
      assertEquals(report, read(ReportJson.line(report, Optional.empty())), "seed " + seed);
    }
  }

  @Test
  void leavesOutFromTheEndAndNoMoreThanItMust() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Report report = new Reports(new Random(seed)).report(20);
      int whole = bytes(report);
      int most = whole - new Random(seed).nextInt(whole / 2);

      Report fitted = ReportJson.fitted(report, most);

      int rows = fitted.distributions().size();
      assertTrue(bytes(fitted) <= most || rows == 0, "seed " + seed);
      assertEquals(report.distributions().subList(0, rows), fitted.distributions());
      assertEquals(report.distributions().size() - rows, fitted.leftOut() - report.leftOut());
      if (rows < report.distributions().size()) {
        // A comma, and the digits that the count of those left out may take.
        int slack = 4;
        assertTrue(bytes(withRows(report, rows + 1)) > most - slack, "seed " + seed);
      }
    }
  }

  /** The JSON says what the config has, and not what the verdict is about. */
  @ParameterizedTest
  @CsvSource({
    "ViewerProtocolPolicy, allow_all, allow_all",
    "OriginProtocolPolicy, a-word-of-the-future, allow-all",
  })
  void theViewerProtocolPolicyIsTheConfigs(String setting, String value, String policy) {
    ReportedDistribution reported =
        new ReportedDistribution(
            new DistributionId("EEXAMPLE1"),
            ReportedDistribution.Standing.DRIFTED,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(
                new ReportedDistribution.Behavior(
                    "/a/*", "s3", new ReportedVerdict.Unjudgeable(setting, value))),
            Optional.empty());
    String json = AsciiJson.of(ReportJson.distribution(reported, 10_000));
    assertTrue(json.contains("\"viewerProtocolPolicy\":\"" + policy + "\""), json);
    assertTrue(json.contains("\"unknownValue\":\"" + value + "\""), json);
  }

  @Test
  void boundsWhatOthersWrote() {
    Report report = new Reports(new Random(1)).report(0);
    Report hostile =
        new Report(
            report.requestId(),
            report.time(),
            report.account(),
            report.purpose(),
            report.mode(),
            report.totals(),
            List.of(),
            0,
            List.of(new Report.Unreadable("<\"" + "x".repeat(100_000), "y".repeat(100_000))),
            Report.Dependents.NONE);
    assertTrue(bytes(hostile) < 3_000);
    assertTrue(
        read(ReportJson.line(hostile, Optional.empty()))
            .unreadable()
            .getFirst()
            .why()
            .endsWith("more characters]"));
  }

  @ParameterizedTest
  @CsvSource({
    "report, 3, responsePayload.report is a number where a text is expected",
    "report, other, responsePayload is not a report of the audit",
    "schema, 2, 'responsePayload.schema is not 1: the audit and the guard are not of the same version'",
    "time, yesterday, responsePayload.time is not a time in ISO 8601",
    "account, 12, responsePayload.account is not twelve digits",
    "purpose, tell, 'responsePayload.purpose is not an allowed value (allowed: repair, report)'",
    "mode, x, 'responsePayload.mode is not an allowed value (allowed: remediate, notify)'",
    "totals, 1, responsePayload.totals is a number where an object is expected",
    "totals.drifted, -1, responsePayload.totals.drifted is not a whole number of 0 or more",
    "totals.complete, 1, responsePayload.totals.complete is neither true nor false",
    "dependents, 1, responsePayload.dependents is a number where an object is expected",
    "dependents.webAcl, -1, responsePayload.dependents.webAcl is not a whole number of 0 or more",
    "leftOut, , responsePayload.leftOut is missing",
    "distributions, 1, responsePayload.distributions is a number where a list is expected",
    "distributions[0], 1, responsePayload.distributions[0] is a number where an object is expected",
    "distributions[0].distributionId, ../x, responsePayload.distributions[0].distributionId is not a distribution's id",
    "distributions[0].standing, gone, 'responsePayload.distributions[0].standing is not an allowed value (allowed: drifted, undecided, notify-only, unservable, exempt, disabled)'",
    "distributions[0].behaviors[0].verdict, InPolicy, responsePayload.distributions[0].behaviors[0].verdict is not a verdict",
  })
  void namesThePartThatIsWrong(String path, @Nullable String value, String message) {
    JsonObject json = Lab.json(ReportJson.line(oneOfEach(), Optional.empty()));
    set(json, path, value);
    MalformedJsonException thrown =
        assertThrows(
            MalformedJsonException.class,
            () -> ReportReader.read(Field.of("responsePayload", json)));
    assertEquals(message, thrown.getMessage());
  }

  @Test
  void saysNothingOfTheValueItself() {
    JsonObject json = Lab.json(ReportJson.line(oneOfEach(), Optional.empty()));
    set(json, "mode", "\u001b[31mhostile" + "x".repeat(5000));
    String message =
        requireNonNull(
            assertThrows(
                    MalformedJsonException.class,
                    () -> ReportReader.read(Field.of("responsePayload", json)))
                .getMessage());
    assertFalse(message.contains("hostile"), message);
    assertTrue(message.length() < 200, message);
  }

  /** It waited in a queue while the stack was brought up to date. */
  @Test
  void aReportWithoutWhatALaterVersionAddsIsRead() {
    JsonObject json = Lab.json(ReportJson.line(oneOfEach(), Optional.empty()));
    json.remove("dependents");
    Report read = ReportReader.read(Field.of("responsePayload", json));
    assertEquals(Report.Dependents.NONE, read.dependents());
  }

  private static Report oneOfEach() {
    return new Reports(new Random(7)).report(1);
  }

  private static Report withRows(Report report, int rows) {
    return new Report(
        report.requestId(),
        report.time(),
        report.account(),
        report.purpose(),
        report.mode(),
        report.totals(),
        report.distributions().subList(0, rows),
        report.leftOut() + report.distributions().size() - rows,
        report.unreadable(),
        report.dependents());
  }

  private static int bytes(Report report) {
    return ReportJson.line(report, Optional.empty()).getBytes(UTF_8).length;
  }

  private static Report read(String json) {
    return ReportReader.read(Field.of("responsePayload", Lab.json(json)));
  }

  /** Numbers are numbers, nothing removes. */
  private static void set(Object at, String path, @Nullable String value) {
    String[] steps = path.replace("[", ".").replace("]", "").split("\\.", -1);
    Object parent = at;
    for (int i = 0; i < steps.length - 1; i++) {
      parent = requireNonNull(child(parent, steps[i]));
    }
    String last = steps[steps.length - 1];
    Object put =
        value != null && value.matches("-?\\d+") && !last.equals("account")
            ? (Object) Integer.valueOf(value)
            : value;
    switch (parent) {
      case JsonArray list -> list.set(Integer.parseInt(last), put);
      case JsonObject json -> json.put(last, put);
      default -> throw new IllegalArgumentException(path);
    }
  }

  private static @Nullable Object child(Object parent, String step) {
    return parent instanceof JsonArray list
        ? list.get(Integer.parseInt(step))
        : ((JsonObject) parent).get(step);
  }
}
