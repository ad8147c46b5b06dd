package httpsguard.cli;

import static httpsguard.cli.ShopConfigs.CONFIG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that is broken: where and why, and the rest is judged all the same. */
class CheckConfigBrokenInputTest extends CheckConfigFixture {
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
}
