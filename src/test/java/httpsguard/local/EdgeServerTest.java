package httpsguard.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The edge as viewers reach it. */
class EdgeServerTest {
  private static final String ID = "E2EXAMPLE";

  private CloudStandIn aws;
  private EdgeServer edge;
  private Viewer viewer;

  @BeforeEach
  void start() {
    aws = CloudStandIn.start();
    edge = EdgeServer.start(aws.distributions());
    viewer = new Viewer(edge);
    aws.distributions().put(ID, StoredConfigs.DRIFTED);
  }

  @AfterEach
  void stop() {
    edge.close();
    aws.close();
  }

  @Test
  void aViewerGetsTheObjectOverHttpUntilTheConfigForbidsIt() throws Exception {
    Viewer.Answer before = viewer.get("http://www.example.com/logo.png?v=2");
    aws.distributions().edit(ID, config -> config.replace("allow-all", "redirect-to-https"));
    Viewer.Answer after = viewer.get("http://www.example.com/logo.png?v=2");

    assertEquals(200, before.status());
    assertTrue(before.body().contains("/v1/logo.png from assets.s3"), before.body());
    assertEquals(301, after.status());
    assertEquals(Optional.of("https://www.example.com/logo.png?v=2"), after.location());
    assertEquals(200, viewer.get(after.location().orElseThrow()).status());
  }

  @Test
  void whatOriginsWereAskedOverIsRecorded() throws Exception {
    viewer.get("http://www.example.com/a");
    viewer.get("https://www.example.com/a");
    viewer.get("http://www.example.com/api/a");
    viewer.get("https://www.example.com/api/a");

    assertEquals(
        List.of("assets HTTP", "assets HTTPS", "api HTTPS"),
        edge.originRequests().stream()
            .map(request -> request.origin().id() + " " + request.protocol())
            .toList());
    assertEquals(4, edge.answers().size());
  }

  @Test
  void aChangeIsInForceOnceItIsDeployed() throws Exception {
    aws.deployIn(Duration.ofHours(1));
    StoredDistribution before = aws.distributions().read(ID);

    RawRequest.put(
        aws.endpoint(),
        "/2020-05-31/distribution/" + ID + "/config",
        before.configBytes().utf8().replace("allow-all", "https-only"),
        before.eTag());

    assertTrue(aws.distributions().read(ID).configBytes().utf8().contains(">https-only<"));
    assertEquals(200, viewer.get("http://www.example.com/a").status(), "not deployed yet");
  }

  @Test
  void aDistributionIsKnownByItsDomainNameAndItsAliases() throws Exception {
    aws.distributions().edit(ID, config -> config.replace("www.example.com", "*.Example.com"));
    aws.distributions()
        .put(
            "E3EXACT",
            StoredConfigs.DRIFTED.replace("www.", "exact.").replace("allow-all", "https-only"));

    String domainName = aws.distributions().read(ID).domainName();
    assertEquals(200, viewer.get("http://" + domainName + "/").status());
    assertEquals(200, viewer.get("http://WWW.example.com/").status());
    assertEquals(200, viewer.get("http://a.b.example.com:80/").status());
    assertEquals(403, viewer.get("http://exact.example.com/").status(), "before the wildcard");
    assertEquals(403, viewer.get("http://example.com/").status());
    assertEquals(403, viewer.get("http://www.example.org/").status());
  }

  @Test
  void anOriginCanFail() throws Exception {
    edge.change(now -> now.withFailing("assets", 503));

    assertEquals(503, viewer.get("http://www.example.com/a").status());
    assertEquals(200, viewer.get("https://www.example.com/api/a").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://www.example.com/a", "http://www.example.com/a?b=c"})
  void aClientMayTakeItForAProxy(String url) throws IOException, InterruptedException {
    URI address = edge.uri(Protocol.HTTP);
    try (HttpClient client =
        HttpClient.newBuilder()
            .proxy(ProxySelector.of(new InetSocketAddress(address.getHost(), address.getPort())))
            .build()) {
      HttpResponse<String> answer =
          client.send(
              java.net.http.HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.ofString());

      assertEquals(200, answer.statusCode());
      assertEquals(
          "The object /v1/a from assets.s3.eu-west-1.amazonaws.com, asked over HTTP\n",
          answer.body());
    }
  }
}
