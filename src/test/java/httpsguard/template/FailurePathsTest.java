package httpsguard.template;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From each rule, function and alarm to its queue, topic and key: every step is there, and every
 * policy on the way lets it pass.
 */
class FailurePathsTest {
  private static final String FOURTEEN_DAYS = "1209600";
  private static final String OWN_TOPIC = "arn:aws:sns:eu-west-1:444455556666:security";
  private static final String OWN_KEY = "arn:aws:kms:eu-west-1:444455556666:key/0a1b2c3d";
  private static final String ALARM_TOPIC = "arn:aws:sns:us-east-1:111122223333:alarms";

  /** Those for which no data does not mean that all is well. */
  private static final Map<String, String> WHEN_MISSING =
      Map.of(
          "AuditsMissing", "breaching",
          "ReportsMissing", "breaching",
          "FailedEventsKept", "ignore",
          "AuditHeldBack", "ignore",
          "AuditNotRepaired", "ignore");

  private static final Set<String> RING_LATER =
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

  static Stream<Arguments> stacks() {
    return Stream.of(
        Arguments.of("the defaults", stack(Map.of())),
        Arguments.of("an address", stack(Map.of("NotificationEmail", "security@example.com"))),
        Arguments.of("a topic for alarms", stack(Map.of("AlarmTopicArn", ALARM_TOPIC))),
        Arguments.of(
            "an own topic", stack(Map.of("TopicArn", OWN_TOPIC, "AlarmTopicArn", ALARM_TOPIC))),
        Arguments.of(
            "an own encrypted topic",
            stack(
                Map.of(
                    "TopicArn", OWN_TOPIC,
                    "TopicKeyArn", OWN_KEY,
                    "AlarmTopicArn", ALARM_TOPIC))),
        Arguments.of("everything stopped", stack(Map.of("State", "disabled"))),
        Arguments.of("no schedules", stack(Map.of("AuditEvery", "off"))));
  }

  @ParameterizedTest(name = "with {0}")
  @MethodSource("stacks")
  void everyScheduleInvokesTheAudit(String name, Deployment stack) {
    for (String schedule : List.of("RepairSchedule", "ReportSchedule")) {
      Resource rule = stack.resource(schedule);
      Resource audit = stack.byArn(onlyTarget(rule).at("Arn").text());
      assertEquals("Audit", audit.logicalId());
      assertTrue(
          stack.ofType("AWS::Lambda::Permission").stream()
              .anyMatch(
                  permission ->
                      permission.at("Action").text().equals("lambda:InvokeFunction")
                          && permission.at("Principal").text().equals("events.amazonaws.com")
                          && permission.at("SourceArn").text().equals(rule.arn())
                          && permission.at("FunctionName").text().equals(audit.name())),
          rule + " may invoke " + audit);
    }
  }

  @ParameterizedTest(name = "with {0}")
  @MethodSource("stacks")
  void aCallBecomesWorkAndWhatCannotBeDeliveredIsKept(String name, Deployment stack) {
    Access access = new Access(stack);
    Resource rule = stack.resource("CallsToCloudFront");
    assertEquals("ENABLED", rule.at("State").text(), "events wait while the guard is stopped");
    Part target = onlyTarget(rule);
    assertEquals("185", target.at("RetryPolicy", "MaximumRetryAttempts").text());
    assertEquals("86400", target.at("RetryPolicy", "MaximumEventAgeInSeconds").text());
    assertEquals(stack.resource("Work").arn(), target.at("Arn").text());
    assertEquals(stack.resource("Failed").arn(), target.at("DeadLetterConfig", "Arn").text());
    for (Resource queue : stack.ofType("AWS::SQS::Queue")) {
      requireQueueThatKeeps(queue);
      assertTrue(
          access.serviceMay(Access.EVENTBRIDGE, "sqs:SendMessage", queue, rule.arn()),
          "EventBridge puts events into " + queue);
      assertFalse(
          access.serviceMay(
              Access.EVENTBRIDGE, "sqs:SendMessage", queue, rule.arn() + "-of-somebody-else"),
          "for this rule only");
      assertFalse(
          access.serviceMay(
              Access.EVENTBRIDGE, "sqs:SendMessage", queue, stack.resource("RepairSchedule").arn()),
          "a schedule's input is no work");
      assertFalse(access.serviceMay(Access.EVENTBRIDGE, "sqs:ReceiveMessage", queue, rule.arn()));
      assertTrue(access.refusesPlainText("sqs:SendMessage", queue));
      assertTrue(access.refusesPlainText("sqs:ReceiveMessage", queue));
    }
  }

