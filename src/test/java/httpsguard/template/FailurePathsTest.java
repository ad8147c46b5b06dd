package httpsguard.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.Outcome;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.lambda.Lab;
import httpsguard.template.Deployment.Resource;
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
          "FailedEventsKept", "ignore",
          "UndeliveredEventsKept", "ignore",
          "AuditHeldBack", "ignore",
          "AuditNotRepaired", "ignore");

  private static final Set<String> RING_LATER =
      Set.of(
          "FunctionErrors",
          "FunctionThrottled",
          "AuditErrors",
          "AuditThrottled",
          "AuditsMissing",
          "Fights");

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
        Arguments.of("reserved concurrency", stack(Map.of("ReservedConcurrency", "1"))),
        Arguments.of("everything stopped", stack(Map.of("State", "disabled"))),
        Arguments.of("no schedules", stack(Map.of("AuditEvery", "off"))));
  }

  @ParameterizedTest(name = "with {0}")
  @MethodSource("stacks")
  void everyRuleInvokesItsFunction(String name, Deployment stack) {
    for (Resource rule : some(stack, "AWS::Events::Rule")) {
      for (Part target : rule.at("Targets").items()) {
        Resource function = stack.byArn(target.at("Arn").text());
        assertTrue(
            stack.ofType("AWS::Lambda::Permission").stream()
                .anyMatch(
                    permission ->
                        permission.at("Action").text().equals("lambda:InvokeFunction")
                            && permission.at("Principal").text().equals("events.amazonaws.com")
                            && permission.at("SourceArn").text().equals(rule.arn())
                            && permission.at("FunctionName").text().equals(function.name())),
            rule + " may invoke " + function);
      }
    }
  }

  @ParameterizedTest(name = "with {0}")
  @MethodSource("stacks")
  void everyRuleKeepsWhatItCannotDeliver(String name, Deployment stack) {
    Access access = new Access(stack);
    for (Resource rule : some(stack, "AWS::Events::Rule")) {
      for (Part target : rule.at("Targets").items()) {
        assertEquals("185", target.at("RetryPolicy", "MaximumRetryAttempts").text());
        assertEquals("86400", target.at("RetryPolicy", "MaximumEventAgeInSeconds").text());
        Resource queue = stack.byArn(target.at("DeadLetterConfig", "Arn").text());
        requireQueueThatKeeps(queue);
        assertTrue(
            access.serviceMay(Access.EVENTBRIDGE, "sqs:SendMessage", queue, rule.arn()),
            "EventBridge puts events into " + queue);
        assertFalse(
            access.serviceMay(
                Access.EVENTBRIDGE, "sqs:SendMessage", queue, rule.arn() + "-of-somebody-else"),
            "for this rule only");
        assertTrue(access.refusesPlainText("sqs:SendMessage", queue));
      }
    }
  }

  @ParameterizedTest(name = "with {0}")
  @MethodSource("stacks")
  void everyFunctionKeepsWhatItFailedOn(String name, Deployment stack) {
    Access access = new Access(stack);
    for (Resource function : some(stack, "AWS::Serverless::Function")) {
      Part invoked = function.at("EventInvokeConfig");
      assertEquals("2", invoked.at("MaximumRetryAttempts").text());
      assertEquals("21600", invoked.at("MaximumEventAgeInSeconds").text());
      Part destination = invoked.at("DestinationConfig", "OnFailure");
      assertEquals("SQS", destination.at("Type").text());
      Resource queue = stack.byArn(destination.at("Destination").text());
      requireQueueThatKeeps(queue);
      Resource role = stack.byArn(function.at("Role").text());
      assertTrue(
          access.roleMay(role, "sqs:SendMessage", queue, Map.of()),
          "Lambda puts what " + function + " failed on into " + queue);
      assertTrue(access.refusesPlainText("sqs:SendMessage", queue));
    }
  }

  @Test
  void theTwoQueuesAreNotTheSame() {
    Deployment stack = stack(Map.of());
    assertEquals(2, stack.ofType("AWS::SQS::Queue").size());
  }

  @ParameterizedTest(name = "with {0}")
  @MethodSource("stacks")
  void everyAlarmReachesItsTopic(String name, Deployment stack) {
    Access access = new Access(stack);
    for (Resource alarm : some(stack, "AWS::CloudWatch::Alarm")) {
      String topic = onlyText(alarm.at("AlarmActions"));
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
    String audit = "https-guard-Audit-1A2B3C4D5E6F";
    String rule = "https-guard-CallsToCloudFront-1A2B3C4D5E6F";
    assertEquals(
        new TreeSet<>(
            Set.of(
                "AWS/Lambda Errors " + function,
                "AWS/Lambda Throttles " + function,
                "AWS/Lambda AsyncEventsDropped " + function,
                "AWS/Lambda DestinationDeliveryFailures " + function,
                "AWS/Lambda Errors " + audit,
                "AWS/Lambda Throttles " + audit,
                "AWS/Lambda AsyncEventsDropped " + audit,
                "AWS/Lambda DestinationDeliveryFailures " + audit,
                "AWS/Events FailedInvocations https-guard-RepairSchedule-1A2B3C4D5E6F",
                "AWS/Events FailedInvocations https-guard-ReportSchedule-1A2B3C4D5E6F",
                "AWS/Events FailedInvocations " + rule,
                "AWS/Events InvocationsSentToDlq " + rule,
                "AWS/Events InvocationsFailedToBeSentToDlq " + rule,
                "AWS/SQS ApproximateNumberOfMessagesVisible"
                    + " https-guard-FailedEvents-1A2B3C4D5E6F",
                "AWS/SQS ApproximateNumberOfMessagesVisible"
                    + " https-guard-UndeliveredEvents-1A2B3C4D5E6F",
                "AWS/SNS NumberOfNotificationsFailed https-guard-Topic-1A2B3C4D5E6F",
                "HttpsGuard AuditsCompleted " + function,
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

  @Test
  void theAlarmsCountWhatTheFunctionWrites() {
    Deployment stack = stack(Map.of());
    try (Lab lab = new Lab()) {
      var _ = lab.put(Configs.config()).handle(Events.update("allow-all"));
      var metrics =
          lab.log().getFirst().getObject("_aws").getArray("CloudWatchMetrics").getObject(0);
      Resource fights = stack.resource("Fights");
      assertEquals(fights.at("Namespace").text(), metrics.getString("Namespace"));
      assertEquals(
          fights.at("MetricName").text(),
          metrics.getArray("Metrics").getObject(0).getString("Name"));
      assertEquals(
          dimension(fights, "Name"), metrics.getArray("Dimensions").getArray(0).getString(0));
    }
    assertEquals(
        Outcome.NotRepaired.class.getSimpleName(),
        stack.resource("NotRepaired").at("MetricName").text());
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

  @Test
  void concurrencyIsReservedOnlyIfAskedFor() {
    assertFalse(stack(Map.of()).resource("Guard").properties().has("ReservedConcurrentExecutions"));
    assertEquals(
        "1",
        stack(Map.of("ReservedConcurrency", "1"))
            .resource("Guard")
            .at("ReservedConcurrentExecutions")
            .text());
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
