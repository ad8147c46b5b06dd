package httpsguard.template;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.lambda.AuditSettings;
import httpsguard.lambda.InvalidSettingsException;
import httpsguard.lambda.Settings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The functions' environments: as deployed, and as {@code sam local invoke} makes them. */
class EnvironmentTest {
  /** Read by the SDK; the settings only look whether it is there. */
  private static final String ENDPOINT = "AWS_ENDPOINT_URL";

  private static final String SAM_LOCAL = "AWS_SAM_LOCAL";

  @Test
  void theTemplateSetsWhatTheSettingsReadAndNothingElse() {
    assertEquals(variablesReadBy(Settings::from), named("Guard"));
    assertEquals(variablesReadBy(AuditSettings::from), named("Audit"));
  }

  @Test
  void theAuditJudgesByTheSameSettingsAsTheGuard() {
    Map<String, String> parameters = Map.of("HttpsPolicy", "https-only", "Mode", "remediate");
    Map<String, String> guard = deployed("Guard", parameters);
    deployed("Audit", parameters)
        .forEach((name, value) -> assertEquals(guard.get(name), value, name));
  }

  @Test
  void theSettingsAcceptTheDefaults() {
    Map<String, String> environment = deployed(Map.of());
    Settings settings = Settings.from(environment);
    assertEquals("notify", settings.mode().word());
    assertEquals("us-east-1", settings.topic().arn().region());
    assertFalse(environment.containsKey(ENDPOINT), "only sam local sets it");
  }

  @ParameterizedTest
  @CsvSource({"Mode", "HttpsFormat", "AuditEvery"})
  void theSettingsAcceptEveryAllowedValue(String parameter) {
    for (String value : GuardTemplate.part("Parameters", parameter, "AllowedValues").texts()) {
      var _ = Settings.from(deployed(Map.of(parameter, value)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HttpsPolicy, https-only",
    "OwnerTag, Cost Center/team",
    "OwnerTag, Größe",
    "TopicArn, arn:aws:sns:eu-west-1:444455556666:security",
  })
  void theSettingsAcceptWhatTheParametersDo(String parameter, String value) {
    var _ = Settings.from(deployed(Map.of(parameter, value)));
  }

  @Test
  void aTopicOfOnesOwnReachesTheFunction() {
    String topic = "arn:aws:sns:eu-west-1:444455556666:security";
    assertEquals(topic, deployed(Map.of("TopicArn", topic)).get("TOPIC_ARN"));
  }

  @Test
  void samLocalInvokeWorksWithTheEnvironmentFile() {
    Map<String, String> file = environmentFile();
    Map<String, String> environment = samLocal("Guard", file);
    Settings settings = Settings.from(environment);
    assertEquals(file.get("TOPIC_ARN"), settings.topic().arn().value());
    assertEquals(file.get("GUARD_ROLE_ARN"), settings.guardRoleArn());
    assertEquals("http://host.docker.internal:4570", environment.get(ENDPOINT));
  }

  @Test
  void samLocalInvokeWorksForTheAuditToo() {
    Map<String, String> environment = samLocal("Audit", environmentFile());
    assertEquals("notify", AuditSettings.from(environment).mode().word());
    assertEquals("http://host.docker.internal:4570", environment.get(ENDPOINT));
  }

  @Test
  void samLocalInvokeWithoutTheFileStopsInsteadOfCallingAws() {
    String needed =
        "AWS_ENDPOINT_URL is not set, but AWS_SAM_LOCAL is: sam local invoke needs --env-vars"
            + " events/env.json";
    assertEquals(needed, refusal(Settings::from, samLocal("Guard", Map.of())));
    assertEquals(needed, refusal(AuditSettings::from, samLocal("Audit", Map.of())));
  }

  private static String refusal(
      Consumer<Map<String, String>> settings, Map<String, String> environment) {
    return requireNonNull(
        assertThrows(InvalidSettingsException.class, () -> settings.accept(environment))
            .getMessage());
  }

  @Test
  void theTemplateNamesEveryVariableInTheEnvironmentFile() {
    Set<String> unnamed = new HashSet<>(environmentFile().keySet());
    unnamed.removeAll(samLocal("Guard", Map.of()).keySet());
    assertEquals(Set.of(), unnamed, "SAM CLI drops what the template does not name");
  }

  private static Set<String> named(String function) {
    Set<String> named = new TreeSet<>(variables(function).names());
    assertTrue(named.remove(ENDPOINT), "sam local sets only what the template names");
    return named;
  }

  private static Map<String, String> deployed(Map<String, String> parameters) {
    return deployed("Guard", parameters);
  }

  private static Map<String, String> deployed(String function, Map<String, String> parameters) {
    Part variables =
        GuardTemplate.deployed(parameters).resource(function).at("Environment", "Variables");
    Map<String, String> environment = new TreeMap<>();
    variables.names().forEach(name -> environment.put(name, variables.at(name).text()));
    return environment;
  }

  /**
   * As SAM CLI resolves it: parameters have their defaults, {@code Ref} of a resource is its
   * logical id, and what cannot be resolved is empty; then the file's values win.
   */
  private static Map<String, String> samLocal(String function, Map<String, String> file) {
    Part variables = variables(function);
    Map<String, String> environment = new HashMap<>(Map.of(SAM_LOCAL, "true"));
    for (String name : variables.names()) {
      environment.put(
          name, file.getOrDefault(name, GuardTemplate.asSamCliResolves(variables.at(name))));
    }
    return environment;
  }

  private static Part variables(String function) {
    return GuardTemplate.part("Resources", function, "Properties", "Environment", "Variables");
  }

  private static Map<String, String> environmentFile() {
    Map<String, String> values = new HashMap<>();
    SampleEventFiles.environment()
        .getObject("Parameters")
        .forEach((name, value) -> values.put(name, value.toString()));
    return values;
  }

  private static Set<String> variablesReadBy(Consumer<Map<String, String>> settings) {
    Set<String> read = new TreeSet<>();
    Map<String, String> recording =
        new HashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getOrDefault(Object name, String other) {
            read.add((String) name);
            return other;
          }

          @Override
          public String get(Object name) {
            return getOrDefault(name, "");
          }
        };
    assertThrows(InvalidSettingsException.class, () -> settings.accept(recording));
    assertTrue(read.remove(SAM_LOCAL), "set by SAM CLI itself");
    return read;
  }
}
