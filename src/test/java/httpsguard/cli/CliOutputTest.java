package httpsguard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.JsonNode;
import httpsguard.distribution.MalformedConfigException;
import httpsguard.json.StrictJson;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By which names the outputs of AWS's tools say what a distribution is. */
class CliOutputTest {
  private static final String CONFIG =
      """
      {"enabled": true,
       "origins": {"quantity": 1, "items": [{"id": "s3", "domainName": "b.s3.amazonaws.com",
         "s3OriginConfig": {}}]},
       "defaultCacheBehavior": {"targetOriginId": "s3", "viewerProtocolPolicy": "allow-all"}}
      """;

  @ParameterizedTest
  @CsvSource({"ARN", "Arn", "arn"})
  void theAccountIsReadFromAnArnByEachOfItsNames(String name) {
    String arn = "arn:aws:cloudfront::111122223333:distribution/E26RZ9XRFCAYV1";
    assertEquals(
        Optional.of("111122223333"),
        only("{\"%s\": \"%s\", \"DistributionConfig\": %s}".formatted(name, arn, CONFIG))
            .account());
  }

  @ParameterizedTest
  @CsvSource({
    "accountId, 111122223333, 111122223333",
    "awsAccountId, 111122223333, 111122223333",
    "accountId, 11112222333, ",
    "accountId, 'somebody', ",
  })
  void anItemOfAwsConfigHasAnAccountByEachOfItsNames(String name, String there, String account) {
    assertEquals(
        Optional.ofNullable(account),
        only(item("\"%s\": \"%s\",".formatted(name, there))).account());
  }

  @Test
  void anItemOfAwsConfigWithoutTheConfigurationsIdIsKnownByTheResources() {
    assertEquals(
        Optional.of(new DistributionId("E26RZ9XRFCAYV1")),
        only(item("\"resourceId\": \"E26RZ9XRFCAYV1\",")).id());
  }

  @Test
  void itemsOfABatchAreRead() {
    assertEquals(
        1, read("{\"baseConfigurationItems\": [" + item("") + "]}").distributions().size());
  }

  @Test
  void aBrokenOneOfAListIsNamedByTheResourcesId() {
    String broken = "{\"resourceId\": \"E26RZ9XRFCAYV1\", \"configuration\": {}}";
    assertEquals(
        Optional.of(new DistributionId("E26RZ9XRFCAYV1")),
        read("[" + broken + "]").malformed().getFirst().id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | the config lacks Enabled",
        "{\"Enabled\": true, \"enabled\": true} | the config has Enabled twice, once with a small letter",
        "{\"Enabled\": true, \"Origins\": {}} | Origins lacks Quantity",
        "{\"Enabled\": true, \"Origins\": {\"Quantity\": 0, \"quantity\": 0}} | "
            + "Origins has Quantity twice, once with a small letter",
      })
  void whatIsWrongIsSaidWithWhereItStands(String config, String why) {
    MalformedConfigException thrown =
        assertThrows(
            MalformedConfigException.class, () -> DistributionConfig.of(JsonNode.of(map(config))));
    assertEquals(why, thrown.getMessage());
  }

  private static String item(String fields) {
    return "{" + fields + "\"configuration\": {\"distributionConfig\": " + CONFIG + "}}";
  }

  private static CliOutput.Described only(String json) {
    assertEquals(1, read(json).distributions().size());
    return read(json).distributions().getFirst();
  }

  private static CliOutput read(String json) {
    return CliOutput.read(StrictJson.value(json).orElseThrow());
  }

  private static Map<String, Object> map(String json) {
    return StrictJson.object(json);
  }
}
