package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import httpsguard.cloudtrail.Events;
import httpsguard.local.Bytes;
import httpsguard.local.CloudStandIn;
import httpsguard.local.FunctionProcess;
import httpsguard.local.FunctionSettings;
import httpsguard.local.Invocation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged function under Lambda's own runtime client, in a JVM of its own. */
class PackagedFunctionIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final CloudStandIn cloud = CloudStandIn.start();
  private final Map<String, String> environment =
      FunctionSettings.speakingTo(cloud, FunctionSettings.ofGuard());

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void writesBackEveryByteButTheRepairedValues() throws Exception {
    String sent = withUnknownParts(config().path("/img/*", "s3", "allow-all").xml());
    cloud.distributions().put(Events.ID, sent);

    JsonObject outcome = invoke(Events.update("allow-all").json());

    assertEquals("Repaired", outcome.getString("outcome"));
    String expected =
        sent.replace(
            "<ViewerProtocolPolicy>allow-all<", "<ViewerProtocolPolicy>redirect-to-https<");
    assertArrayEquals(
        expected.getBytes(UTF_8),
        cloud.distributions().read(Events.ID).configBytes().toArray(),
        "the stored document");
    assertEquals(1, cloud.published().size());
  }

  @Test
  void sendsDocumentsLongerAndShorterThanTheTypedOneWhole() throws Exception {
    String padding = "<Padding>" + "x".repeat(200_000) + "</Padding>";
    String longer =
        config().xml().replace("</DistributionConfig>", padding + "</DistributionConfig>");
    cloud.distributions().put(Events.ID, longer);

    invoke(Events.update("allow-all").json());

    String live = cloud.distributions().read(Events.ID).configBytes().utf8();
    assertEquals(longer.replace("allow-all", "redirect-to-https"), live);
    var write = cloud.calls("UpdateDistribution").getFirst();
    assertEquals(
        Integer.toString(live.getBytes(UTF_8).length),
        write.header("content-length").orElseThrow());
    assertEquals("application/xml", write.header("content-type").orElseThrow());
  }

  @Test
  void writesItsLogAsOneRawLineOfJson() throws Exception {
    cloud.distributions().put(Events.ID, config().xml());
    try (FunctionProcess function = function()) {
      function.invoke(Bytes.utf8(Events.update("allow-all").json()), TIMEOUT);
      // The answer can be here before the line is; with the process its output has ended.
      function.kill();
      List<String> metrics =
          function.standardOutput().lines().filter(line -> line.contains("\"_aws\"")).toList();
      assertEquals(1, metrics.size(), function.standardOutput());
      assertEquals("Repaired", JsonParser.object().from(metrics.getFirst()).getString("outcome"));
      assertEquals("", function.standardError());
    }
  }

  @Test
  void failsAtStartUpWithAMessageThatNamesTheVariable() throws Exception {
    environment.put("MODE", "repair");
    try (FunctionProcess function = function()) {
      Invocation.Failed failed =
          assertInstanceOf(
              Invocation.Failed.class,
              function.invoke(Bytes.utf8(Events.update("allow-all").json()), TIMEOUT));
      String all = failed.message() + function.standardOutput() + function.standardError();
      assertTrue(all.contains("MODE is \\\"repair\\\" (allowed: remediate, notify)"), all);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GuardFunction", "AuditFunction"})
  void underSamLocalItStopsInsteadOfCallingAws(String handler) throws Exception {
    environment.put("AWS_SAM_LOCAL", "true");
    environment.put("AWS_ENDPOINT_URL", "");
    try (FunctionProcess function = function(handler)) {
      Invocation.Failed failed =
          assertInstanceOf(
              Invocation.Failed.class, function.invoke(Bytes.utf8("{\"test\":true}"), TIMEOUT));
      String all = failed.message() + function.standardOutput() + function.standardError();
      assertTrue(
          all.contains(
              "AWS_ENDPOINT_URL is not set, but AWS_SAM_LOCAL is: sam local invoke needs --env-vars"
                  + " events/env.json"),
          all);
      assertFalse(all.contains("NullPointerException"), all);
    }
  }

  @Test
  void failsOnJunkWithAClearError() throws Exception {
    try (FunctionProcess function = function()) {
      Invocation.Failed failed =
          assertInstanceOf(Invocation.Failed.class, function.invoke(Bytes.utf8("[1,2]"), TIMEOUT));
      assertTrue(failed.message().contains("the event is not a JSON object"), failed.message());
    }
    assertTrue(cloud.calls().isEmpty());
  }

  private JsonObject invoke(String event) throws Exception {
    try (FunctionProcess function = function()) {
      Invocation invocation = function.invoke(Bytes.utf8(event), TIMEOUT);
      return JsonParser.object()
          .from(assertInstanceOf(Invocation.Answered.class, invocation).json());
    }
  }

  private FunctionProcess function() {
    return function("GuardFunction");
  }

  private FunctionProcess function(String handler) {
    return FunctionProcess.of(
        FunctionProcess.Function.packaged(
            "httpsguard.start." + handler + "::handleRequest", environment));
  }

  /** Elements that no SDK knows, in several places, with text beyond ASCII and entities. */
  private static String withUnknownParts(String xml) {
    return xml.replace(
            "<Compress>",
            "<FutureSwitch mode=\"&lt;on&gt;\">\u00fc\u4e16\ud83d\udd12</FutureSwitch><Compress>")
        .replace(
            "<OriginPath>", "<FutureOrigin><Deep>&amp;&#8364;</Deep></FutureOrigin><OriginPath>")
        .replace("</DistributionConfig>", "<FutureTop/>\n<!-- kept -->\r\n</DistributionConfig>");
  }
}
