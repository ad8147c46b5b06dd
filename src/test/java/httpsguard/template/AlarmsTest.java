package httpsguard.template;

import static httpsguard.template.Stacks.ALARM_TOPIC;
import static httpsguard.template.Stacks.some;
import static httpsguard.template.Stacks.stack;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.lambda.Lab;
import httpsguard.local.Fault;
import httpsguard.template.Deployment.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each alarm counts, when it fires, and that it reaches its topic. */
class AlarmsTest {
  /** Those for which no data does not mean that all is well. */
  private static final Map<String, String> WHEN_MISSING =
      Map.of(
          "AuditsMissing", "breaching",
          "ReportsMissing", "breaching",
          "FailedEventsKept", "ignore",
          "AuditHeldBack", "ignore",
          "AuditNotRepaired", "ignore");

  private static final Set<String> FIRE_LATER =
      Set.of("FunctionErrors", "WorkWaits", "AuditsMissing", "ReportsMissing", "Fights");

  /** Those of which it is worth a mail that they are over. */
  private static final Set<String> SAY_WHEN_OVER =
      Set.of(
          "FunctionErrors",
          "FailedEventsKept",
          "AuditsMissing",
          "ReportsMissing",
          "AuditHeldBack",
          "AuditNotRepaired");

  @ParameterizedTest(name = "with {0}")
  @MethodSource("httpsguard.template.Stacks#stacks")
  void everyAlarmReachesItsTopic(String name, Deployment stack) {
    Access access = new Access(stack);
    for (Resource alarm : some(stack, "AWS::CloudWatch::Alarm")) {
      String topic = onlyText(alarm.at("AlarmActions"));
      assertEquals(
          SAY_WHEN_OVER.contains(alarm.logicalId()) ? List.of(topic) : List.of(),
          alarm.properties().find("OKActions").map(Part::texts).orElse(List.of()),
          alarm.logicalId());
      assertTrue(
          topic.startsWith("arn:aws:sns:us-east-1:"), "alarms reach topics of their own Region");
      if (topic.equals(ALARM_TOPIC)) {
        continue;
      }
      Resource made = stack.byArn(topic);
      Resource key = stack.byArn(made.at("KmsMasterKeyId").text());
      assertTrue(access.serviceMay(Access.CLOUDWATCH, "sns:Publish", made, alarm.arn()));
      assertTrue(access.serviceMay(Access.CLOUDWATCH, "kms:Decrypt", key, alarm.arn()));
      assertTrue(access.serviceMay(Access.CLOUDWATCH, "kms:GenerateDataKey", key, alarm.arn()));
      String stranger = "arn:aws:cloudwatch:us-east-1:444455556666:alarm:x";
      assertFalse(
          access.serviceMay(Access.CLOUDWATCH, "sns:Publish", made, stranger, "444455556666"));
      assertFalse(
          access.serviceMay(Access.CLOUDWATCH, "kms:Decrypt", key, stranger, "444455556666"));
    }
  }

  @Test
  void everyMetricThatShowsLossHasItsAlarm() {
    Set<String> watched =
        some(stack(Map.of()), "AWS::CloudWatch::Alarm").stream()
            .map(
                alarm ->
                    alarm.at("Namespace").text()
                        + " "
                        + alarm.at("MetricName").text()
                        + " "
                        + dimension(alarm, "Value"))
            .collect(Collectors.toCollection(TreeSet::new));
    String function = "https-guard-Guard-1A2B3C4D5E6F";
    assertEquals(
        new TreeSet<>(
            Set.of(
                "AWS/Lambda Errors " + function,
                "AWS/Events InvocationsFailedToBeSentToDlq"
                    + " https-guard-calls-"
                    + Deployment.STACK_UUID,
                "AWS/SQS ApproximateAgeOfOldestMessage https-guard-Work-1A2B3C4D5E6F",
                "AWS/SQS ApproximateNumberOfMessagesVisible https-guard-Failed-1A2B3C4D5E6F",
                "AWS/SNS NumberOfNotificationsFailed https-guard-Topic-1A2B3C4D5E6F",
                "HttpsGuard AuditsCompleted " + function,
                "HttpsGuard ReportsCompleted " + function,
                "HttpsGuard AuditHeldBack " + function,
                "HttpsGuard AuditNotRepaired " + function,
                "HttpsGuard NotRepaired " + function,
                "HttpsGuard Repaired " + function)),
        watched);
  }

