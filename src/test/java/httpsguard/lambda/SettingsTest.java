package httpsguard.lambda;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.notice.Message.HttpsFormat;
import httpsguard.policy.Mode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  static final Map<String, String> GOOD =
      Map.of(
          "HTTPS_POLICY", "redirect-to-https",
          "MODE", "remediate",
          "TOPIC_ARN", "arn:aws:sns:eu-west-1:123456789012:https-guard",
          "GUARD_ROLE_ARN", "arn:aws:iam::123456789012:role/path/https-guard");

  @Test
  void readsTheEnvironment() {
    Settings settings = Settings.from(GOOD);
    assertEquals(ViewerProtocolPolicy.REDIRECT_TO_HTTPS, settings.httpsPolicy().policy());
    assertEquals(Mode.REMEDIATE, settings.mode());
    assertEquals("eu-west-1", settings.topic().arn().region());
    assertEquals("arn:aws:iam::123456789012:role/path/https-guard", settings.guardRoleArn());
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS_POLICY, allow-all, 'redirect-to-https, https-only'",
    "HTTPS_POLICY, HTTPS-ONLY, 'redirect-to-https, https-only'",
    "MODE, repair, 'remediate, notify'",
    "TOPIC_ARN, Topic, arn:aws:sns:REGION:ACCOUNT:NAME",
    "TOPIC_ARN, arn:aws:sqs:us-east-1:123456789012:queue, arn:aws:sns:REGION:ACCOUNT:NAME",
    "TOPIC_ARN, arn:aws-cn:sns:cn-north-1:123456789012:topic, arn:aws:sns:REGION:ACCOUNT:NAME",
    "OWNER_TAG, a*b, a tag key",
    "HTTPS_FORMAT, html, 'outcome, chat'",
    "GUARD_ROLE_ARN, GuardRole, arn:aws:iam::ACCOUNT:role/NAME",
    "MAX_REPAIRS_PER_AUDIT, 0, a whole number from 1 to 999999999",
    "MAX_REPAIRS_PER_AUDIT, 1e3, a whole number from 1 to 999999999",
    "MAX_REPAIRS_PER_AUDIT, 10000000000, a whole number from 1 to 999999999",
    "AUDIT_INTERVAL, hourly, 'hours, from 1 to 24'",
    "AUDIT_FUNCTION_ARN, https-guard-audit, 'arn:aws:lambda:REGION:ACCOUNT:function:NAME'",
    "AUDIT_INTERVAL, 25, 'hours, from 1 to 24'",
  })
  void namesTheVariableItsValueAndWhatIsAllowed(String name, String value, String allowed) {
    Map<String, String> environment = new HashMap<>(GOOD);
    environment.put(name, value);
    String message =
        requireNonNull(
            assertThrows(InvalidSettingsException.class, () -> Settings.from(environment))
                .getMessage());
    assertTrue(message.contains(name + " is \"" + value + "\""), message);
    assertTrue(message.contains(allowed), message);
  }

  @Test
  void namesEveryFieldOfAPolicyDocumentThatIsWrongBesideOtherVariables() {
    Map<String, String> environment = new HashMap<>(GOOD);
    environment.put(
        "HTTPS_POLICY",
        "{\"policy\":\"https-only\",\"rules\":[{\"pathPattern\":\"*\",\"policy\":\"allow-all\","
            + "\"until\":\"2027-02-30\"}]}");
    environment.put("MODE", "x\n" + "y".repeat(5000));
    String message =
        requireNonNull(
            assertThrows(InvalidSettingsException.class, () -> Settings.from(environment))
                .getMessage());
    assertTrue(
        message.contains("HTTPS_POLICY: rules[0].until is \"2027-02-30\" (allowed: the"), message);
    assertTrue(message.contains("HTTPS_POLICY: rules[0].reason is missing (needed: why"), message);
    assertTrue(message.contains("MODE is \"x\\u000ayyy"), message);
    assertTrue(message.length() < 1000, "bounded");
  }

  @Test
  void readsAPolicyDocument() {
    Map<String, String> environment = new HashMap<>(GOOD);
    environment.put(
        "HTTPS_POLICY",
        " {\"policy\":\"https-only\",\"rules\":[{\"account\":\"111122223333\",\"mode\":\"notify\"}]}\n");
    assertEquals(1, Settings.from(environment).httpsPolicy().rules().size());
  }

  @Test
  void readsWhatIsOptional() {
    assertEquals(Optional.empty(), Settings.from(GOOD).topic().ownerTag());
    assertEquals(HttpsFormat.OUTCOME, Settings.from(GOOD).topic().httpsFormat());
    Map<String, String> environment = new HashMap<>(GOOD);
    environment.put("OWNER_TAG", "team");
    environment.put("HTTPS_FORMAT", "chat");
    assertEquals(Optional.of("team"), Settings.from(environment).topic().ownerTag());
    assertEquals(HttpsFormat.CHAT, Settings.from(environment).topic().httpsFormat());
    assertEquals(10, Settings.from(GOOD).maxRepairsPerAudit());
    assertEquals(Optional.empty(), Settings.from(GOOD).auditInterval());
    environment.put("MAX_REPAIRS_PER_AUDIT", "250");
    environment.put("AUDIT_INTERVAL", "24");
    assertEquals(250, Settings.from(environment).maxRepairsPerAudit());
    assertEquals(Optional.of(Duration.ofDays(1)), Settings.from(environment).auditInterval());
  }

  @Test
  void theAuditReadsTheTwoThatJudgingNeeds() {
    AuditSettings settings =
        AuditSettings.from(Map.of("HTTPS_POLICY", "https-only", "MODE", "notify"));
    assertEquals(ViewerProtocolPolicy.HTTPS_ONLY, settings.httpsPolicy().policy());
    assertEquals(Mode.NOTIFY, settings.mode());
    String message =
        requireNonNull(
            assertThrows(
                    InvalidSettingsException.class,
                    () -> AuditSettings.from(Map.of("MODE", "repair")))
                .getMessage());
    assertTrue(message.contains("HTTPS_POLICY is not set"), message);
    assertTrue(message.contains("MODE is \"repair\" (allowed: remediate, notify)"), message);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void samLocalNeedsAnEndpoint(boolean empty) {
    Map<String, String> environment = new HashMap<>(GOOD);
    environment.put("AWS_SAM_LOCAL", "true");
    if (empty) {
      environment.put("AWS_ENDPOINT_URL", "");
    }
    for (Consumer<Map<String, String>> settings :
        List.<Consumer<Map<String, String>>>of(Settings::from, AuditSettings::from)) {
      assertEquals(
          "AWS_ENDPOINT_URL is not set, but AWS_SAM_LOCAL is: sam local invoke needs --env-vars"
              + " events/env.json",
          assertThrows(InvalidSettingsException.class, () -> settings.accept(environment))
              .getMessage());
    }
    environment.put("AWS_ENDPOINT_URL", "http://host.docker.internal:4570");
    var _ = Settings.from(environment);
    var _ = AuditSettings.from(environment);
  }

  /** The SDK ended with a NullPointerException. */
  @ParameterizedTest
  @ValueSource(
      strings = {"AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_CLOUDFRONT", "AWS_ENDPOINT_URL_SNS"})
  void anEmptyEndpointIsWrongWhoeverSetIt(String name) {
    Map<String, String> environment = new HashMap<>(GOOD);
    environment.put(name, "");
    for (Consumer<Map<String, String>> settings :
        List.<Consumer<Map<String, String>>>of(Settings::from, AuditSettings::from)) {
      assertEquals(
          "the function's environment variables are wrong: "
              + name
              + " is empty (allowed: an address such as http://127.0.0.1:4570; or not to be set at"
              + " all, for AWS itself)",
          assertThrows(InvalidSettingsException.class, () -> settings.accept(environment))
              .getMessage());
    }
  }

  @Test
  void namesEveryVariableThatIsNotSet() {
    String message =
        requireNonNull(
            assertThrows(InvalidSettingsException.class, () -> Settings.from(Map.of()))
                .getMessage());
    for (String name : GOOD.keySet()) {
      assertTrue(message.contains(name + " is not set"), message);
    }
  }
}
