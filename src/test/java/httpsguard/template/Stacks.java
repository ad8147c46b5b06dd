package httpsguard.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import httpsguard.template.Deployment.Resource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Stacks of the template, with parameters that change what it makes. */
final class Stacks {
  static final String OWN_TOPIC = "arn:aws:sns:eu-west-1:444455556666:security";
  static final String OWN_KEY = "arn:aws:kms:eu-west-1:444455556666:key/0a1b2c3d";
  static final String ALARM_TOPIC = "arn:aws:sns:us-east-1:111122223333:alarms";

  private Stacks() {}

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

  static List<Resource> some(Deployment stack, String type) {
    List<Resource> resources = stack.ofType(type);
    assertFalse(resources.isEmpty(), type);
    return resources;
  }

  static Deployment stack(Map<String, String> parameters) {
    assertEquals(List.of(), GuardTemplate.refusals(parameters, "us-east-1"));
    return GuardTemplate.deployed(parameters);
  }
}
