package httpsguard.distribution;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of viewers once they use HTTPS. */
class OverHttpsTest {
  @ParameterizedTest
  @CsvSource({
    "s3, SERVED",
    "plain, SERVED",
    "web-https, SERVED",
    "accelerated, SERVED",
    "dotted-rest, SERVED",
    "site-http, SERVED",
    "dotted-http, SERVED",
    "site, FAILS",
    "dotted, FAILS",
    "site-new, UNKNOWN",
  })
  void anOriginIsAskedAsItsPolicySays(String origin, DistributionConfig.OverHttps expected) {
    assertEquals(expected, overHttps(origins().defaultTo(origin, "allow-all")));
  }

  @ParameterizedTest
  @CsvSource({"site-https", "dotted-https"})
  void whoGetsNothingOverHttpEitherHasNothingToLose(String origin) {
    assertEquals(
        DistributionConfig.OverHttps.SERVED, overHttps(origins().defaultTo(origin, "allow-all")));
  }

  /** Which status a website endpoint's silence is taken for is not known for certain. */
  @ParameterizedTest
  @CsvSource({
    "site, s3, 502 503 504, SERVED",
    "site, s3, 503 504, FAILS",
    "site, s3, 502 504, FAILS",
    "site, s3, 502 503, FAILS",
    "site, s3, 500, FAILS",
    "dotted, s3, 502, SERVED",
    "dotted, s3, 503 504, FAILS",
    "s3, site, 500, SERVED",
    "site, site-http, 502 503 504, SERVED",
    "site, dotted, 502 503 504, FAILS",
    "site, site-new, 502 503 504, UNKNOWN",
    "site-https, site, 502 503 504, FAILS",
    "site-https, site, 500, SERVED",
    "site-new, s3, 502 503 504, SERVED",
    "site-new, s3, 500, UNKNOWN",
    "site-new, site-https, 502 503 504, UNKNOWN",
  })
  void aGroupServesThemIfOneThatAnswersIsSureToBeAsked(
      String primary, String other, String failover, DistributionConfig.OverHttps expected) {
    assertEquals(
        expected,
        overHttps(
            origins()
                .groupFailingOver("both", failover, primary, other)
                .defaultTo("both", "allow-all")));
  }

  private static Configs origins() {
    return config()
        .custom("plain", "assets.s3.us-east-1.amazonaws.com", "match-viewer")
        .custom("web-https", "www.example.com", "https-only")
        .custom("site", "site.s3-website-us-east-1.amazonaws.com", "match-viewer")
        .custom("site-http", "site.s3-website-us-east-1.amazonaws.com", "http-only")
        .custom("site-https", "site.s3-website-us-east-1.amazonaws.com", "https-only")
        .custom("site-new", "site.s3-website-us-east-1.amazonaws.com", "a-word-of-the-future")
        .custom("dotted", "my.files.s3.eu-west-1.amazonaws.com", "match-viewer")
        .custom("dotted-http", "my.files.s3.eu-west-1.amazonaws.com", "http-only")
        .custom("dotted-https", "my.files.s3.eu-west-1.amazonaws.com", "https-only")
        .custom("accelerated", "files.s3-accelerate.amazonaws.com", "match-viewer")
        .s3("dotted-rest", "my.files.s3.eu-west-1.amazonaws.com");
  }

  private static DistributionConfig.OverHttps overHttps(Configs configs) {
    DistributionConfig config = configs.document().config();
    return config.overHttps(config.behaviors().getLast());
  }
}