  /** An event in the seconds between was refused by the queue, and lost. */
  @Test
  void bothQueuesLetTheRuleInBeforeItIsThere() {
    Resource rule = stack(Map.of()).resource("CallsToCloudFront");
    assertEquals(Set.of("WorkPolicy", "FailedPolicy"), Set.copyOf(rule.dependsOn()));
    assertTrue(rule.name().length() <= 64, "CloudWatch Events API, PutRule");
  }

  @ParameterizedTest(name = "with {0}")
  @MethodSource("stacks")
  void theGuardTakesItsWorkOneMessageAtATimeAndTwoAtOnce(String name, Deployment stack) {
    Resource mapping = stack.resource("WorkToGuard");
    Resource work = stack.byArn(mapping.at("EventSourceArn").text());
    assertEquals("Work", work.logicalId());
    assertEquals(stack.resource("Guard").name(), mapping.at("FunctionName").text());
    assertEquals("1", mapping.at("BatchSize").text());
    assertEquals("2", mapping.at("ScalingConfig", "MaximumConcurrency").text());
    assertFalse(mapping.properties().has("MaximumBatchingWindowInSeconds"));
    Access access = new Access(stack);
    for (String action :
        List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")) {
      assertTrue(access.guardMay(action, work, Map.of()), action);
      assertFalse(access.guardMay(action, stack.resource("Failed"), Map.of()), action);
    }
    assertFalse(access.guardMay("sqs:SendMessage", work, Map.of()));
    assertFalse(stack.resource("Guard").properties().has("EventInvokeConfig"));
  }

  /** Lambda refuses a mapping whose queue has a shorter visibility timeout than the function. */
  @Test
  void whatFailsComesAgainWithinMinutesForSixHoursAndIsThenKept() {
    Deployment stack = stack(Map.of());
    Resource work = stack.resource("Work");
    int again = work.at("VisibilityTimeout").number();
    assertTrue(again > stack.resource("Guard").at("Timeout").number());
    assertTrue(again <= 600, "within minutes");
    Part redrive = work.at("RedrivePolicy");
    assertEquals(6 * 3600, again * redrive.at("maxReceiveCount").number());
    Resource kept = stack.byArn(redrive.at("deadLetterTargetArn").text());
    assertEquals("Failed", kept.logicalId());
    assertFalse(kept.properties().has("RedrivePolicy"));
  }

  /** Visible for an audit's ten repairs at two updates a minute, and what else it does. */
  @Test
  void theTimeOfTheGuardIsEnoughForTheRepairsOfAReport() {
    Deployment stack = stack(Map.of());
    int repairs =
        Integer.parseInt(
            stack.resource("Guard").at("Environment", "Variables", "MAX_REPAIRS_PER_AUDIT").text());
    assertTrue(stack.resource("Guard").at("Timeout").number() >= repairs * 30 + 2 * 15 + 45);
  }

  @ParameterizedTest(name = "with {0}")
  @MethodSource("stacks")
  void anAuditThatFailedIsTriedAgainAndKeptNowhere(String name, Deployment stack) {
    Part invoked = stack.resource("Audit").at("EventInvokeConfig");
    assertEquals("2", invoked.at("MaximumRetryAttempts").text());
    assertEquals(List.of("OnSuccess"), invoked.at("DestinationConfig").names());
  }

  @Test
  void thereAreTwoQueues() {
    assertEquals(2, stack(Map.of()).ofType("AWS::SQS::Queue").size());
  }

  @ParameterizedTest(name = "with {0}")
  @MethodSource("stacks")
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

  @ParameterizedTest(name = "with {0}")
  @MethodSource("stacks")
  void theFunctionReachesItsTopic(String name, Deployment stack) {
    Access access = new Access(stack);
    String topic = stack.resource("Guard").at("Environment", "Variables", "TOPIC_ARN").text();
    if (topic.equals(OWN_TOPIC)) {
      assertFalse(stack.has("Topic"));
      assertTrue(access.guardMay("sns:Publish", topic, Map.of()));
      return;
    }
    Resource made = stack.byArn(topic);
    Resource key = stack.byArn(made.at("KmsMasterKeyId").text());
    Map<String, String> throughSns = Map.of("kms:ViaService", "sns.us-east-1.amazonaws.com");
    assertTrue(access.guardMay("sns:Publish", made, Map.of()));
    assertTrue(access.guardMay("kms:Decrypt", key, throughSns));
    assertTrue(access.guardMay("kms:GenerateDataKey", key, throughSns));
    assertFalse(access.guardMay("kms:Decrypt", key, Map.of()), "through SNS only");
    assertTrue(access.refusesPlainText("sns:Publish", made));
  }

