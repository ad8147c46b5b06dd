package httpsguard.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the template's parameters accept, and what its rules refuse. */
class ParametersTest {
  private static final String OWN_TOPIC = "arn:aws:sns:eu-west-1:111122223333:security";
  private static final String ALARM_TOPIC = "arn:aws:sns:us-east-1:111122223333:alarms";

  static List<String> parameters() {
    return GuardTemplate.part("Parameters").names();
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void everyParameterSaysWhatItIsAndAcceptsItsDefault(String name) {
    Part parameter = parameter(name);
    assertFalse(parameter.at("Description").text().isBlank());
    assertTrue(accepts(name, parameter.at("Default").text()), "its default");
    assertEquals(
        parameter.has("AllowedPattern"),
        parameter.has("ConstraintDescription"),
        "a pattern is explained in words");
  }

  @Test
  void everyParameterStandsOnceInTheConsolesForm() {
    List<String> shown =
        GuardTemplate.part("Metadata", "AWS::CloudFormation::Interface", "ParameterGroups")
            .items()
            .stream()
            .flatMap(group -> group.at("Parameters").texts().stream())
            .sorted()
            .toList();
    assertEquals(parameters().stream().sorted().toList(), shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mode|remediate|true",
        "Mode|Remediate|false",
        "HttpsPolicy|https-only|true",
        "HttpsPolicy|allow-all|false",
        "HttpsPolicy|{\"policy\": \"https-only\"}|true",
        "HttpsPolicy|{\"policy\": \"https-only\"|false",
        "AuditEvery|6-hourly|true",
        "AuditEvery|off|true",
        "AuditEvery|weekly|false",
        "MaxRepairsPerAudit|1|true",
        "MaxRepairsPerAudit|0|false",
        "State|disabled|true",
        "State|off|false",
        "NotificationEmail|security@example.com|true",
        "NotificationEmail|security|false",
        "NotificationEmail|none|false",
        "NotificationEmail|one@example.com,other@example.com|false",
        "TopicArn|arn:aws:sns:eu-west-1:111122223333:security|true",
        "TopicArn|none|false",
        "TopicArn|arn:aws:sqs:eu-west-1:111122223333:security|false",
        "TopicArn|arn:aws:sns:eu-west-1:111122223333:security.fifo|false",
        "TopicKeyArn|arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-1111-2222-3333-444455556666|true",
        "TopicKeyArn|alias/aws/sns|false",
        "TopicKeyArn|off|false",
        "AlarmTopicArn|arn:aws:sns:us-east-1:111122223333:alarms|true",
        "AlarmTopicArn|off|false",
        "AlarmTopicArn|arn:aws:sns:eu-west-1:111122223333:alarms|false",
        "OwnerTag|team|true",
        "OwnerTag|Cost Center/Größe_1:a=b+c-d@e.f|true",
        "OwnerTag|team*|false",
        "OwnerTag|off|false",
        "OwnerTag|none|false",
        "OwnerTag|true|false",
        "OwnerTag|null|false",
        "OwnerTag|Off|false",
        "OwnerTag|None|false",
        "OwnerTag|NO|false",
        "OwnerTag|FALSE|false",
        "OwnerTag|no owner|true",
        "OwnerTag|Nobody|true",
        "HttpsFormat|chat|true",
        "HttpsFormat|html|false",
        "AllowLambdaEdge|yes|true",
        "AllowLambdaEdge|true|false",
        "AllowLegacyLogBucket|logs-example|true",
        "AllowLegacyLogBucket|logs-example,logs.example.com|true",
        "AllowLegacyLogBucket|*|false",
        "AllowLegacyLogBucket|yes,*|false",
        "AllowLegacyLogBucket|off|false",
        "AllowLegacyLogBucket|none|false",
        "AllowLegacyLogBucket|null|false",
        "AllowLegacyLogBucket|logs-example.s3.amazonaws.com|false",
        "AllowLegacyLogBucket|logs-example,logs.s3.eu-west-1.amazonaws.com|false",
        "AllowLegacyLogBucket|amazonaws.com.example|true",
        "AllowLegacyLogBucket|no|false",
        "AllowLegacyLogBucket|yes|false",
        "AllowLegacyLogBucket|false|false",
        "AllowLegacyLogBucket|true|false",
        "AllowLegacyLogBucket|logs-example,off|false",
        "AllowLegacyLogBucket|office,none.example.com|true",
        "RepairsPerHour|1|true",
        "RepairsPerHour|0|false",
        "LogRetentionDays|365|true",
        "LogRetentionDays|100|false",
        "Architecture|x86_64|true",
        "Architecture|x86|false",
        "PermissionsBoundary|arn:aws:iam::111122223333:policy/path/boundary|true",
        "PermissionsBoundary|arn:aws:iam::aws:policy/PowerUserAccess|true",
        "PermissionsBoundary|boundary|false",
        "PermissionsBoundary|no|false",
      })
  void refusesWhatCannotWork(String name, String value, boolean accepted) {
    assertEquals(accepted, accepts(name, value));
  }

  @Test
  void acceptsAPolicyDocumentOfThreeKilobytesAndNoLongerOne() {
    String document = "{\n" + " ".repeat(3068) + "\n}";
    assertEquals(3072, document.length());
    assertTrue(accepts("HttpsPolicy", document));
    assertFalse(accepts("HttpsPolicy", document + "\n"));
  }

  @ParameterizedTest
  @CsvSource({"Guard", "Audit"})
  void bothFunctionsRunOnTheArchitectureThatIsAskedFor(String function) {
    assertEquals(List.of("arm64"), architectures(function, Map.of()));
    assertEquals(List.of("x86_64"), architectures(function, Map.of("Architecture", "x86_64")));
  }

  private static List<String> architectures(String function, Map<String, String> parameters) {
    return GuardTemplate.deployed(parameters).resource(function).at("Architectures").texts();
  }

  @Test
  void deploysInUsEast1() {
    assertEquals(List.of(), GuardTemplate.refusals(Map.of(), "us-east-1"));
  }

  @ParameterizedTest
  @CsvSource({"eu-west-1", "us-west-2", "us-east-2"})
  void refusesOtherRegionsInWords(String region) {
    List<String> refusals = GuardTemplate.refusals(Map.of(), region);
    assertEquals(1, refusals.size());
    assertTrue(refusals.getFirst().startsWith("Deploy this stack in us-east-1"));
  }

  @Test
  void wantsAPlaceForAlarmsWithATopicOfOnesOwn() {
    refuses("say where alarms go", Map.of("TopicArn", OWN_TOPIC));
    assertEquals(
        List.of(),
        GuardTemplate.refusals(
            Map.of("TopicArn", OWN_TOPIC, "AlarmTopicArn", ALARM_TOPIC), "us-east-1"));
  }

  @Test
  void refusesAnAddressForATopicOfOnesOwn() {
    refuses(
        "subscribe the address to it yourself",
        Map.of(
            "TopicArn", OWN_TOPIC,
            "AlarmTopicArn", ALARM_TOPIC,
            "NotificationEmail", "security@example.com"));
  }

  @Test
  void refusesAKeyWithoutItsTopic() {
    refuses(
        "give TopicArn too",
        Map.of("TopicKeyArn", "arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d"));
  }

  private static void refuses(String words, Map<String, String> parameters) {
    List<String> refusals = GuardTemplate.refusals(parameters, "us-east-1");
    assertEquals(1, refusals.size(), refusals.toString());
    assertTrue(refusals.getFirst().contains(words), refusals.getFirst());
  }

  private static Part parameter(String name) {
    return GuardTemplate.part("Parameters", name);
  }

  /** As CloudFormation decides: a pattern must match the whole value, and each item of a list. */
  private static boolean accepts(String name, String value) {
    Part parameter = parameter(name);
    List<String> items =
        parameter.at("Type").text().equals("CommaDelimitedList")
            ? Arrays.asList(value.split(",", -1))
            : List.of(value);
    return items.stream().allMatch(item -> fits(parameter, item));
  }

  private static boolean fits(Part parameter, String value) {
    return parameter.find("AllowedValues").map(all -> all.texts().contains(value)).orElse(true)
        && parameter
            .find("AllowedPattern")
            .map(pattern -> Pattern.matches(pattern.text(), value))
            .orElse(true)
        && parameter.find("MaxLength").map(most -> value.length() <= most.number()).orElse(true)
        && parameter
            .find("MinValue")
            .map(least -> Integer.parseInt(value) >= least.number())
            .orElse(true)
        && parameter
            .find("MaxValue")
            .map(most -> Integer.parseInt(value) <= most.number())
            .orElse(true);
  }
}
