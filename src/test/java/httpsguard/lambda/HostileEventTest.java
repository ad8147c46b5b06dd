package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import httpsguard.cloudtrail.Events;
import httpsguard.cloudtrail.MalformedEventException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Events that are broken on purpose, against a drifted distribution: none of them writes. */
class HostileEventTest {
  private static final Lab LAB = new Lab();
  private static final GuardHandler GUARD = LAB.guard();
  private static final String TOO_LONG = "x".repeat(2_049);

  /** Without these it is not known what happened to which distribution. */
  static final List<String> NEEDED =
      List.of(
          "detail",
          "detail.eventSource",
          "detail.eventName",
          "detail.eventTime",
          "detail.eventID",
          "detail.recipientAccountId",
          "detail.requestParameters.id",
          "detail.responseElements.distribution",
          "detail.responseElements.distribution.id",
          "detail.responseElements.distribution.domainName",
          "detail.responseElements.eTag",
          "detail.userIdentity",
          "detail.userIdentity.arn",
          "detail.userIdentity.type",
          "detail.userIdentity.sessionContext",
          "detail.userAgent",
          "source",
          "detail-type");

  @BeforeAll
  static void drift() {
    LAB.put(config());
  }

  @BeforeEach
  void forget() {
    LAB.cloud().forget();
  }

  @AfterAll
  static void close() {
    LAB.close();
  }

  static Stream<Broken> wrongTypes() {
    return Broken.wrongTypes(NEEDED);
  }

  @ParameterizedTest
  @MethodSource("wrongTypes")
  void aWrongTypeIsAnErrorOrNotOurs(Broken broken) {
    assertBroken(broken.json());
  }

  static Stream<Broken> values() {
    return Stream.of(
        new Broken("detail", null),
        new Broken("detail", new JsonObject()),
        new Broken("detail", new JsonObject(Map.of("detail", "detail"))),
        new Broken("detail.eventSource", null),
        new Broken("detail.eventName", null),
        new Broken("detail.eventName", ""),
        new Broken("detail.eventName", TOO_LONG),
        new Broken("detail.eventName", "UpdateDistribution\n"),
        new Broken("detail.eventName", "updatedistribution"),
        new Broken("detail.eventTime", null),
        new Broken("detail.eventTime", ""),
        new Broken("detail.eventTime", "yesterday"),
        new Broken("detail.eventTime", "2026-11-24"),
        new Broken("detail.eventTime", "+1000000001-01-01T00:00:00Z"),
        new Broken("detail.eventID", null),
        new Broken("detail.eventID", TOO_LONG),
        new Broken("detail.recipientAccountId", ""),
        new Broken("detail.recipientAccountId", "11112222333"),
        new Broken("detail.recipientAccountId", "1111222233334"),
        new Broken("detail.recipientAccountId", "11112222333\u0663"),
        new Broken("detail.recipientAccountId", "111122223333/../999988887777"),
        new Broken("detail.requestParameters.id", ""),
        new Broken("detail.requestParameters.id", "EDFDVBD632BHDS5/config"),
        new Broken("detail.requestParameters.id", "../EDFDVBD632BHDS5"),
        new Broken("detail.requestParameters.id", "EDFDVBD632BHDS5\n"),
        new Broken("detail.requestParameters.id", "EDFDVBD632BHDS5 "),
        new Broken("detail.requestParameters.id", "edfdvbd632bhds5"),
        new Broken("detail.requestParameters.id", "E".repeat(33)),
        new Broken("detail.requestParameters.id", "\uff25DFDVBD632BHDS5"),
        new Broken("detail.requestParameters.id", TOO_LONG),
        new Broken("detail.requestParameters.id", "EANOTHERONE123"),
        new Broken("detail.responseElements.distribution.id", "EANOTHERONE123"),
        new Broken("detail.userIdentity", "root"),
        new Broken("detail.userIdentity.sessionContext", "none"),
        new Broken("source", null),
        new Broken("source", "aws.cloudfront\n"),
        new Broken("source", TOO_LONG),
        new Broken("detail-type", null),
        new Broken("detail.errorCode", ""),
        new Broken("detail.errorCode", new JsonObject()));
  }

  @ParameterizedTest
  @MethodSource("values")
  void aMissingOrImpossibleValueIsAnErrorOrNotOurs(Broken broken) {
    assertBroken(broken.json());
  }

