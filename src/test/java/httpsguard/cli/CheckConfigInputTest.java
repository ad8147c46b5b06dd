package httpsguard.cli;

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
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people really hand over: files as their shells write them, and options as they type them.
 */
class CheckConfigInputTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T10:05:00Z"), ZoneOffset.UTC);
  private static final Path FILES = Path.of("src/test/resources/httpsguard/cases");
  private static final String ID = "E26RZ9XRFCAYV1";
  private static final String CONFIG =
      """
      {"CallerReference": "x", "Enabled": true,
       "Aliases": {"Quantity": 1, "Items": ["shop.example.com"]},
       "Origins": {"Quantity": 1, "Items": [{"Id": "s3",
         "DomainName": "b.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}]},
       "DefaultCacheBehavior": {"TargetOriginId": "s3", "ViewerProtocolPolicy": "allow-all"},
       "CacheBehaviors": {"Quantity": 0}}
      """;
  private static final String EXEMPT =
      "{\"Items\": [{\"Key\": \"https-guard-exempt\", \"Value\": \"2027-03-31 old boxes\"}]}";

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

  @TempDir private Path directory;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

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

  /** The second of two was taken in silence, or what no decoder agrees upon. */
  @Test
  void whatHasTwoMeaningsIsNotJudged() throws IOException {
    String twice = CONFIG.replace("\"Enabled\": true", "\"Enabled\": true, \"Enabled\": true");
    assertEquals(2, check(twice, "tags=none"));
    assertTrue(output().contains("has a name twice in one object, the second time in line 1"));
    assertEquals(2, check(CONFIG.replace("\"Enabled\"", "\"enabled\": true, \"Enabled\"")));
    byte[] bytes = CONFIG.replace("shop", "sh\0p").getBytes(UTF_8);
    bytes[CONFIG.indexOf("shop") + 2] = (byte) 0xC0;
    Path file = Files.write(directory.resolve("config.json"), bytes);
    assertEquals(2, run("config=" + file, "tags=none"));
    assertTrue(output().contains("it is not in UTF-8"), output());
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
            "[{\"key\": \"https-guard-exempt\", \"value\": \"2027-03-31 old boxes\"}]"));
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
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`{\"Origins\": [1,\n {\"Id\": \"a` | it ends in the middle, line 2",
        "`{\"Origins\": [1,\n {\"Id\": tru` | it ends in the middle, line 2",
        "`{\"Origins\": {` | it ends in the middle, line 1",
        "`{\"Enabled\": true\n \"Comment\": \"\"}` | line 2, character 2, a comma is missing",
        "`{\"Enabled\": true,}` | a comma has nothing behind it",
        "`{'Enabled': true}` | line 1, character 2, what stands there is no value",
        "`{}\n{}` | line 2, character 2, something stands behind its end",
        "`` | it is empty",
        "null | it is null, as an AWS CLI prints it whose --query finds nothing",
        "`\"E26RZ9XRFCAYV1\"` | it is a text where an object is expected",
        "`[\"E26RZ9XRFCAYV1\"]` | [0] is a text where an object is expected",
        "`[[]]` | [0] is a list where an object is expected",
        "`{\"DistributionList\": []}` | DistributionList is a list where an object is expected",
        "`[{\"Id\": \"E26RZ9XRFCAYV1\"}]` | [0] (E26RZ9XRFCAYV1) has no DistributionConfig",
        "`{\"DefaultCacheBehavior\": {}, \"Enabled\": true, \"Origins\": []}` | Origins is a list"
            + " where an object is expected",
      })
  void brokenInputSaysWhereAndWhyAndBlamesNoOption(String text, String why) throws IOException {
    assertEquals(2, check(text), output());
    assertTrue(output().contains("config.json cannot be judged"), output());
    assertTrue(output().contains(why), output());
    assertFalse(output().contains("--output json"), output());
  }

  /** It kept the whole file from being judged. */
  @Test
  void oneDistributionThatIsBrokenDoesNotKeepTheOthersFromBeingJudged()
      throws IOException, JsonParserException {
    String broken =
        "{\"Id\": \"E2BROKEN\", \"DefaultCacheBehavior\": {}, \"Enabled\": true, \"Origins\": []}";
    String lost = CONFIG.replace("\"TargetOriginId\": \"s3\"", "\"TargetOriginId\": \"gone\"");
    String list = "[%s, null, %s, \"text\", %s]".formatted(broken, CONFIG, lost);

    assertEquals(2, check(list, "tags=none"), output());

    assertTrue(output().contains("FINDING: allow-all -> redirect-to-https"), output());
    String where = "config.json cannot be judged in full: ";
    assertTrue(
        output().contains(where + "[0] (E2BROKEN): Origins is a list where an object is expected"),
        output());
    assertTrue(output().contains(where + "[1] is null"), output());
    assertTrue(output().contains(where + "[3] is a text where"), output());
    assertTrue(
        output().contains(where + "[4]: a cache behavior's TargetOriginId names neither"),
        output());
    assertTrue(output().contains("judged: 1, with findings: 1, "), output());
    assertTrue(output().contains("Not judged: 4."), output());

    assertEquals(2, check("{\"DistributionList\": {\"Items\": " + list + "}}", "format=json"));
    JsonObject json = JsonParser.object().from(output());
    assertEquals(1, json.getArray("distributions").size());
    JsonObject first = json.getArray("notJudged").getObject(0);
    assertEquals("E2BROKEN", first.getString("id"));
    assertEquals(
        "DistributionList.Items[0] (E2BROKEN): Origins is a list where an object is expected",
        first.getString("why"));
    assertFalse(json.getArray("notJudged").getObject(1).has("id"));
  }

  @Test
  void aBrokenDistributionThatIsNotPickedIsNoFailure() throws IOException {
    String broken = "{\"Id\": \"E2BROKEN\", \"DefaultCacheBehavior\": {}}";
    String list = "[%s, {\"Id\": \"E2GOOD\", %s]".formatted(broken, CONFIG.substring(1));
    assertEquals(1, check(list, "tags=none", "id=E2GOOD"), output());
    assertEquals(2, check(list, "tags=none", "id=E2BROKEN"), output());
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

  @ParameterizedTest
  @ValueSource(strings = {"DISTRIBUTIONLIST\tx", "DistributionList:\n  Items: []", "<xml/>"})
  void anotherOutputFormatOfTheCliIsTold(String text) throws IOException {
    assertEquals(2, check(text));
    assertTrue(output().contains("it does not begin like JSON (the AWS CLI prints"), output());
  }

  @Test
  void deepNestingIsAnErrorAndNoCrash() throws IOException {
    assertEquals(2, check("[".repeat(100_000)));
    assertTrue(output().contains("nested more than 64 deep"), output());
  }

  @Test
  void anEmptyAccountIsNoFailureWhereThatIsSaid() throws IOException {
    for (String empty : List.of("[]", "{\"DistributionList\": {\"Quantity\": 0}}")) {
      assertEquals(2, check(empty));
      assertEquals(0, check(empty, "allowEmpty=true"), output());
      assertTrue(output().contains("Distributions judged: 0,"), output());
    }
    assertEquals(2, check("null", "allowEmpty=true"));
  }

  @Test
  void anUnknownOptionIsAnErrorThatNamesTheClosest() throws IOException {
    assertEquals(2, check(CONFIG, "formt=json"));
    assertEquals("There is no option -Dformt. Closest: -Dformat", complaint());
    assertEquals(2, check(CONFIG, "all.given={tags=none, TagFile=x, config=any}", "tags=none"));
    assertEquals("There is no option -DTagFile. Closest: -DtagsFile", complaint());
    assertEquals(2, check(CONFIG, "wholly-different=x"));
    assertTrue(
        complaint()
            .endsWith(
                "There are: -Daccount, -DallowEmpty, -Dconfig, -Dformat, -Did, -Dmode, -Dpolicy,"
                    + " -Dshow, -Dtags, -DtagsFile"),
        complaint());
    String policy = "{\"policy\": \"https-only\", \"rules\": []}";
    assertEquals(
        1,
        check(
            CONFIG,
            "all.given={policy=" + policy + ", tags=a=1, oops=2, skipTests=true, maven.x=y}",
            "policy=" + policy,
            "tags=a=1, oops=2"),
        output());
  }

  @Test
  void aRelativePathIsRelativeToWhereTheUserStands() throws IOException {
    var _ = Files.writeString(directory.resolve("config.json"), CONFIG);
    var _ = Files.writeString(directory.resolve("policy.txt"), "https-only");
    assertEquals(
        1, run("config=config.json", "tags=none", "policy=policy.txt", "user.dir=" + directory));
    assertTrue(output().contains("allow-all -> https-only"), output());
  }

  @Test
  void tagsOfEachDistributionComeFromAFileById() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("tags"));
    var _ = Files.writeString(folder.resolve(ID + ".json"), "\uFEFF{\"Tags\": " + EXEMPT + "}");
    String list = "config=" + FILES.resolve("e07-query-printed-a-list.json");
    assertEquals(0, run(list, "tagsFile=" + folder), output());
    assertTrue(output().contains("exempt: 1, disabled: 0, in policy: 1."), output());
    Path file = directory.resolve("tags.json");
    var _ = Files.writeString(file, "{\"" + ID + "\": {\"Tags\": " + EXEMPT + "}}");
    assertEquals(0, run(list, "tagsFile=" + file, "tags=none"), output());
    var _ = Files.writeString(file, "{\"EOTHER\": {\"Tags\": " + EXEMPT + "}}");
    assertEquals(1, run(list, "tagsFile=" + file));
    assertTrue(output().contains("with findings: 0, undecided: 1, "), output());
    var _ = Files.writeString(file, "{\"" + ID + "\": {\"Tags\": []}}");
    assertEquals(2, run(list, "tagsFile=" + file));
    assertTrue(complaint().contains("tags.json: Tags is a list where an object"), complaint());
    var _ = Files.writeString(folder.resolve("all.json"), "{\"Tags\": " + EXEMPT + "}");
    assertEquals(2, run(list, "tagsFile=" + folder));
    assertTrue(complaint().contains("all.json: its name is no distribution's id"), complaint());
  }

  @Test
  void findingsComeFirstWithAliasesAndTheRestIsCounted() throws IOException {
    String good = CONFIG.replace("allow-all", "https-only").replace("shop.", "good.");
    String list = "[" + good + "," + CONFIG + "]";
    assertEquals(1, check(list, "tags=none"));
    assertTrue(output().contains("A distribution (shop.example.com), from "), output());
    assertFalse(output().contains("good.example.com"), output());
    assertTrue(output().contains("in policy: 1."), output());
    assertEquals(1, check(list, "tags=none", "show=all"));
    assertTrue(
        output().indexOf("shop.example.com") < output().indexOf("good.example.com"), output());
    assertEquals(2, check(list, "show=some"));
    assertTrue(complaint().contains("(allowed: findings, all)"), complaint());
  }

  @Test
  void programsGetOneObjectOnOneLine() throws IOException, JsonParserException {
    Path file = FILES.resolve("e07-query-printed-a-list.json");
    assertEquals(1, run("config=" + file, "format=json"));
    assertEquals(1, output().lines().count());
    JsonObject json = JsonParser.object().from(output());
    assertEquals(1, json.getInt("version"));
    assertEquals(1, json.getInt("status"));
    assertEquals(1, json.getObject("counts").getInt("undecided"));
    JsonObject first = json.getArray("distributions").getObject(0);
    assertEquals(ID, first.getString("id"));
    assertEquals("123456789012", first.getString("account"));
    assertEquals("undecided", first.getString("standing"));
    JsonObject behavior = first.getArray("behaviors").getObject(0);
    assertEquals("Undecided", behavior.getString("verdict"));
    assertEquals("redirect-to-https", behavior.getString("repairTo"));
    assertTrue(behavior.getArray("undecidedBy").getString(0).contains("-Dtags"));
    assertEquals(
        "shop-assets.s3.eu-west-1.amazonaws.com", behavior.getArray("origins").getString(0));
    assertEquals("in-policy", json.getArray("distributions").getObject(1).getString("standing"));

    assertEquals(2, check("{", "format=json"));
    json = JsonParser.object().from(output());
    assertEquals(2, json.getInt("status"));
    assertTrue(
        json.getArray("notJudged").getObject(0).getString("why").contains("ends in the middle"));
  }

  private int check(String text, String... options) throws IOException {
    Path file = Files.writeString(directory.resolve("config.json"), text);
    return run(
        Stream.concat(Stream.of("config=" + file), Stream.of(options)).toArray(String[]::new));
  }

  private int run(String... options) {
    printed.reset();
    complaints.reset();
    return FromMaven.run(
        Stream.concat(Stream.of("command=check-config"), Stream.of(options)).toList(),
        new PrintStream(printed, true, UTF_8),
        new PrintStream(complaints, true, UTF_8),
        CLOCK,
        /* coloured= */ false);
  }

  private String output() {
    return printed.toString(UTF_8);
  }

  private String complaint() {
    return complaints.toString(UTF_8).strip();
  }
}
