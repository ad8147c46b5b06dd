package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.distribution.TryAgainException;
import httpsguard.local.Bytes;
import httpsguard.local.Edge;
import httpsguard.local.EdgeAnswer;
import httpsguard.local.Fault;
import httpsguard.local.RecordedCall;
import httpsguard.local.ViewerRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What other tools for the same purpose do wrong, seen by running them or reading their source, and
 * this one does not. {@code docs/facts.md} names the tools, and the tests elsewhere for the rest.
 */
class OtherToolsTest {
  private static final List<String> CALLS_OF_A_REPAIR =
      List.of("GetDistributionConfig", "ListTagsForResource", "UpdateDistribution");

  private final Lab lab = new Lab();

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void repairsOneBehaviorAndOverwritesNoOther() {
    lab.put(mixed());
    String before = lab.live();

    lab.handle(lab.drift());

    assertEquals(
        before.replace(
            "<PathPattern>/open/*</PathPattern><TargetOriginId>s3</TargetOriginId>"
                + "<ViewerProtocolPolicy>allow-all<",
            "<PathPattern>/open/*</PathPattern><TargetOriginId>s3</TargetOriginId>"
                + "<ViewerProtocolPolicy>redirect-to-https<"),
        lab.live());
    assertEquals(403, viewersGet("/strict/a").status(), "https-only is not loosened");
    assertEquals(200, viewersGet("/web/a").status(), "another origin is not touched");
    assertEquals(301, viewersGet("/open/a").status());
  }

  @Test
  void writesNothingWhereNothingIsWrong() {
    lab.put(
        config()
            .path("/strict/*", "s3", "https-only")
            .path("/web/*", "web", "allow-all")
            .defaultTo("s3", "redirect-to-https"));
    String eTag = lab.eTag();

    lab.handle(Events.update("redirect-to-https"));

    assertEquals(List.of("GetDistributionConfig"), lab.cloudFrontCalls());
    assertEquals(eTag, lab.eTag());
  }

  @Test
  void failsWhereAWriteKeepsFailingAndClaimsNoSuccess() {
    lab.put(config());
    lab.cloud().faults().always("UpdateDistribution", Fault.throttling());

    assertThrows(TryAgainException.class, () -> lab.handle(lab.drift()));

    assertTrue(lab.cloud().published().isEmpty(), "nobody is told of a repair");
    assertEquals(1, lab.log().getLast().getInt("Failed", 0), () -> lab.log() + "");
  }

  @Test
  void tellsThatTheETagIsRefusedAndClaimsNoSuccess() {
    lab.put(config());
    lab.cloud()
        .faults()
        .always("UpdateDistribution", new Fault.Refuse(412, "PreconditionFailed", "no"));

    assertEquals("NotRepaired", lab.handle(lab.drift()).getString("outcome"));

    assertTrue(lab.notice().contains("NOT"), lab.notice());
  }

  @Test
  void tellsThatAccessWasDeniedAndClaimsNoSuccess() {
    lab.put(config());
    lab.cloud().faults().always("UpdateDistribution", Fault.accessDenied("no, says the test"));

    assertEquals("NotRepaired", lab.handle(lab.drift()).getString("outcome"));

    assertTrue(
        lab.onlyNotice().subject().orElseThrow().contains("NOT"),
        () -> lab.onlyNotice().subject() + "");
    assertTrue(lab.noticeWords().contains("AccessDenied"), lab.notice());
  }

