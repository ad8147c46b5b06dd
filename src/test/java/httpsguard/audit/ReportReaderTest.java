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
import httpsguard.json.JsonLists;
import httpsguard.json.MalformedJsonException;
import httpsguard.lambda.Lab;
import httpsguard.policy.Mode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    String json = AsciiJson.of(JsonLists.cut(9, "", lists -> ReportJson.found(reported, lists)));
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
    "report, 3, responsePayload.report is not a text",
    "report, other, responsePayload is not a report of the audit",
    "schema, 2, 'responsePayload.schema is not 1: the audit and the guard are not of the same version'",
    "time, yesterday, responsePayload.time is not a time in ISO 8601",
    "account, 12, responsePayload.account is not twelve digits",
    "purpose, tell, 'responsePayload.purpose is not an allowed value (allowed: repair, report)'",
    "mode, x, 'responsePayload.mode is not an allowed value (allowed: remediate, notify)'",
    "totals, 1, responsePayload.totals is not an object",
    "totals.drifted, -1, responsePayload.totals.drifted is not a whole number of 0 or more",
    "totals.complete, 1, responsePayload.totals.complete is neither true nor false",
    "dependents, 1, responsePayload.dependents is not an object",
    "dependents.webAcl, -1, responsePayload.dependents.webAcl is not a whole number of 0 or more",
    "leftOut, , responsePayload.leftOut is missing",
    "distributions, 1, responsePayload.distributions is not a list",
    "distributions[0], 1, responsePayload.distributions[0] is not an object",
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

  /** Makes reports of any content. */
  private record Reports(Random random) {
    Report report(int rows) {
      return new Report(
          "495b12a8-" + random.nextInt(1000),
          time(),
          "111122223333",
          random.nextInt(3) == 0 ? Optional.empty() : Optional.of(oneOf(Report.Purpose.values())),
          oneOf(Mode.values()),
          new Report.Totals(
              count(),
              Arrays.stream(ReportedDistribution.Standing.values())
                  .collect(Collectors.toMap(Function.identity(), _ -> count())),
              count(),
              random.nextBoolean()),
          list(rows, this::distribution),
          random.nextInt(3) * count(),
          list(random.nextInt(3), () -> new Report.Unreadable(text(), text())),
          new Report.Dependents(count(), count(), count()));
    }

    private ReportedDistribution distribution() {
      return new ReportedDistribution(
          new DistributionId("E" + (100_000 + random.nextInt(900_000))),
          oneOf(ReportedDistribution.Standing.values()),
          random.nextBoolean() ? Optional.of(text()) : Optional.empty(),
          list(random.nextInt(4), this::text),
          random.nextBoolean() ? Optional.of(time()) : Optional.empty(),
          list(1 + random.nextInt(4), this::behavior),
          random.nextBoolean()
              ? Optional.of(new ReportedDistribution.More(count(), "0123456789abcdef"))
              : Optional.empty());
    }

    private ReportedDistribution.Behavior behavior() {
      return new ReportedDistribution.Behavior(
          text(),
          text(),
          switch (random.nextInt(5)) {
            case 0 -> new ReportedVerdict.Finding("https-only");
            case 1 -> new ReportedVerdict.Undecided("https-only");
            case 2 -> new ReportedVerdict.Unservable();
            case 3 -> new ReportedVerdict.Unjudgeable("ViewerProtocolPolicy", text());
            default ->
                new ReportedVerdict.Exempt(
                    LocalDate.of(2026, 1, 1).plusDays(random.nextInt(1000)), text());
          });
    }

    /** What CloudFront takes, and what it does not. */
    private String text() {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(30); length > 0; length--) {
        text.appendCodePoint(
            switch (random.nextInt(4)) {
              case 0 -> random.nextInt(0x20);
              case 1 -> 0x1f600 + random.nextInt(0x40);
              case 2 -> "\"\\/<&{}[],:\u2028\u00e9".charAt(random.nextInt(12));
              default -> ' ' + random.nextInt(95);
            });
      }
      return text.toString();
    }

    private Instant time() {
      return Instant.parse("2026-11-24T10:05:00Z").plusMillis(random.nextInt());
    }

    private int count() {
      return random.nextInt(100_000);
    }

    private <T> T oneOf(T[] values) {
      return values[random.nextInt(values.length)];
    }

    private static <T> List<T> list(int size, Supplier<T> each) {
      return IntStream.range(0, size).mapToObj(_ -> each.get()).toList();
    }
  }
}