  static Stream<String> tagEvents() {
    String resource = "detail.requestParameters.resource";
    return Stream.of(
            null,
            3,
            "",
            "EDFDVBD632BHDS5",
            "arn:aws:cloudfront::111122223333:distribution/",
            "arn:aws:cloudfront::111122223333:distribution/edf",
            "arn:aws:cloudfront::111122223333:distribution/EDFDVBD632BHDS5/x",
            "arn:aws:cloudfront::111122223333:distribution/EDFDVBD632BHDS5\n",
            "arn:aws:cloudfront:::distribution/EDFDVBD632BHDS5",
            "arn:aws:cloudfront::111122223333:distribution-tenant/dt_1",
            TOO_LONG)
        .map(value -> Events.tagging("https-guard-exempt").with(resource, value).json());
  }

  @ParameterizedTest
  @MethodSource("tagEvents")
  void tagsOfNoDistributionAreAnErrorOrNotOurs(String json) {
    assertBroken(json);
  }

  static final List<String> JUNK = junk();

  private static List<String> junk() {
    String event = Events.update("allow-all").json();
    List<String> junk =
        new ArrayList<>(
            List.of(
                "",
                " ",
                "null",
                "true",
                "3",
                "\"text\"",
                "[]",
                "{}",
                "[" + event + "]",
                event + event,
                event.substring(0, event.length() - 1),
                event.substring(event.length() / 2),
                event.replace(':', '='),
                event.replace("\"detail\"", "\"Detail\""),
                event.replaceFirst("\\{", "{\"source\":\"aws.s3\","),
                event.replaceFirst("\\{", "{\"sour\\\\u0063e\":\"aws.cloudfront\","),
                event.replace("\"ifMatch\"", "\"id\""),
                event.replace("\"eventID\"", "\"recipientAccountId\" : 1, \"eventID\""),
                "\u0000" + event,
                "{\"source\":" + "9".repeat(1_000_000) + "}",
                "{\"source\":1e" + "9".repeat(1_000) + "}",
                "{\"source\":\"" + "x".repeat(3_000_000) + "\"}",
                "{\"a\":" + "[".repeat(1_000_000),
                "{\"a\":".repeat(300_000),
                "{\"\\\"" + "{".repeat(65) + "\":" + "{\"a\":".repeat(65)));
    for (int depth : List.of(65, 500_000)) {
      String deep = "[".repeat(depth) + "]".repeat(depth);
      junk.add(event.replace("\"detail\":{", "\"detail\":{\"deep\":" + deep + ","));
    }
    return junk;
  }

  @ParameterizedTest
  @FieldSource("JUNK")
  void junkIsAnErrorOrNotOurs(String json) {
    assertBroken(json);
  }

  static final List<byte[]> NOT_UTF8 =
      List.of(
          new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0, '}', 0},
          new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'},
          new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'});

  @ParameterizedTest
  @FieldSource("NOT_UTF8")
  void bytesThatAreNotUtf8AreAnError(byte[] bytes) {
    var output = new ByteArrayOutputStream();
    assertThrows(
        MalformedEventException.class,
        () ->
            GUARD.handleRequest(
                new ByteArrayInputStream(bytes),
                output,
                InvocationContext.endingIn(Duration.ofMinutes(1))));
    assertEquals(List.of(), LAB.cloud().calls());
  }

  /** Either a clear error or counted as unrelated; CloudFront and SNS are not even asked. */
  private static void assertBroken(String json) {
    String metric;
    try {
      metric = LAB.handle(GUARD, json).getString("outcome");
      assertEquals("Unrelated", metric);
    } catch (MalformedEventException e) {
      metric = "Failed";
      String message = Objects.requireNonNull(e.getMessage());
      assertTrue(message.length() < 300, message);
      assertTrue(message.chars().allMatch(c -> c >= ' ' && c <= '~'), message);
    }
    assertEquals(1, LAB.log().getLast().getInt(metric));
    assertEquals(List.of(), LAB.cloud().calls());
  }

  /** Proof that the events above are broken by what is changed in them, and by nothing else. */
  @Test
  void theUnbrokenEventIsActedUpon() {
    try (Lab other = new Lab().put(config())) {
      assertEquals("Repaired", other.handle(Events.update("allow-all")).getString("outcome"));
    }
  }
}
