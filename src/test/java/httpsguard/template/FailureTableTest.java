package httpsguard.template;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import httpsguard.cloudtrail.Events;
import httpsguard.distribution.TryAgainException;
import httpsguard.lambda.DestinationRecords;
import httpsguard.lambda.Lab;
import httpsguard.lambda.QueuedMessages;
import httpsguard.local.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table "Where a failure ends up" of docs/reliability.md: the alarms that a row names, and no
 * others, fire by the template's own thresholds on what the failure makes CloudWatch count. What
 * the guard counts is what a guard writes to its log.
 */
class FailureTableTest {
  private static final Pattern WORD = Pattern.compile("`(\\w+)`");
  private static final Deployment STACK = GuardTemplate.deployed(Map.of());
  private static final Duration AGAIN = Duration.ofSeconds(GuardTemplate.work("VisibilityTimeout"));
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** How old the stack is: no alarm looks further back. */
  private static final Duration NOW = DAY.multipliedBy(7);

  private static final Duration LATELY = NOW.minus(MINUTE);

  /**
   * @param begin how the row begins
   * @param audits until when audits came to their end
   * @param reports until when daily reports did
   * @param happens beside that
   */
  record Row(String begin, Duration audits, Duration reports, Consumer<Measured> happens) {
    private static Row of(String begin, Consumer<Measured> happens) {
      return new Row(begin, NOW, NOW, happens);
    }

    private static Row withoutAudits(String begin, Consumer<Measured> happens) {
      return new Row(begin, NOW.minus(HOUR.multipliedBy(3)), NOW, happens);
    }

    /** The guard does something, and writes it to its log. */
    private static Row told(String begin, Consumer<Lab> does) {
      return of(
          begin,
          measured -> {
            try (Lab lab = new Lab().put(config()).withTimeLeft(Duration.ofMinutes(3))) {
              does.accept(lab);
              measured.written(lab.log(), LATELY);
            }
          });
    }

    Set<String> fires() {
      Measured measured = stackOf(audits, reports);
      happens.accept(measured);
      return measured.firing(NOW);
    }

    @Override
    public String toString() {
      return begin;
    }
  }

  private static final List<Row> ROWS =
      List.of(
          Row.of("EventBridge cannot put the event into", FailureTableTest::keeps),
          Row.of(
              "... nor into",
              now ->
                  now.put(
                      "AWS/Events InvocationsFailedToBeSentToDlq", "CallsToCloudFront", LATELY, 1)),
          Row.of("many distributions drift at once", FailureTableTest::burst),
          Row.of("the guard is stopped", now -> waits(now, HOUR)),
          Row.of("the event source mapping cannot take work", now -> waits(now, HOUR)),
          Row.of(
              "the account has no concurrency left",
              now -> {
                waits(now, HOUR.multipliedBy(6));
                keeps(now);
              }),
          Row.of(
              "the guard fails (an error",
              now -> {
                fails(
                    now,
                    AGAIN.multipliedBy(GuardTemplate.work("RedrivePolicy", "maxReceiveCount")));
                keeps(now);
              }),
          Row.told("CloudFront refuses, and trying again", FailureTableTest::isRefused),
          Row.told("[A repair would do harm", FailureTableTest::wouldDoHarm),
          Row.of(
              "SNS cannot deliver a notice",
              now -> now.put("AWS/SNS NumberOfNotificationsFailed", "Topic", LATELY, 1)),
          Row.withoutAudits("EventBridge cannot start an audit", _ -> {}),
          Row.withoutAudits("the audit fails, is throttled", _ -> {}),
          Row.withoutAudits("Lambda cannot put the report into", _ -> {}),
          Row.told("the guard fails on a distribution of a report", FailureTableTest::failsThrice),
          Row.told("CloudFront refuses a repair of an audit", FailureTableTest::isRefusedToAnAudit),
          Row.told("an audit finds more than", FailureTableTest::findsTooMany),
          new Row("only the daily report", NOW, NOW.minus(DAY.multipliedBy(2)), _ -> {}),
          Row.withoutAudits("a report waits in", now -> waits(now, HOUR.multipliedBy(3))),
          Row.withoutAudits("audits no longer complete", _ -> {}),
          Row.told("something keeps putting plain HTTP back", FailureTableTest::fight));

  @ParameterizedTest(name = "{0}")
  @FieldSource("ROWS")
  void theAlarmsOfARowFireAndNoOthers(Row row) throws IOException {
    Map<String, Set<String>> table = alarmsOfRows();
    List<Set<String>> named =
        table.keySet().stream()
            .filter(cell -> cell.startsWith(row.begin()))
            .map(table::get)
            .toList();
    assertEquals(List.of(row.fires()), named);
  }

  @Test
  void eachRowThatNamesAnAlarmIsTriedAndEachAlarmIsNamed() throws IOException {
    Set<String> named = new TreeSet<>();
    Set<String> untried = new TreeSet<>();
    alarmsOfRows()
        .forEach(
            (cell, alarms) -> {
              named.addAll(alarms);
              if (!alarms.isEmpty()
                  && ROWS.stream().noneMatch(row -> cell.startsWith(row.begin()))) {
                untried.add(cell);
              }
            });
    assertEquals(Set.of(), untried);
    assertEquals(alarms(), named);
  }