  @Test
  void sendsBackSettingsThatItsClientDoesNotKnow() {
    String setting = "<SettingOfNextYear><Value>42 \u00fc</Value></SettingOfNextYear>";
    lab.put(config().end(setting));

    lab.handle(lab.drift());

    assertTrue(lab.live().contains(setting), lab.live());
    assertFalse(lab.live().contains("allow-all"), lab.live());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 150, 500})
  void costsTheSameCallsHoweverManyDistributionsThereAre(int distributions) {
    lab.put(config());
    for (int other = 1; other < distributions; other++) {
      lab.cloud().distributions().put("EOTHER" + other, config().xml());
    }

    lab.handle(lab.drift());

    assertEquals(CALLS_OF_A_REPAIR, lab.cloudFrontCalls());
    assertTrue(
        lab.cloud().calls().stream()
            .flatMap(call -> call.distributionId().stream())
            .allMatch(Events.ID::equals),
        "calls about others");
  }

  @Test
  void publishesWordsForPeopleAndPlainJsonForPrograms() throws Exception {
    lab.put(config());

    lab.handle(lab.drift());

    assertTrue(
        lab.noticeWords().contains("REPAIRED: allow-all -> redirect-to-https"), lab.notice());
    JsonObject forPrograms = JsonParser.object().from(lab.onlyNotice().messageFor("sqs"));
    assertEquals("Repaired", forPrograms.getString("outcome"));
    JsonObject behavior = (JsonObject) forPrograms.getArray("behaviors").getFirst();
    assertEquals("allow-all", behavior.getString("viewerProtocolPolicy"));
    assertEquals("redirect-to-https", behavior.getString("repairTo"));
  }

  @Test
  void decidesForEachPathAndOriginAndSaysWhoAndWhat() {
    lab.put(mixed().path("/admin/*", "s3", "allow-all"));
    lab.set(
        "HTTPS_POLICY",
        "{\"policy\":\"redirect-to-https\",\"rules\":"
            + "[{\"pathPattern\":\"/admin/*\",\"policy\":\"https-only\"}]}");

    lab.handle(lab.drift());

    assertEquals(301, viewersGet("/open/a").status());
    assertEquals(403, viewersGet("/admin/a").status());
    assertEquals(200, viewersGet("/web/a").status());
    assertTrue(lab.notice().contains("assumed-role/deploy/pipeline"), lab.notice());
    assertTrue(lab.notice().contains("/admin/*"), lab.notice());
  }

  @Test
  void looksBeyondTheDefaultBehavior() {
    lab.put(config().defaultTo("s3", "https-only").path("/open/*", "s3", "allow-all"));
    assertEquals(200, viewersGet("/open/a").status());

    lab.handle(lab.drift());

    assertEquals(301, viewersGet("/open/a").status());
  }

  @Test
  void changesWhatTheEdgeObeysAndNotAFieldThatNobodyReads() {
    lab.put(config());
    assertEquals(200, viewersGet("/").status());

    lab.handle(lab.drift());

    EdgeAnswer answer = viewersGet("/");
    assertEquals(301, answer.status());
    assertEquals("https://www.example.com/", answer.location().orElseThrow());
  }

  @Test
  void writesUnderTheETagOfTheConfigThatItJudged() {
    lab.put(config());
    String judged = lab.eTag();
    boolean[] moved = {false};
    lab.cloud()
        .before(
            "ListTagsForResource",
            id -> {
              if (!moved[0]) {
                moved[0] = true;
                lab.cloud().distributions().moveETag(id);
              }
            });

    lab.handle(lab.drift());

    List<RecordedCall> writes = lab.cloud().calls("UpdateDistribution");
    assertEquals(judged, writes.getFirst().header("if-match").orElseThrow());
    assertEquals(List.of(412, 200), writes.stream().map(RecordedCall::status).toList());
  }

  /** Told as repaired, with the other's domain name, though nothing was written. */
  @ParameterizedTest
  @ValueSource(strings = {Events.ID, "EANOTHER123456"})
  void believesNoAnswerThatDoesNotShowTheRepair(String answered) {
    lab.cloud().distributions().put("EANOTHER123456", inPolicy().xml());
    lab.put(config());
    lab.cloud().faults().always("UpdateDistribution", new Fault.AnswerOf(answered));

    TryAgainException thrown = assertThrows(TryAgainException.class, () -> lab.handle(lab.drift()));

    assertTrue(String.valueOf(thrown.getMessage()).contains("does not show"), thrown::toString);
    assertTrue(lab.cloud().published().isEmpty(), "nobody is told of a repair");
  }

  /** Reads again, as AWS's own tool does, where the answer leaves it open what was written. */
  @Test
  void looksAgainWhereTheAnswerDoesNotShowTheRepair() {
    lab.put(config());
    lab.cloud().faults().always("UpdateDistribution", new Fault.Spoil(Fault.Spoiled.UNREPAIRED));

    assertEquals("Repaired", lab.handle(lab.drift()).getString("outcome"));
    assertEquals(
        List.of("GetDistributionConfig", "UpdateDistribution", "GetDistributionConfig"),
        lab.cloudFrontCalls().stream().filter(call -> !call.startsWith("ListTags")).toList());
  }

  private static Configs inPolicy() {
    return config().defaultTo("s3", "redirect-to-https");
  }

  /** Something of everything: only {@code /open/*} is out of policy. */
  private static Configs mixed() {
    return config()
        .path("/open/*", "s3", "allow-all")
        .path("/strict/*", "s3", "https-only")
        .path("/web/*", "web", "allow-all")
        .defaultTo("s3", "redirect-to-https");
  }

  private EdgeAnswer viewersGet(String path) {
    return Edge.healthy()
        .answer(Bytes.utf8(lab.live()), ViewerRequest.of("GET", "http://www.example.com" + path));
  }
}