  @Test
  void theFunctionReachesAnEncryptedTopicOfOnesOwn() {
    Access access =
        new Access(
            stack(
                Map.of(
                    "TopicArn", OWN_TOPIC,
                    "TopicKeyArn", OWN_KEY,
                    "AlarmTopicArn", ALARM_TOPIC)));
    Map<String, String> throughSns = Map.of("kms:ViaService", "sns.eu-west-1.amazonaws.com");
    assertTrue(access.guardMay("kms:GenerateDataKey", OWN_KEY, throughSns));
    assertTrue(access.guardMay("kms:Decrypt", OWN_KEY, throughSns));
    assertFalse(access.guardMay("kms:Decrypt", OWN_KEY, Map.of()));
  }

  @ParameterizedTest(name = "with {0}")
  @MethodSource("stacks")
  void everyFunctionsLogIsKept(String name, Deployment stack) {
    Access access = new Access(stack);
    for (Resource function : some(stack, "AWS::Serverless::Function")) {
      Resource log = stack.resource(function.logicalId() + "Log");
      assertEquals("90", log.at("RetentionInDays").text());
      assertEquals(log.name(), function.at("LoggingConfig", "LogGroup").text());
      String stream = log.arn().replace(":*", ":log-stream:2026/11/24/1");
      Resource role = stack.byArn(function.at("Role").text());
      assertTrue(access.roleMay(role, "logs:CreateLogStream", stream, Map.of()));
      assertTrue(access.roleMay(role, "logs:PutLogEvents", stream, Map.of()));
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
  @MethodSource("stacks")
  void everyAlarmRingsOnWhatIsThereAndSaysWhatItMeans(String name, Deployment stack) {
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
      boolean ringsAtOnce =
          alarm.at("Threshold").text().equals("1")
              && alarm.at("EvaluationPeriods").text().equals("1")
              && alarm.at("Period").number() <= 300;
      assertEquals(!RING_LATER.contains(alarm.logicalId()), ringsAtOnce, alarm.logicalId());
    }
  }

  @Test
  void fightsRingAboveTheParameter() {
    Resource fights = stack(Map.of("RepairsPerHour", "25")).resource("Fights");
    assertEquals("25", fights.at("Threshold").text());
    assertEquals("3600", fights.at("Period").text());
    assertEquals("GreaterThanThreshold", fights.at("ComparisonOperator").text());
  }

  /** One message that fails is enough: an alarm that only many failures reach would stay silent. */
  @Test
  void oneMessageThatFailsInEveryTryRingsLongBeforeItIsGivenUp() {
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
  void waitingWorkRingsBeforeSqsDeletesItEvenWhileStopped() {
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

  @Test
  void anAddressIsSubscribed() {
    Deployment stack = stack(Map.of("NotificationEmail", "security@example.com"));
    Resource subscription = stack.resource("EmailSubscription");
    assertEquals("security@example.com", subscription.at("Endpoint").text());
    assertEquals("email", subscription.at("Protocol").text());
    assertEquals(stack.resource("Topic").arn(), subscription.at("TopicArn").text());
    assertFalse(stack(Map.of()).has("EmailSubscription"));
  }

  private static void requireQueueThatKeeps(Resource queue) {
    assertEquals(FOURTEEN_DAYS, queue.at("MessageRetentionPeriod").text());
    assertEquals("true", queue.at("SqsManagedSseEnabled").text());
    assertFalse(
        queue.properties().has("KmsMasterKeyId"),
        "EventBridge cannot deliver to a queue under alias/aws/sqs");
  }

  private static String dimension(Resource alarm, String part) {
    List<Part> dimensions = alarm.at("Dimensions").items();
    assertEquals(1, dimensions.size());
    return dimensions.getFirst().at(part).text();
  }

  private static Part onlyTarget(Resource rule) {
    List<Part> targets = rule.at("Targets").items();
    assertEquals(1, targets.size());
    return targets.getFirst();
  }

  private static String onlyText(Part list) {
    List<String> texts = list.texts();
    assertEquals(1, texts.size());
    return texts.getFirst();
  }

  private static List<Resource> some(Deployment stack, String type) {
    List<Resource> resources = stack.ofType(type);
    assertFalse(resources.isEmpty(), type);
    return resources;
  }

  private static Deployment stack(Map<String, String> parameters) {
    assertEquals(List.of(), GuardTemplate.refusals(parameters, "us-east-1"));
    return GuardTemplate.deployed(parameters);
  }
}