  static Stream<Arguments> early() {
    return Stream.of(
        Arguments.of("nothing", well(_ -> {})),
        Arguments.of(
            "work that waits for less than an hour", well(now -> waits(now, HOUR.minus(MINUTE)))),
        Arguments.of(
            "errors for less than an hour",
            well(now -> fails(now, HOUR.minus(MINUTE.multipliedBy(16))))),
        Arguments.of("two audits that are missing", stackOf(NOW.minus(HOUR.multipliedBy(2)), NOW)),
        Arguments.of("a report that is missing", stackOf(NOW, NOW.minus(DAY))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("early")
  void nothingFiresBefore(String what, Measured measured) {
    assertEquals(Set.of(), measured.firing(NOW));
  }

  /** Of a queue of which nobody hears any more, it is not known that it is empty. */
  @Test
  void whatStaysFiresUntilItIsOver() {
    String kept = "AWS/SQS ApproximateNumberOfMessagesVisible";
    Measured measured = well(now -> now.put(kept, "Failed", DAY, 1));
    assertEquals(Set.of("FailedEventsKept"), measured.firing(NOW));
    measured.put(kept, "Failed", DAY.plus(HOUR), 0);
    assertEquals(Set.of(), measured.firing(NOW));
  }

  private static Measured stackOf(Duration audits, Duration reports) {
    return new Measured(STACK)
        .every(HOUR, "HttpsGuard AuditsCompleted", "Guard", Duration.ZERO, audits, 1)
        .every(DAY, "HttpsGuard ReportsCompleted", "Guard", Duration.ZERO, reports, 1);
  }

  private static Measured well(Consumer<Measured> but) {
    Measured measured = stackOf(NOW, NOW);
    but.accept(measured);
    return measured;
  }

  private static void keeps(Measured now) {
    now.put("AWS/SQS ApproximateNumberOfMessagesVisible", "Failed", LATELY, 1);
  }

  private static void waits(Measured now, Duration time) {
    now.put("AWS/SQS ApproximateAgeOfOldestMessage", "Work", LATELY, (double) time.toSeconds());
  }

  private static void fails(Measured now, Duration time) {
    now.every(AGAIN, "AWS/Lambda Errors", "Guard", NOW.minus(time), NOW, 1);
  }

  /** As ScenarioTest plays it, at two updates a minute. */
  private static void burst(Measured now) {
    Duration hours = Duration.ofMinutes(150);
    now.every(MINUTE, "HttpsGuard Repaired", "Guard", NOW.minus(hours), NOW, 2);
    fails(now, hours);
    waits(now, hours);
  }

  private static void isRefused(Lab lab) {
    lab.cloud().faults().once("UpdateDistribution", Fault.accessDenied("not authorized"));
    var _ = lab.handle(lab.drift());
  }

  private static void wouldDoHarm(Lab lab) {
    lab.put(
        config()
            .custom("site", "site.s3-website-us-east-1.amazonaws.com", "match-viewer")
            .defaultTo("site", "allow-all"));
    var _ = lab.handle(lab.drift());
  }

  private static void failsThrice(Lab lab) {
    lab.cloud().faults().always("UpdateDistribution", Fault.internalError());
    String report =
        DestinationRecords.success("repair", lab.audit(DestinationRecords.input("repair")));
    for (int received = 1; received < 3; received++) {
      String again = QueuedMessages.received(received, report);
      assertThrows(TryAgainException.class, () -> lab.handle(lab.guard(), again));
    }
    var _ = lab.handle(lab.guard(), QueuedMessages.received(3, report));
  }

  private static void isRefusedToAnAudit(Lab lab) {
    lab.cloud().faults().once("UpdateDistribution", Fault.accessDenied("not authorized"));
    var _ = lab.auditAndHandOver("repair");
  }

  private static void findsTooMany(Lab lab) {
    lab.cloud().distributions().put("ESECOND0000000", config().xml());
    var _ = lab.set("MAX_REPAIRS_PER_AUDIT", "1").auditAndHandOver("repair");
  }

  private static void fight(Lab lab) {
    for (int round = 0; round <= STACK.resource("Fights").at("Threshold").number(); round++) {
      var _ = lab.put(config()).handle(Events.update("allow-all"));
    }
  }

  /** By each row's first cell, the alarms that its last one names. */
  private static Map<String, Set<String>> alarmsOfRows() throws IOException {
    Map<String, Set<String>> rows = new LinkedHashMap<>();
    Files.readString(Path.of("docs", "reliability.md"))
        .lines()
        .dropWhile(line -> !line.equals("## Where a failure ends up"))
        .takeWhile(line -> !line.startsWith("### "))
        .filter(line -> line.startsWith("| "))
        .map(line -> line.substring(1).split(" \\| ", -1))
        .forEach(cells -> rows.put(cells[0].strip(), alarms(cells[2])));
    return rows;
  }

  private static Set<String> alarms(String cell) {
    Set<String> alarms = alarms();
    return WORD.matcher(cell)
        .results()
        .map((MatchResult word) -> word.group(1))
        .filter(alarms::contains)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> alarms() {
    return new HashSet<>(
        STACK.ofType("AWS::CloudWatch::Alarm").stream()
            .map(Deployment.Resource::logicalId)
            .toList());
  }
}
