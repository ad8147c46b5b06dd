package httpsguard.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What viewers and origins see, by the rows of CloudFront's guide. */
class EdgeTest {
  private static final String S3 =
      "<S3OriginConfig><OriginAccessIdentity></OriginAccessIdentity></S3OriginConfig>";
  private static final String EVERY_METHOD =
      "<Method>GET</Method><Method>HEAD</Method><Method>POST</Method><Method>PUT</Method>"
          + "<Method>DELETE</Method><Method>OPTIONS</Method><Method>PATCH</Method>";

  private final List<String> origins =
      new ArrayList<>(
          List.of(
              origin("assets", "assets.s3.eu-west-1.amazonaws.com", S3),
              origin("replica", "replica.s3.us-east-1.amazonaws.com", S3),
              origin("api", "api.example.com", custom("https-only"))));
  private final List<String> behaviors = new ArrayList<>();
  private String defaultBehavior = behavior("", "assets", "allow-all");
  private String enabled = "true";
  private Edge edge = Edge.healthy();

  // Viewer to CloudFront

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
  void allowAllServesTheObjectOverHttp(String method) {
    EdgeAnswer answer = ask(method, "http://www.example.com/a");

    assertEquals(200, answer.status());
    assertEquals("assets", answer.servedBy().orElseThrow().origin().id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void redirectToHttpsRedirectsReadersToTheSameUrlOverHttps(String method) {
    defaultBehavior = behavior("", "assets", "redirect-to-https");

    EdgeAnswer answer = ask(method, "http://www.example.com/a%20b?c=d&e");

    assertEquals(301, answer.status());
    assertEquals(Optional.of("https://www.example.com/a%20b?c=d&e"), answer.location());
    assertServedNothing(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, HTTP/1.1, 307",
    "POST, HTTP/2.0, 307",
    "POST, HTTP/3.0, 307",
    "POST, HTTP/1.0, 403",
    "PUT, HTTP/1.1, 307",
    "PUT, HTTP/1.0, 403",
    "DELETE, HTTP/1.1, 307",
    "DELETE, HTTP/1.0, 403",
    "OPTIONS, HTTP/1.1, 307",
    "OPTIONS, HTTP/1.0, 403",
    "PATCH, HTTP/1.1, 307",
    "PATCH, HTTP/1.0, 403",
    "GET, HTTP/1.0, 301",
  })
  void redirectToHttpsNeverServesOtherMethods(String method, String version, int status) {
    defaultBehavior = behavior("", "assets", "redirect-to-https");

    EdgeAnswer answer =
        edge.answer(
            config(), new ViewerRequest(Protocol.HTTP, version, method, "www.example.com", "/a"));

    assertEquals(status, answer.status());
    assertEquals(status != 403, answer.location().isPresent());
    assertServedNothing(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
  void httpsOnlyForbidsHttp(String method) {
    defaultBehavior = behavior("", "assets", "https-only");

    EdgeAnswer answer = ask(method, "http://www.example.com/a");

    assertEquals(403, answer.status());
    assertEquals(Optional.empty(), answer.location());
    assertServedNothing(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"allow-all", "redirect-to-https", "https-only"})
  void everyPolicyServesTheObjectOverHttps(String policy) {
    defaultBehavior = behavior("", "assets", policy);

    assertEquals(200, ask("GET", "https://www.example.com/a").status());
    assertEquals(200, ask("POST", "https://www.example.com/a").status());
  }

  @Test
  void aDisabledDistributionServesNobody() {
    enabled = "false";

    assertEquals(403, ask("GET", "http://www.example.com/a").status());
    assertEquals(403, ask("GET", "https://www.example.com/a").status());
  }

  @ParameterizedTest
  @CsvSource({"allow-all, http", "redirect-to-https, http", "https-only, http", "allow-all, https"})
  void aMethodThatTheBehaviorDoesNotAllowIsForbidden(String policy, String scheme) {
    defaultBehavior = behavior("", "assets", policy).replace(EVERY_METHOD, "<Method>GET</Method>");

    EdgeAnswer answer = ask("PUT", scheme + "://www.example.com/a");

    assertEquals(403, answer.status());
    assertServedNothing(answer);
  }

  @Test
  void withoutAllowedMethodsOnlyReadersAreServed() {
    defaultBehavior =
        behavior("", "assets", "allow-all").replaceAll("<AllowedMethods>.*</AllowedMethods>", "");

    assertEquals(200, ask("HEAD", "http://www.example.com/a").status());
    assertEquals(403, ask("POST", "http://www.example.com/a").status());
  }

  // CloudFront to the origin

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void anS3OriginIsAskedInTheViewersProtocol(String scheme) {
    assertEquals(scheme, askedOver(scheme));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void anS3OriginIsAskedOverHttpsWhereOriginAccessControlAlwaysSigns(String scheme) {
    origins.set(
        0,
        origin(
            "assets",
            "assets.s3.amazonaws.com",
            S3 + "<OriginAccessControlId>E2SIGN</OriginAccessControlId>"));
    edge = edge.withAlwaysSigning("E2SIGN");

    assertEquals("https", askedOver(scheme));
  }

  @ParameterizedTest
  @CsvSource({
    "http-only, http, http",
    "http-only, https, http",
    "https-only, http, https",
    "https-only, https, https",
    "match-viewer, http, http",
    "match-viewer, https, https",
  })
  void aCustomOriginIsAskedByItsOwnPolicy(String policy, String viewers, String origins) {
    this.origins.set(0, origin("assets", "www.example.com", custom(policy)));
    assertEquals(origins, askedOver(viewers));

    this.origins.set(0, origin("assets", "assets.s3.amazonaws.com", custom(policy)));
    assertEquals(origins, askedOver(viewers), "an S3 REST endpoint under CustomOriginConfig");
  }

  /** It was asked over HTTP always, so that no test saw what HTTPS does to its viewers. */
  @ParameterizedTest
  @CsvSource({
    "assets.s3-website-eu-west-1.amazonaws.com, http-only, 200, 200",
    "assets.s3-website-eu-west-1.amazonaws.com, match-viewer, 200, 504",
    "assets.s3-website-eu-west-1.amazonaws.com, https-only, 504, 504",
    "my.dotted.bucket.S3-Website.eu-central-1.AmazonAWS.com, match-viewer, 200, 504",
    "assets.s3-website.cn-north-1.amazonaws.com.cn, https-only, 504, 504",
  })
  void anS3WebsiteEndpointDoesNotAnswerOverHttps(
      String host, String policy, int overHttp, int overHttps) {
    origins.set(0, origin("assets", host, custom(policy)));

    EdgeAnswer http = ask("GET", "http://www.example.com/");
    assertEquals(overHttp, http.status());
    assertEquals(EdgeConfig.Kind.S3_WEBSITE, http.originRequests().getFirst().origin().kind());
    EdgeAnswer https = ask("GET", "https://www.example.com/");
    assertEquals(overHttps, https.status());
    assertEquals(overHttps == 200, https.servedBy().isPresent());
    edge = edge.withUnconnected(502);
    assertEquals(overHttps == 200 ? 200 : 502, ask("GET", "https://www.example.com/").status());
  }

  @ParameterizedTest
  @CsvSource({
    "a.b.s3.eu-west-1.amazonaws.com, match-viewer, 200, 502",
    "a.b.s3.eu-west-1.amazonaws.com, https-only, 502, 502",
    "a.b.s3.eu-west-1.amazonaws.com, http-only, 200, 200",
    "a.b.S3.AmazonAWS.com, match-viewer, 200, 502",
    "a.b.s3-eu-west-1.amazonaws.com, match-viewer, 200, 502",
    "a.b.s3.dualstack.eu-west-1.amazonaws.com, match-viewer, 200, 502",
    "a.b.s3-fips.us-gov-west-1.amazonaws.com, match-viewer, 200, 502",
    "a.b.s3.{{region}}.amazonaws.com, match-viewer, 200, 502",
    "a-b.s3.eu-west-1.amazonaws.com, match-viewer, 200, 200",
    "s3.eu-west-1.amazonaws.com, match-viewer, 200, 200",
    "a.mrap.accesspoint.s3-global.amazonaws.com, match-viewer, 200, 200",
    "a.b.example.com, match-viewer, 200, 200",
  })
  void aCertificateOfS3DoesNotMatchABucketWithDotsUnderCustomOriginConfig(
      String host, String policy, int overHttp, int overHttps) {
    origins.set(0, origin("assets", host, custom(policy)));
    assertEquals(overHttp, ask("GET", "http://www.example.com/").status());
    assertEquals(overHttps, ask("GET", "https://www.example.com/").status());

    origins.set(0, origin("assets", host, S3));
    assertEquals(200, ask("GET", "https://www.example.com/").status(), "under S3OriginConfig");
  }

  @ParameterizedTest
  @ValueSource(strings = {"my-s3-website.example.com", "a.s3-website-x.amazonaws.com.example.com"})
  void whatOnlyLooksLikeAWebsiteEndpointIsACustomOrigin(String host) {
    origins.set(0, origin("assets", host, custom("https-only")));

    assertEquals("https", askedOver("http"));
  }

  @Test
  void theOriginIsAskedForItsPathAndTheDefaultRootObject() {
    origins.set(
        0, origin("assets", "assets.s3.amazonaws.com", "<OriginPath>/v1</OriginPath>" + S3));

    assertEquals("/v1/index.html", pathAtOrigin("http://www.example.com/"));
    assertEquals("/v1/index.html", pathAtOrigin("http://www.example.com"));
    assertEquals("/v1/a/", pathAtOrigin("http://www.example.com/a/?b"));
  }

  // Which behavior

  @ParameterizedTest
  @CsvSource({
    "/images/*, /images/a.jpg, true",
    "/images/*, /images/, true",
    "/images/*, /images, false",
    "images/*, /images/a.jpg, true",
    "/images/*, /Images/a.jpg, false",
    "*.jpg, /a/b/c.jpg, true",
    "*.jpg, /a.jpg.png, false",
    "*.jpg, /a.JPG, false",
    "/a*.jpg, /a.jpg, true",
    "/a?.jpg, /a1.jpg, true",
    "/a?.jpg, /a.jpg, false",
    "/a?.jpg, /a12.jpg, false",
    "/a??b, /axyb, true",
    "/*/b/*, /a/b/, true",
    "/*/b/*, /a/c/b, false",
    "*, /, true",
    "/exact, /exact, true",
    "/exact, /exact/, false",
    "/search*, /search?q=/other, true",
    "*q=1, /a?q=1, false",
    "/a.b, /axb, false",
    "/a+[b]$, /a+[b]$, true",
  })
  void aPathPatternFits(String pattern, String target, boolean fits) {
    behaviors.add(behavior(pattern, "api", "allow-all"));

    EdgeAnswer answer =
        edge.answer(
            config(),
            new ViewerRequest(Protocol.HTTP, "HTTP/1.1", "GET", "www.example.com", target));

    assertEquals(fits ? "api" : "assets", answer.servedBy().orElseThrow().origin().id());
  }

  @Test
  void theFirstBehaviorThatFitsWinsAndTheDefaultIsLast() {
    behaviors.add(behavior("/a/b/*", "api", "https-only"));
    behaviors.add(behavior("/a/*", "assets", "redirect-to-https"));
    behaviors.add(behavior("/a/b/c", "assets", "allow-all"));

    assertEquals(403, ask("GET", "http://www.example.com/a/b/c").status());
    assertEquals(301, ask("GET", "http://www.example.com/a/c").status());
    assertEquals(200, ask("GET", "http://www.example.com/b").status());
  }

  @Test
  void manyStarsTakeNoForever() {
    behaviors.add(behavior("*a".repeat(100) + "b", "api", "allow-all"));

    assertEquals(
        "assets",
        ask("GET", "http://www.example.com/" + "a".repeat(8_000))
            .servedBy()
            .orElseThrow()
            .origin()
            .id());
  }

  // Origin groups

  @Test
  void aGroupsPrimaryIsAskedFirstAndAlone() {
    defaultBehavior = behavior("", "both", "allow-all");

    assertEquals(List.of("assets 200"), asked("GET"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
  void aGroupFailsOverOnAListedStatus(String method) {
    defaultBehavior = behavior("", "both", "allow-all");
    edge = edge.withFailing("assets", 503);

    assertEquals(List.of("assets 503", "replica 200"), asked(method));
    assertEquals(200, ask(method, "http://www.example.com/a").status());
  }

  @ParameterizedTest
  @CsvSource({"503, 200", "504, 504"})
  void aGroupFailsOverFromAWebsiteEndpointOverHttpsOnAListedStatus(int unconnected, int status) {
    defaultBehavior = behavior("", "both", "allow-all");
    origins.set(
        0, origin("assets", "a.s3-website-eu-west-1.amazonaws.com", custom("match-viewer")));
    edge = edge.withUnconnected(unconnected);

    assertEquals(status, ask("GET", "https://www.example.com/a").status());
    assertEquals("assets", ask("GET", "http://www.example.com/a").servedBy().get().origin().id());
  }

  @Test
  void aGroupDoesNotFailOverOnAnotherStatus() {
    defaultBehavior = behavior("", "both", "allow-all");
    edge = edge.withFailing("assets", 404);

    assertEquals(List.of("assets 404"), asked("GET"));
    assertServedNothing(404, ask("GET", "http://www.example.com/a"));
  }

  @Test
  void aGroupDoesNotFailOverForAnotherMethod() {
    defaultBehavior = behavior("", "both", "allow-all");
    edge = edge.withFailing("assets", 503);

    assertEquals(List.of("assets 503"), asked("POST"));
  }

  @Test
  void aGroupThatFailsWhollyServesTheLastError() {
    defaultBehavior = behavior("", "both", "allow-all");
    edge = edge.withFailing("assets", 503).withFailing("replica", 500);

    assertServedNothing(500, ask("GET", "http://www.example.com/a"));
  }

  // What no edge knows

  @Test
  void aConfigThatCloudFrontWouldNotHaveTakenIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> edge.answer(Bytes.utf8("no config"), ViewerRequest.of("GET", "http://a/")));
    defaultBehavior = behavior("", "assets", "please");
    assertThrows(IllegalArgumentException.class, () -> ask("GET", "http://www.example.com/"));
    defaultBehavior = behavior("", "nowhere", "allow-all");
    assertThrows(IllegalArgumentException.class, () -> ask("GET", "http://www.example.com/"));
  }

  private EdgeAnswer ask(String method, String url) {
    return edge.answer(config(), ViewerRequest.of(method, url));
  }

  private String askedOver(String scheme) {
    return ask("GET", scheme + "://www.example.com/a")
        .originRequests()
        .getFirst()
        .protocol()
        .scheme();
  }

  private String pathAtOrigin(String url) {
    return ask("GET", url).servedBy().orElseThrow().path();
  }

  private List<String> asked(String method) {
    return ask(method, "http://www.example.com/a").originRequests().stream()
        .map(request -> request.origin().id() + " " + request.status())
        .toList();
  }

  private static void assertServedNothing(EdgeAnswer answer) {
    assertEquals(Optional.empty(), answer.servedBy());
    assertEquals(List.of(), answer.originRequests());
  }

  private static void assertServedNothing(int status, EdgeAnswer answer) {
    assertEquals(status, answer.status());
    assertEquals(Optional.empty(), answer.servedBy());
  }

  private Bytes config() {
    String group =
        "<OriginGroup><Id>both</Id><FailoverCriteria>"
            + list(
                "StatusCodes",
                List.of("<StatusCode>500</StatusCode>", "<StatusCode>503</StatusCode>"))
            + "</FailoverCriteria>"
            + list("Members", List.of(member("assets"), member("replica")))
            + "</OriginGroup>";
    return Bytes.utf8(
        "<DistributionConfig xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\">"
            + "<DefaultRootObject>index.html</DefaultRootObject>"
            + list("Origins", origins)
            + list("OriginGroups", List.of(group))
            + "<DefaultCacheBehavior>"
            + defaultBehavior
            + "</DefaultCacheBehavior>"
            + list("CacheBehaviors", behaviors)
            + "<Enabled>"
            + enabled
            + "</Enabled></DistributionConfig>");
  }

  private static String list(String name, List<String> items) {
    return "<%s><Quantity>%d</Quantity><Items>%s</Items></%s>"
        .formatted(name, items.size(), String.join("", items), name);
  }

  private static String member(String originId) {
    return "<OriginGroupMember><OriginId>" + originId + "</OriginId></OriginGroupMember>";
  }

  private static String origin(String id, String host, String settings) {
    return "<Origin><Id>%s</Id><DomainName>%s</DomainName>%s</Origin>"
        .formatted(id, host, settings);
  }

  private static String custom(String policy) {
    return "<CustomOriginConfig><HTTPPort>80</HTTPPort><HTTPSPort>443</HTTPSPort>"
        + "<OriginProtocolPolicy>"
        + policy
        + "</OriginProtocolPolicy></CustomOriginConfig>";
  }

  private static String behavior(String pattern, String target, String policy) {
    String inside =
        (pattern.isEmpty() ? "" : "<PathPattern>" + pattern + "</PathPattern>")
            + "<TargetOriginId>"
            + target
            + "</TargetOriginId><ViewerProtocolPolicy>"
            + policy
            + "</ViewerProtocolPolicy><AllowedMethods><Quantity>7</Quantity><Items>"
            + EVERY_METHOD
            + "</Items></AllowedMethods>";
    return pattern.isEmpty() ? inside : "<CacheBehavior>" + inside + "</CacheBehavior>";
  }
}
