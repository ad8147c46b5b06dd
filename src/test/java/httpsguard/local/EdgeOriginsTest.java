package httpsguard.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In which protocol an edge asks an origin, and which origins answer. */
class EdgeOriginsTest extends EdgeFixture {
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

  private String pathAtOrigin(String url) {
    return ask("GET", url).servedBy().orElseThrow().path();
  }
}
