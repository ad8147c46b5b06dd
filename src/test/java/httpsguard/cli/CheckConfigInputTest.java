package httpsguard.cli;

import static httpsguard.cli.ShopConfigs.CONFIG;
import static httpsguard.cli.ShopConfigs.EXEMPT;
import static httpsguard.cli.ShopConfigs.FILES;
import static httpsguard.cli.ShopConfigs.ID;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people really hand over: files as their shells write them and AWS lists them. */
class CheckConfigInputTest extends CheckConfigFixture {
  /** AWS Config's names begin with small letters. */
  private static final String RECORDED =
      """
      {"version": "1.3", "accountId": "123456789012", "resourceType": "AWS::CloudFront::Distribution",
       "configurationItemStatus": "OK", "resourceId": "E26RZ9XRFCAYV1",
       "arn": "arn:aws:cloudfront::123456789012:distribution/E26RZ9XRFCAYV1",
       "tags": {"https-guard-exempt": "2027-03-31 old boxes"}, "configuration": %s}
      """;

  private static final String CONFIGURATION =
      """
      {"id": "E26RZ9XRFCAYV1", "lastModifiedTime": "Oct 14, 2016 11:03:26 PM",
       "distributionConfig": {"enabled": true, "aliases": {"items": [], "quantity": 0},
         "origins": {"quantity": 1, "items": [{"id": "s3", "domainName": "b.s3.amazonaws.com",
           "s3OriginConfig": {"originAccessIdentity": ""}, "customOriginConfig": null}]},
         "defaultCacheBehavior": {"targetOriginId": "s3", "viewerProtocolPolicy": "allow-all"},
         "cacheBehaviors": {"quantity": 0, "items": []}}}
      """;

  /** They were no JSON objects (awsdocs/aws-cli-user-guide#77, duo-labs/cloudmapper#276). */
  @ParameterizedTest
  @ValueSource(strings = {"e05-powershell-utf8-bom.json", "e07-query-printed-a-list.json"})
  void aByteOrderMarkAndAListOfAQueryAreNoErrors(String file) {
    assertEquals(1, run("config=" + FILES.resolve(file), "tags=none"));
    assertTrue(output().contains(ID + ", from "), output());
    assertTrue(output().contains("FINDING: allow-all -> redirect-to-https"), output());
    assertTrue(output().contains("judged: 2, with findings: 1, undecided: 0, "), output());
  }