  @ParameterizedTest(name = "with {0}")
  @MethodSource("httpsguard.template.Stacks#stacks")
  void everyAlarmFiresOnWhatIsThereAndSaysWhatItMeans(String name, Deployment stack) {
    Map<String, String> dimensions =
        Map.of(
            "AWS/Lambda", "FunctionName",
            "HttpsGuard", "FunctionName",
            "AWS/Events", "RuleName",
            "AWS/SQS", "QueueName",
            "AWS/SNS", "TopicName");
    for (Resource alarm : some(stack, "AWS::CloudWatch::Alarm")) {
      assertEquals(dimensions.get(alarm.at("Namespace").text()), dimension(alarm, "Name"));
      assertEquals(
          WHEN_MISSING.getOrDefault(alarm.logicalId(), "notBreaching"),
          alarm.at("TreatMissingData").text(),
          alarm.logicalId());
      assertTrue(alarm.at("AlarmDescription").text().length() > 80, alarm.logicalId());
      boolean firesAtOnce =
          alarm.at("Threshold").text().equals("1")
              && alarm.at("EvaluationPeriods").text().equals("1")
              && alarm.at("Period").number() <= 300;
      assertEquals(!FIRE_LATER.contains(alarm.logicalId()), firesAtOnce, alarm.logicalId());
    }
  }

  @Test
  void fightsFireAboveTheParameter() {
    Resource fights = stack(Map.of("RepairsPerHour", "25")).resource("Fights");
    assertEquals("25", fights.at("Threshold").text());
    assertEquals("3600", fights.at("Period").text());
    assertEquals("GreaterThanThreshold", fights.at("ComparisonOperator").text());
  }

  /** One message that fails is enough: an alarm that only many failures reach would stay silent. */
  @Test
  void oneMessageThatFailsInEveryTryFiresLongBeforeItIsGivenUp() {
    Deployment stack = stack(Map.of());
    Part work = stack.resource("Work").properties();
    Resource errors = stack.resource("FunctionErrors");
    int again = work.at("VisibilityTimeout").number();
    int period = errors.at("Period").number();
    assertTrue(again <= period, "each period sees a try");
    assertEquals("1", errors.at("Threshold").text());
    int tries = work.at("RedrivePolicy", "maxReceiveCount").number();
    assertTrue(period * errors.at("EvaluationPeriods").number() * 2 < again * tries);
  }

  @Test
  void waitingWorkFiresBeforeSqsDeletesItEvenWhileStopped() {
    for (String state : List.of("enabled", "disabled")) {
      Deployment stack = stack(Map.of("State", state));
      assertEquals("3600", stack.resource("WorkWaits").at("Threshold").text());
      assertTrue(stack.resource("Work").at("MessageRetentionPeriod").number() > 3600);
    }
  }

  @Test
  void theAlarmsCountWhatTheFunctionWrites() {
    Set<String> written = new TreeSet<>();
    try (Lab lab = new Lab().put(Configs.config()).withTimeLeft(Duration.ofMinutes(3))) {
      var _ = lab.auditAndHandOver("repair");
      var _ = lab.auditAndHandOver("report");
      var _ = lab.put(Configs.config()).handle(Events.update("allow-all"));
      lab.put(Configs.config()).cloud().faults().once("UpdateDistribution", refusal());
      var _ = lab.handle(Events.update("allow-all"));
      for (JsonObject line : lab.log()) {
        var metrics = line.getObject("_aws").getArray("CloudWatchMetrics").getObject(0);
        assertEquals("HttpsGuard", metrics.getString("Namespace"));
        assertEquals("FunctionName", metrics.getArray("Dimensions").getArray(0).getString(0));
        metrics
            .getArray("Metrics")
            .forEach(metric -> written.add(((JsonObject) metric).getString("Name")));
      }
    }
    for (Resource alarm : some(stack(Map.of()), "AWS::CloudWatch::Alarm")) {
      if (alarm.at("Namespace").text().equals("HttpsGuard")) {
        assertEquals("FunctionName", dimension(alarm, "Name"));
        assertTrue(written.contains(alarm.at("MetricName").text()), alarm + " of " + written);
      }
    }
  }

  private static Fault refusal() {
    return Fault.accessDenied("not authorized");
  }

  private static String dimension(Resource alarm, String part) {
    List<Part> dimensions = alarm.at("Dimensions").items();
    assertEquals(1, dimensions.size());
    return dimensions.getFirst().at(part).text();
  }

  private static String onlyText(Part list) {
    List<String> texts = list.texts();
    assertEquals(1, texts.size());
    return texts.getFirst();
  }
}
