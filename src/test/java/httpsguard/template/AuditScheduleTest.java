package httpsguard.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.local.FunctionProcess;
import httpsguard.template.Deployment.Resource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the schedules to the audit, and from the audit to the guard. */
class AuditScheduleTest {
  /** The longest that periods of an hour or more may add up to (CloudWatch API, PutMetricAlarm). */
  private static final int SEVEN_DAYS = 604_800;

  /** The same source. */
  private static final int LONGEST_WARM_UP_IN_MINUTES = 2880;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RepairSchedule|{\"purpose\":\"repair\"}|by-hand/audit-for-repair",
        "ReportSchedule|{\"purpose\":\"report\"}|by-hand/audit-for-report"
      })
  void eachScheduleSaysWhatTheAuditIsForAsItsFileDoes(String rule, String input, String file) {
    Deployment stack = stack(Map.of());
    Part target = onlyTarget(stack, rule);
    assertEquals(input, target.at("Input").text().replace(" ", ""));
    assertEquals(input, SampleEventFiles.write(SampleEventFiles.event(file)));
    assertEquals(stack.resource("Audit").arn(), target.at("Arn").text());
  }

  @Test
  void lambdaPutsTheAuditsReportIntoTheGuardsQueue() {
    Deployment stack = stack(Map.of());
    Resource audit = stack.resource("Audit");
    Part destination = audit.at("EventInvokeConfig", "DestinationConfig", "OnSuccess");
    assertEquals("SQS", destination.at("Type").text());
    Resource work = stack.byArn(destination.at("Destination").text());
    assertEquals("Work", work.logicalId());
    Resource role = stack.byArn(audit.at("Role").text());
    Access access = new Access(stack);
    assertTrue(access.roleMay(role, "sqs:SendMessage", work, Map.of()));
    assertFalse(access.roleMay(role, "sqs:SendMessage", stack.resource("Failed"), Map.of()));
    assertFalse(access.roleMay(role, "sqs:ReceiveMessage", work, Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hourly|cron(17 * * * ? *)|1|3600|3|180",
        "6-hourly|cron(17 1/6 * * ? *)|6|21600|3|1080",
        "daily|cron(17 19 * * ? *)|24|86400|2|2880"
      })
  void theIntervalSetsScheduleGuardAndAlarm(
      String every, String cron, String hours, int period, int periods, int warmUp) {
    Deployment stack = stack(Map.of("AuditEvery", every));
    assertEquals(cron, stack.resource("RepairSchedule").at("ScheduleExpression").text());
    assertEquals(
        hours, stack.resource("Guard").at("Environment", "Variables", "AUDIT_INTERVAL").text());
    Resource alarm = stack.resource("AuditsMissing");
    assertEquals(period, alarm.at("Period").number());
    assertEquals(periods, alarm.at("EvaluationPeriods").number());
    assertEquals(warmUp, alarm.at("WarmUpConfiguration", "WarmUpPeriodDurationInMinutes").number());
    assertEquals(Integer.parseInt(hours) * 3600, period);
    assertTrue(period * periods <= SEVEN_DAYS);
    assertEquals(
        period * periods / 60, warmUp, "the first audits have the time that later ones do");
    assertTrue(warmUp <= LONGEST_WARM_UP_IN_MINUTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hourly", "6-hourly", "daily"})
  void twoAuditsNeverStartTogether(String every) {
    Deployment stack = stack(Map.of("AuditEvery", every));
    int repair = minute(stack.resource("RepairSchedule"));
    int report = minute(stack.resource("ReportSchedule"));
    assertEquals(30, Math.abs(report - repair));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RepairSchedule", "ReportSchedule"})
  void aScheduleThatCannotStartAnAuditTriesForAnHour(String rule) {
    Part retries = onlyTarget(stack(Map.of()), rule).at("RetryPolicy");
    assertEquals("185", retries.at("MaximumRetryAttempts").text());
    assertEquals("3600", retries.at("MaximumEventAgeInSeconds").text());
  }

  /** The hourly audits kept the alarm quiet, and no one was told of what stays. */
  @Test
  void dailyReportsThatStopComingFireAnAlarmOfTheirOwn() {
    Resource alarm = stack(Map.of()).resource("ReportsMissing");
    assertEquals("ReportsCompleted", alarm.at("MetricName").text());
    assertEquals(86_400, alarm.at("Period").number(), "as long as from one report to the next");
    assertEquals(
        LONGEST_WARM_UP_IN_MINUTES,
        alarm.at("WarmUpConfiguration", "WarmUpPeriodDurationInMinutes").number());
  }

  @ParameterizedTest
  @ValueSource(strings = {"AuditsMissing", "ReportsMissing"})
  void aMissingAuditFiresAndAFoundOneDoesNot(String name) {
    Resource alarm = stack(Map.of()).resource(name);
    assertEquals("LessThanThreshold", alarm.at("ComparisonOperator").text());
    assertEquals("1", alarm.at("Threshold").text());
    assertEquals("Sum", alarm.at("Statistic").text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"AuditHeldBack", "AuditNotRepaired"})
  void whatStaysFiresOnceUntilAZero(String name) {
    Resource alarm = stack(Map.of()).resource(name);
    assertEquals("ignore", alarm.at("TreatMissingData").text());
    assertEquals("GreaterThanOrEqualToThreshold", alarm.at("ComparisonOperator").text());
    assertEquals("1", alarm.at("Threshold").text());
  }

  @ParameterizedTest
  @CsvSource({
    "enabled, hourly, true, ENABLED, true",
    "enabled, daily, true, ENABLED, true",
    "enabled, off, true, DISABLED, false",
    "disabled, hourly, false, DISABLED, false",
    "disabled, off, false, DISABLED, false",
  })
  void stateAndIntervalStopAndStart(
      String state, String every, String takesWork, String schedules, boolean alarm) {
    Deployment stack = stack(Map.of("State", state, "AuditEvery", every));
    assertEquals(takesWork, stack.resource("WorkToGuard").at("Enabled").text());
    assertEquals("ENABLED", stack.resource("CallsToCloudFront").at("State").text());
    assertEquals(schedules, stack.resource("RepairSchedule").at("State").text());
    assertEquals(schedules, stack.resource("ReportSchedule").at("State").text());
    assertEquals(alarm, stack.has("AuditsMissing"));
    assertEquals(alarm, stack.has("ReportsMissing"));
  }

  @Test
  void withoutSchedulesTheGuardKnowsNoInterval() {
    Deployment stack = stack(Map.of("AuditEvery", "off"));
    assertEquals(
        "", stack.resource("Guard").at("Environment", "Variables", "AUDIT_INTERVAL").text());
  }

  @Test
  void theCapReachesTheGuard() {
    assertEquals(
        "25",
        stack(Map.of("MaxRepairsPerAudit", "25"))
            .resource("Guard")
            .at("Environment", "Variables", "MAX_REPAIRS_PER_AUDIT")
            .text());
  }

  @Test
  void onePackageHasBothFunctions() {
    Deployment stack = stack(Map.of());
    Resource guard = stack.resource("Guard");
    Resource audit = stack.resource("Audit");
    for (String property : List.of("CodeUri", "Runtime", "Architectures")) {
      assertEquals(guard.at(property).value(), audit.at(property).value());
    }
    assertEquals(
        GuardTemplate.part("Resources", "Guard", "Metadata").value(),
        GuardTemplate.part("Resources", "Audit", "Metadata").value(),
        "SAM builds twice what differs here");
    assertEquals(FunctionProcess.GUARD, guard.at("Handler").text(), "as every local run has it");
    assertEquals(FunctionProcess.AUDIT, audit.at("Handler").text());
  }

  private static int minute(Resource rule) {
    String schedule = rule.at("ScheduleExpression").text();
    return Integer.parseInt(schedule.substring("cron(".length(), schedule.indexOf(' ')));
  }

  private static Part onlyTarget(Deployment stack, String rule) {
    List<Part> targets = stack.resource(rule).at("Targets").items();
    assertEquals(1, targets.size());
    return targets.getFirst();
  }

  private static Deployment stack(Map<String, String> parameters) {
    return GuardTemplate.deployed(parameters);
  }
}