  @Test
  void utf16OfPowerShellIsNoError() throws IOException {
    for (Charset charset : List.of(UTF_16LE, UTF_16BE)) {
      for (String mark : List.of("\uFEFF", "")) {
        Path file =
            Files.write(directory.resolve("config.json"), (mark + CONFIG).getBytes(charset));
        assertEquals(1, run("config=" + file, "tags=none"), output());
      }
    }
    Path policy = Files.write(directory.resolve("p"), "\uFEFFhttps-only".getBytes(UTF_16LE));
    assertEquals(1, check(CONFIG, "tags=none", "policy=" + policy));
    assertTrue(output().contains("allow-all -> https-only"), output());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[%1$s, %1$s]",
        "[{\"DistributionConfig\": %1$s}, {\"Distribution\": {\"DistributionConfig\": %1$s}}]",
        "{\"Items\": [%1$s, %1$s]}"
      })
  void whatAQueryLeavesOfAListIsJudged(String printed) throws IOException {
    assertEquals(1, check(printed.formatted(CONFIG), "tags=none"));
    assertTrue(output().contains("judged: 2, with findings: 2, "), output());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"DistributionConfigWithTags\": {\"DistributionConfig\": %s, \"Tags\": %s}}",
        "{\"DistributionConfig\": %s, \"Tags\": %s}"
      })
  void theTagsOfAnInputWithTagsCount(String input) throws IOException {
    assertEquals(0, check(input.formatted(CONFIG, EXEMPT)), output());
    assertTrue(output().contains("exempt until 2027-03-31: allow-all"), output());
    assertEquals(1, check(input.formatted(CONFIG, "{\"Items\": []}")));
    assertTrue(output().contains("with findings: 1, undecided: 0, "), output());
  }

  static Stream<String> itemsOfAwsConfig() {
    String item = RECORDED.formatted(CONFIGURATION);
    String asText =
        RECORDED.formatted("\"" + CONFIGURATION.replace("\"", "\\\"").replace("\n", " ") + "\"");
    return Stream.of(
        item,
        "{\"configurationItem\": " + item + ", \"messageType\": \"any\"}",
        "{\"configurationItems\": [" + asText + "]}",
        "{\"configurationItems\": [{\"resourceType\": \"AWS::S3::Bucket\", \"configuration\": {}}, "
            + item
            + "]}",
        item.replace(
            "{\"https-guard-exempt\": \"2027-03-31 old boxes\"}",
            "[{\"key\": \"https-guard-exempt\", \"value\": \"2027-03-31 old boxes\"}]"),
        item.replace(
            "\"tags\": {", "\"tags\": {\"prod\": true, \"long\": \"" + "x".repeat(3000) + "\", "));
  }

  @ParameterizedTest
  @MethodSource("itemsOfAwsConfig")
  void anItemOfAwsConfigIsJudgedWithItsTags(String item) throws IOException {
    assertEquals(0, check(item), output());
    assertTrue(output().contains(ID + ", from "), output());
    assertTrue(output().contains("exempt until 2027-03-31: allow-all"), output());
    assertEquals(1, check(item.replace("https-guard-exempt", "team")), output());
    assertTrue(output().contains("with findings: 1, undecided: 0, "), output());
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws", "aws-cn", "aws-us-gov", "aws-iso-b"})
  void theAccountIsReadFromAnArnOfEachPartition(String partition)
      throws IOException, JsonParserException {
    String arn = "arn:" + partition + ":cloudfront::123456789012:distribution/" + ID;
    assertEquals(
        1,
        check(
            "{\"ARN\": \"" + arn + "\", \"DistributionConfig\": " + CONFIG + "}",
            "tags=none",
            "format=json"));
    assertEquals("123456789012", onlyDistribution().getString("account"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"arn:aws:s3:::b", "arn:aws:cloudfront::12:distribution/E", "-", ""})
  void whatIsNoArnOfADistributionSaysNothingOfTheAccount(String arn)
      throws IOException, JsonParserException {
    assertEquals(
        1,
        check(
            "{\"ARN\": \"" + arn + "\", \"DistributionConfig\": " + CONFIG + "}",
            "tags=none",
            "format=json"));
    assertFalse(onlyDistribution().has("account"));
  }

  private JsonObject onlyDistribution() throws JsonParserException {
    return JsonParser.object().from(output()).getArray("distributions").getObject(0);
  }

  /** As AWS Config delivers its snapshots. */
  @Test
  void whatGzipCompressedIsJudged() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(CONFIG.getBytes(UTF_8));
    }
    Path file = Files.write(directory.resolve(ID + ".json.gz"), compressed.toByteArray());
    for (Path config : List.of(file, directory)) {
      assertEquals(1, run("config=" + config, "tags=none"), output());
      assertTrue(output().startsWith(ID + " (shop.example.com), from "), output());
    }
    var _ = Files.write(file, Arrays.copyOf(compressed.toByteArray(), 60));
    assertEquals(2, run("config=" + file));
    assertTrue(output().contains("it is compressed, and what is compressed is broken"), output());
  }

  /** {@code jq -s} puts what several calls printed into a list. */
  @Test
  void aListOfPagesIsJudged() throws IOException {
    String page = "{\"DistributionList\": {\"Items\": [" + CONFIG + "], \"IsTruncated\": %s}}";
    String pages = "[" + page + ", " + page + "]";
    assertEquals(1, check(pages.formatted("false", "false"), "tags=none"), output());
    assertTrue(output().contains("judged: 2, with findings: 2, "), output());
    assertEquals(2, check(pages.formatted("false", "true"), "tags=none"), output());
    assertTrue(output().contains("the list goes on"), output());
  }
}
