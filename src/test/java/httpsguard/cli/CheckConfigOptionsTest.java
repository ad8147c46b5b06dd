package httpsguard.cli;

import static httpsguard.cli.ShopConfigs.CONFIG;
import static httpsguard.cli.ShopConfigs.EXEMPT;
import static httpsguard.cli.ShopConfigs.FILES;
import static httpsguard.cli.ShopConfigs.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each option says and shows, as people type it. */
class CheckConfigOptionsTest extends CheckConfigFixture {
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
}
