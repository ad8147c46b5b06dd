package httpsguard.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.local.ConfigXml;
import httpsguard.local.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A repair does not take away the only way that works. These were repaired, after which every
 * viewer got an error: a website endpoint of S3 that CloudFront asks as viewers ask it
 * (laurilehmijoki/s3_website#152, aws-cdk#23463), and a bucket whose name has dots
 * (widdix/aws-cf-templates#68).
 */
class OnlyWayTest {
  private static final Path FILES = Path.of("src/test/resources/httpsguard/lambda");
  private static final String WEBSITE = "site.s3-website-us-east-1.amazonaws.com";
  private static final String DOTTED = "my.files.s3.eu-west-1.amazonaws.com";

  private final Lab lab = new Lab().withTimeLeft(Duration.ofMinutes(3));

  @AfterEach
  void close() {
    lab.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "website-match-viewer.json | S3 website endpoints do not support it",
        "dotted-bucket-match-viewer.json | a bucket name with dots does not match S3's certificate",
      })
  void isNotRepairedAndPeopleAreToldWhyAndHowToCureIt(String file, String why) throws Exception {
    JsonObject config = config(file);
    lab.cloud().distributions().put(Events.ID, ConfigXml.of(config).utf8());
    String before = lab.live();

    JsonObject outcome =
        lab.handle(
            Events.update("allow-all")
                .with("detail.requestParameters.distributionConfig", config)
                .with("detail.responseElements.distribution.distributionConfig", config));

    assertEquals("NotRepaired", outcome.getString("outcome"));
    assertEquals(before, lab.live());
    assertTrue(lab.cloud().calls("UpdateDistribution").isEmpty());
    assertEquals(1, lab.log().getFirst().getInt("NotRepaired"), "the alarm's metric");
    lab.says("HTTPS Guard did NOT repair that", why, "viewers on HTTPS get an error (502");
    String words = lab.noticeWords();
    assertTrue(
        words.indexOf("to http-only for origin") < words.indexOf("with origin access control"),
        "the cures, in order");
    assertFalse(words.contains("Still plain HTTP from CloudFront to S3"), words);
    assertFalse(words.contains("always HTTP"), words);
  }

  @ParameterizedTest
  @CsvSource({WEBSITE + ", http-only", DOTTED + ", http-only"})
  void onceTheOriginIsAskedOverHttpItIsRepaired(String host, String policy) {
    lab.put(Configs.config().custom("site", host, policy).defaultTo("site", "allow-all"));
    assertEquals("Repaired", lab.handle(Events.update("allow-all")).getString("outcome"));
    lab.says("Still plain HTTP from CloudFront to S3");
  }

  /** It was called HTTP to S3. Nobody has anything to lose. */
  @ParameterizedTest
  @ValueSource(strings = {WEBSITE, DOTTED})
  void whatIsAskedOverHttpsOnlyIsSaidToBeBrokenAndIsRepaired(String host) {
    lab.put(Configs.config().custom("site", host, "https-only").defaultTo("site", "allow-all"));
    assertEquals("Repaired", lab.handle(Events.update("allow-all")).getString("outcome"));
    lab.says(
        "so the origin is broken: every viewer gets an error (502", "broken: asked over HTTPS");
    assertFalse(lab.noticeWords().contains("Still plain HTTP"), lab.notice());
    assertFalse(lab.noticeWords().contains("always HTTP"), lab.notice());
  }

  @ParameterizedTest
  @CsvSource({
    "502 503 504, Repaired",
    "500, NotRepaired",
    "502 504, NotRepaired",
  })
  void aMemberOfAGroupThatIsSureToBeAskedInsteadServesIts(String failover, String outcome) {
    lab.put(
        Configs.config()
            .custom("site", WEBSITE, "match-viewer")
            .groupFailingOver("both", failover, "site", "s3")
            .defaultTo("both", "allow-all"));
    assertEquals(outcome, lab.handle(Events.update("allow-all")).getString("outcome"));
  }

  @Test
  void aGroupWhosePrimaryAnswersIsRepairedAndTheOtherIsNamed() {
    lab.put(
        Configs.config()
            .custom("site", WEBSITE, "match-viewer")
            .group("both", "s3", "site")
            .defaultTo("both", "allow-all"));
    assertEquals("Repaired", lab.handle(Events.update("allow-all")).getString("outcome"));
    lab.says("Origin \"site\" does not answer CloudFront over HTTPS");
  }

  @Test
  void otherCacheBehaviorsAreRepairedAndWhatIsLeftIsTold() {
    lab.put(
        Configs.config()
            .custom("site", WEBSITE, "match-viewer")
            .path("/site/*", "site", "allow-all"));

    assertEquals("Repaired", lab.handle(Events.update("allow-all")).getString("outcome"));

    assertEquals(1, lab.live().split(">allow-all<", -1).length - 1, lab.live());
    assertTrue(lab.onlyNotice().subject().orElseThrow().contains("Repaired in part"), lab.notice());
    lab.says("HTTPS Guard repaired that in part", "NOT repaired: \"/site/*\"");
    JsonObject line = lab.log().getFirst();
    assertEquals(1, line.getInt("Repaired"));
    assertEquals(1, line.getInt("NotRepaired"), "what is left counts as well");
  }

  /** The repair's notice told of it. */
  @Test
  void theGuardsOwnRepairTellsNobodyTwiceOfWhatItLeft() {
    lab.put(
        Configs.config()
            .custom("site", WEBSITE, "match-viewer")
            .path("/site/*", "site", "allow-all"));
    lab.handle(Events.update("allow-all"));
    lab.cloud().forget();
    JsonObject outcome =
        lab.handle(
            Events.update("https-only")
                .with("detail.responseElements.eTag", lab.eTag())
                .byTheGuard());
    assertEquals("NotRepaired", outcome.getString("outcome"));
    assertFalse(outcome.getBoolean("told"));
    assertTrue(lab.cloud().published().isEmpty());
    assertEquals(0, lab.log().getLast().getInt("NotRepaired"), "the alarm fired for it");
  }

  /** The notice about the repair may be lost, and its event then comes again. */
  @Test
  void anEventThatComesAgainTellsOfWhatTheCallCarriedBesides() {
    lab.put(
        Configs.config()
            .custom("site", WEBSITE, "match-viewer")
            .path("/site/*", "site", "allow-all"));
    Events event = Events.update("allow-all");
    lab.handle(event);
    lab.cloud().forget();
    assertEquals("NotRepaired", lab.handle(event).getString("outcome"));
    lab.says("The call also let viewers use plain HTTP at Default (*). That is now in policy");
  }

  @Test
  void inModeNotifyItIsShownAsWhatItIs() {
    lab.set("MODE", "notify")
        .put(
            Configs.config()
                .custom("site", WEBSITE, "match-viewer")
                .path("/site/*", "site", "allow-all"));
    assertEquals("WouldRepair", lab.handle(Events.update("allow-all")).getString("outcome"));
    lab.says("it would set 1 cache behavior", "\"/site/*\" FAILS OVER HTTPS, left alone");
  }

  @Test
  void anExemptionExcusesItAsAnyOther() {
    lab.put(
        Configs.config().custom("site", WEBSITE, "match-viewer").defaultTo("site", "allow-all"));
    lab.cloud().distributions().tag(Events.ID, "https-guard-exempt", "2027-03-31 boxes");
    assertEquals("Exempt", lab.handle(Events.update("allow-all")).getString("outcome"));
  }

  @Test
  void theAuditAndTheDailyReportCountItAndTheCapOnRepairsDoesNot() {
    for (int n = 1; n <= 3; n++) {
      lab.cloud()
          .distributions()
          .put(
              "EWEBSITE" + n,
              Configs.config()
                  .custom("site", WEBSITE, "match-viewer")
                  .defaultTo("site", "allow-all")
                  .xml());
    }
    lab.put(Configs.config()).set("MAX_REPAIRS_PER_AUDIT", "1");
    JsonObject report = lab.audit("{}");
    assertEquals(1, report.getObject("totals").getInt("drifted"));
    assertEquals(3, report.getObject("totals").getInt("unservable"));
    assertTrue(
        report.getString("text").contains("Unservable: serve S3 over plain HTTP"),
        report.getString("text"));

    JsonObject hourly = lab.auditAndHandOver("repair");
    assertEquals("{\"Repaired\":1}", json(hourly.getObject("counts")));
    assertEquals(3, lab.log().getLast().getInt("AuditNotRepaired"), "the alarm's metric");
    lab.cloud().forget();
    JsonObject daily = lab.auditAndHandOver("report");
    assertEquals("{}", json(daily.getObject("counts")));
    assertEquals(3, lab.log().getLast().getInt("AuditNotRepaired"));
    lab.says(
        "3 that would fail over HTTPS", "EWEBSITE3", "to http-only: viewers can then use HTTPS");
  }

  @Test
  void whatIsRefusedIsStillToldWithWhatCannotBeRepairedAnyway() {
    lab.put(
        Configs.config()
            .custom("site", WEBSITE, "match-viewer")
            .path("/site/*", "site", "allow-all"));
    lab.cloud().faults().always("UpdateDistribution", Fault.accessDenied("no"));
    assertEquals("NotRepaired", lab.handle(Events.update("allow-all")).getString("outcome"));
    lab.says("UpdateDistribution was refused", "NOT repaired: \"/site/*\"");
  }

  private static String json(JsonObject object) {
    return com.grack.nanojson.JsonWriter.string(object);
  }

  private static JsonObject config(String file) throws IOException, JsonParserException {
    return JsonParser.object()
        .from(Files.readString(FILES.resolve(file)))
        .getObject("distributionConfig");
  }
}
