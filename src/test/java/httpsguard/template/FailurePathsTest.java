package httpsguard.template;

import static httpsguard.template.Stacks.ALARM_TOPIC;
import static httpsguard.template.Stacks.OWN_KEY;
import static httpsguard.template.Stacks.OWN_TOPIC;
import static httpsguard.template.Stacks.some;
import static httpsguard.template.Stacks.stack;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.template.Deployment.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From each rule and function to its queue, topic, key and log: every step is there, and every
 * policy on the way lets it pass.
 */
class FailurePathsTest {
  private static final String FOURTEEN_DAYS = "1209600";

  @ParameterizedTest(name = "with {0}")
  @MethodSource("httpsguard.template.Stacks#stacks")
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
  @MethodSource("httpsguard.template.Stacks#stacks")
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
  @MethodSource("httpsguard.template.Stacks#stacks")
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
  @MethodSource("httpsguard.template.Stacks#stacks")
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
  @MethodSource("httpsguard.template.Stacks#stacks")
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
  @MethodSource("httpsguard.template.Stacks#stacks")
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

  private static Part onlyTarget(Resource rule) {
    List<Part> targets = rule.at("Targets").items();
    assertEquals(1, targets.size());
    return targets.getFirst();
  }
}
