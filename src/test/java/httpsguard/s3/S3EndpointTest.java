package httpsguard.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every form in which an origin's host leads to S3, and what only looks like one. Where the forms
 * are from: the S3 guide's pages on endpoints, website endpoints, access points and Transfer
 * Acceleration; the endpoint rules and partitions that AWS's SDKs carry; and, for {@code
 * s3-website.dualstack}, {@code s3-deprecated} and {@code s3-1}, which no guide names, AWS's own
 * section of the Public Suffix List.
 */
class S3EndpointTest {
  private static final List<String> SUFFIXES =
      List.of(
          "amazonaws.com",
          "amazonaws.com.cn",
          "amazonaws.eu",
          "c2s.ic.gov",
          "sc2s.sgov.gov",
          "cloud.adc-e.uk",
          "csp.hci.ic.gov");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "assets.s3.amazonaws.com, REST, assets, -",
        "assets.s3.eu-west-1.amazonaws.com, REST, assets, eu-west-1",
        "www.example.com.s3.amazonaws.com, REST, www.example.com, -",
        "www.example.com.s3.us-east-1.amazonaws.com, REST, www.example.com, us-east-1",
        "Old_Bucket.s3.amazonaws.com, REST, Old_Bucket, -",
      })
  void globalAndRegionalRestEndpoints(
      String host, S3Endpoint.Kind kind, @Nullable String name, @Nullable String region) {
    recognises(host, kind, name, region);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "assets.s3-us-west-2.amazonaws.com, REST, assets, us-west-2",
        "assets.s3-us-gov-west-1.amazonaws.com, REST, assets, us-gov-west-1",
        "assets.s3-external-1.amazonaws.com, REST, assets, -",
        "assets.s3-1.amazonaws.com, REST, assets, -",
        "assets.s3-deprecated.us-west-2.amazonaws.com, REST, assets, us-west-2",
      })
  void legacyRestEndpoints(
      String host, S3Endpoint.Kind kind, @Nullable String name, @Nullable String region) {
    recognises(host, kind, name, region);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "assets.s3.dualstack.us-east-2.amazonaws.com, REST, assets, us-east-2",
        "assets.s3-fips.us-east-2.amazonaws.com, REST, assets, us-east-2",
        "assets.s3-fips-us-gov-west-1.amazonaws.com, REST, assets, us-gov-west-1",
        "assets.s3-fips.dualstack.us-east-2.amazonaws.com, REST, assets, us-east-2",
      })
  void dualStackAndFipsRestEndpoints(
      String host, S3Endpoint.Kind kind, @Nullable String name, @Nullable String region) {
    recognises(host, kind, name, region);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "s3.amazonaws.com, REST, -, -",
        "s3.eu-central-1.amazonaws.com, REST, -, eu-central-1",
        "s3-eu-west-1.amazonaws.com, REST, -, eu-west-1",
        "s3.dualstack.eu-west-1.amazonaws.com, REST, -, eu-west-1",
        "s3-website-us-east-1.amazonaws.com, WEBSITE, -, us-east-1",
      })
  void restAndWebsiteEndpointsWithoutABucket(
      String host, S3Endpoint.Kind kind, @Nullable String name, @Nullable String region) {
    recognises(host, kind, name, region);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "s3.s3.us-east-1.amazonaws.com, REST, s3, us-east-1",
        "a.s3.amazonaws.com.s3.us-east-1.amazonaws.com, REST, a.s3.amazonaws.com, us-east-1",
        "dualstack.s3.us-east-1.amazonaws.com, REST, dualstack, us-east-1",
        "us-east-1.s3.us-east-1.amazonaws.com, REST, us-east-1, us-east-1",
      })
  void bucketsWhoseNameLooksLikeMore(
      String host, S3Endpoint.Kind kind, @Nullable String name, @Nullable String region) {
    recognises(host, kind, name, region);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "assets.s3-accelerate.amazonaws.com, TRANSFER_ACCELERATION, assets, -",
        "assets.s3-accelerate.dualstack.amazonaws.com, TRANSFER_ACCELERATION, assets, -",
      })
  void transferAcceleration(
      String host, S3Endpoint.Kind kind, @Nullable String name, @Nullable String region) {
    recognises(host, kind, name, region);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "assets.s3-website-us-east-1.amazonaws.com, WEBSITE, assets, us-east-1",
        "assets.s3-website-us-gov-west-1.amazonaws.com, WEBSITE, assets, us-gov-west-1",
        "assets.s3-website.eu-central-1.amazonaws.com, WEBSITE, assets, eu-central-1",
        "assets.s3-website.us-east-1.amazonaws.com, WEBSITE, assets, us-east-1",
        "www.example.com.s3-website.eu-north-1.amazonaws.com, WEBSITE, www.example.com, eu-north-1",
        "assets.s3-website.dualstack.us-east-1.amazonaws.com, WEBSITE, assets, us-east-1",
        "assets.s3-website.cn-north-1.amazonaws.com.cn, WEBSITE, assets, cn-north-1",
      })
  void websiteEndpointsWithADashAndWithADot(
      String host, S3Endpoint.Kind kind, @Nullable String name, @Nullable String region) {
    recognises(host, kind, name, region);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "docs-111122223333.s3-accesspoint.us-west-2.amazonaws.com,"
            + " ACCESS_POINT, docs-111122223333, us-west-2",
        "docs-111122223333.s3-accesspoint.dualstack.us-west-2.amazonaws.com,"
            + " ACCESS_POINT, docs-111122223333, us-west-2",
        "docs-111122223333.s3-accesspoint-fips.us-west-2.amazonaws.com,"
            + " ACCESS_POINT, docs-111122223333, us-west-2",
        "docs-111122223333.s3-accesspoint-fips.dualstack.us-west-2.amazonaws.com,"
            + " ACCESS_POINT, docs-111122223333, us-west-2",
        "thumbs-111122223333.s3-object-lambda.us-east-1.amazonaws.com,"
            + " OBJECT_LAMBDA_ACCESS_POINT, thumbs-111122223333, us-east-1",
        "thumbs-111122223333.s3-object-lambda-fips.us-east-1.amazonaws.com,"
            + " OBJECT_LAMBDA_ACCESS_POINT, thumbs-111122223333, us-east-1",
      })
  void accessPointAndObjectLambdaEndpoints(
      String host, S3Endpoint.Kind kind, @Nullable String name, @Nullable String region) {
    recognises(host, kind, name, region);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "docs-hrzrlukc5m36ft7okagglf3gmwlu-s3alias.s3.us-east-1.amazonaws.com,"
            + " ACCESS_POINT_ALIAS, docs-hrzrlukc5m36ft7okagglf3gmwlu-s3alias, us-east-1",
        "docs-hrzrlukc5m36ft7okagglf3gmwlu-ext-s3alias.s3.us-east-1.amazonaws.com,"
            + " EXTERNAL_ACCESS_POINT_ALIAS,"
            + " docs-hrzrlukc5m36ft7okagglf3gmwlu-ext-s3alias, us-east-1",
        "thumbs-aaabbbcccddd--ol-s3.s3.us-east-1.amazonaws.com,"
            + " OBJECT_LAMBDA_ACCESS_POINT_ALIAS, thumbs-aaabbbcccddd--ol-s3, us-east-1",
      })
  void accessPointAndObjectLambdaAliases(
      String host, S3Endpoint.Kind kind, @Nullable String name, @Nullable String region) {
    recognises(host, kind, name, region);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com,"
            + " MULTI_REGION_ACCESS_POINT, mfzwi23gnjvgw.mrap, -",
      })
  void multiRegionAccessPoints(
      String host, S3Endpoint.Kind kind, @Nullable String name, @Nullable String region) {
    recognises(host, kind, name, region);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "logs--usw2-az1--x-s3.s3express-usw2-az1.us-west-2.amazonaws.com,"
            + " EXPRESS, logs--usw2-az1--x-s3, us-west-2",
        "logs--usw2-az1--x-s3.s3express-usw2-az1.dualstack.us-west-2.amazonaws.com,"
            + " EXPRESS, logs--usw2-az1--x-s3, us-west-2",
        "logs--use1-az4--x-s3.s3express-fips-use1-az4.us-east-1.amazonaws.com,"
            + " EXPRESS, logs--use1-az4--x-s3, us-east-1",
        "logs--use1-az4--x-s3.s3express-fips-use1-az4.dualstack.us-east-1.amazonaws.com,"
            + " EXPRESS, logs--use1-az4--x-s3, us-east-1",
        "logs.s3express-usw2-lax1-az1.us-west-2.amazonaws.com, EXPRESS, logs, us-west-2",
        "docs-111122223333.op-01ac5d28a6a232904.s3-outposts.us-east-1.amazonaws.com,"
            + " OUTPOSTS, docs-111122223333.op-01ac5d28a6a232904, us-east-1",
      })
  void expressAndOutposts(
      String host, S3Endpoint.Kind kind, @Nullable String name, @Nullable String region) {
    recognises(host, kind, name, region);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "assets.s3.us-gov-east-1.amazonaws.com, REST, assets, us-gov-east-1",
        "assets.s3.cn-northwest-1.amazonaws.com.cn, REST, assets, cn-northwest-1",
        "assets.s3.dualstack.cn-north-1.amazonaws.com.cn, REST, assets, cn-north-1",
        "assets.s3.eusc-de-east-1.amazonaws.eu, REST, assets, eusc-de-east-1",
        "assets.s3.us-iso-east-1.c2s.ic.gov, REST, assets, us-iso-east-1",
        "assets.s3.us-isob-east-1.sc2s.sgov.gov, REST, assets, us-isob-east-1",
        "assets.s3.eu-isoe-west-1.cloud.adc-e.uk, REST, assets, eu-isoe-west-1",
        "assets.s3.us-isof-south-1.csp.hci.ic.gov, REST, assets, us-isof-south-1",
      })
  void everyPartition(
      String host, S3Endpoint.Kind kind, @Nullable String name, @Nullable String region) {
    recognises(host, kind, name, region);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "Assets.S3.EU-West-1.AmazonAWS.Com, REST, Assets, eu-west-1",
        "ASSETS.S3-WEBSITE-US-EAST-1.AMAZONAWS.COM, WEBSITE, ASSETS, us-east-1",
        "assets.s3.eu-west-1.amazonaws.com., REST, assets, eu-west-1",
      })
  void anyLetterCaseAndTheRootsDot(
      String host, S3Endpoint.Kind kind, @Nullable String name, @Nullable String region) {
    recognises(host, kind, name, region);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "{{customer}}.s3.us-east-1.amazonaws.com, REST, {{customer}}, us-east-1",
        "{{customer}}-assets.s3.us-east-1.amazonaws.com, REST, {{customer}}-assets, us-east-1",
        "{{a}}.{{b}}.s3.us-east-1.amazonaws.com, REST, {{a}}.{{b}}, us-east-1",
        "{{Cust_1}}.S3-website-us-east-1.amazonaws.com, WEBSITE, {{Cust_1}}, us-east-1",
        "assets.s3.{{region}}.amazonaws.com, REST, assets, -",
        "{{bucket}}.s3.{{region}}.amazonaws.com, REST, {{bucket}}, -",
      })
  void aTenantsParameterInTheNameOrInPlaceOfTheRegion(
      String host, S3Endpoint.Kind kind, @Nullable String name, @Nullable String region) {
    recognises(host, kind, name, region);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.s3.amazonaws.com.attacker.example",
        "evil.s3.us-east-1.amazonaws.com.attacker.example",
        "evil.s3-website-us-east-1.amazonaws.com.attacker.example",
        "s3.example.com",
        "assets.s3.example.com",
        "my-s3-website.example.com",
        "assets.s3-website-us-east-1.example.com",
        "assets.s3.us-east-1.amazonaws.co",
        "assets.s3.us-east-1.amazonaws.com.co",
        "assets.s3.us-east-1.amazonaws.com.evil",
        "assets.s3.us-east-1.amazonaws.example.com",
        "assets.s3.us-east-1.xamazonaws.com",
        "assets.s3.us-east-1.amazonaws-com",
        "assets.s3-us-east-1-amazonaws.com",
        "assets.s3.us-east-1.amazonawscom",
        "assets.s3.fr-par.scw.cloud",
        "assets.s3.us-west-000.backblazeb2.com",
        "assets.nyc3.digitaloceanspaces.com",
      })
  void isNotTakenInBySomebodyElsesDomain(String host) {
    assertNotS3(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b.s3x.amazonaws.com",
        "b.xs3.amazonaws.com",
        "b.s3x.us-east-1.amazonaws.com",
        "b.s33.us-east-1.amazonaws.com",
        "assets-s3.amazonaws.com",
        "assets-s3-us-east-1.amazonaws.com",
        "b.s3-.amazonaws.com",
        "b.s3-us-east.amazonaws.com",
        "b.s3-website.amazonaws.com",
        "b.s3-website-.amazonaws.com",
        "b.s3-website-us-east.amazonaws.com",
        "b.s3-websites-us-east-1.amazonaws.com",
        "b.s3-external-2x.amazonaws.com",
        "b.s3_us-east-1.amazonaws.com",
      })
  void isNotTakenInByAServiceWhoseLabelLooksLikeS3(String host) {
    assertNotS3(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "111122223333.s3-control.us-east-1.amazonaws.com",
        "111122223333.s3-control.dualstack.us-east-1.amazonaws.com",
        "s3express-control.us-east-1.amazonaws.com",
        "s3tables.us-east-1.amazonaws.com",
        "s3vectors.us-east-1.amazonaws.com",
        "s3-accesspoint.us-east-1.amazonaws.com",
        "s3-outposts.us-east-1.amazonaws.com",
        "s3-object-lambda.us-east-1.amazonaws.com",
        "s3-accelerate.amazonaws.com",
        "accesspoint.s3-global.amazonaws.com",
        "b.s3-global.amazonaws.com",
      })
  void isNotTakenInByEndpointsOfS3ThatServeNoObjects(String host) {
    assertNotS3(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b.bucket.vpce-1a2b3c4d-5e6f.s3.us-east-1.vpce.amazonaws.com",
      })
  void isNotTakenInByEndpointsThatCloudFrontCannotReach(String host) {
    assertNotS3(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amazonaws.com",
        ".amazonaws.com",
        "www.amazonaws.com",
        "s3-1234567890.us-east-1.elb.amazonaws.com",
        "s3.abc123.execute-api.us-east-1.amazonaws.com",
        "abc123.execute-api.us-east-1.amazonaws.com",
        "ec2-203-0-113-25.compute-1.amazonaws.com",
        "s3.us-east-1.elasticbeanstalk.com",
        "mediastore.us-east-1.amazonaws.com",
        "lbr-optimized.s3.console-l.amazonaws.com",
        "d111111abcdef8.cloudfront.net",
        "abcdef.lambda-url.us-east-1.on.aws",
      })
  void isNotTakenInByOtherServicesOfAws(String host) {
    assertNotS3(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b.dualstack.s3.us-east-1.amazonaws.com.dualstack.amazonaws.com",
        "b.us-east-1.amazonaws.com",
        "b.s3.dualstack.amazonaws.com",
        "b.s3-fips.amazonaws.com",
        "b.s3.us-east-1.dualstack.amazonaws.com",
        "b.s3.us-east-1.us-east-1.amazonaws.com",
        "b.s3-us-east-1.us-east-1.amazonaws.com",
        "b.s3-accelerate.us-east-1.amazonaws.com",
        "b.s3express-usw2.us-west-2.amazonaws.com",
        "b.s3express-usw2-az1.amazonaws.com",
        "a.mrap.accesspoint.s3-global.us-east-1.amazonaws.com",
      })
  void isNotTakenInByPartsInTheWrongPlace(String host) {
    assertNotS3(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        ".s3.amazonaws.com",
        "a..s3.amazonaws.com",
        "assets.s3.amazonaws.com..",
        "assets.s3.amazonaws.com:443",
        "assets.s3.amazonaws.com/",
        "assets.s3.amazonaws.com/path",
        "https://assets.s3.amazonaws.com",
        "user@assets.s3.amazonaws.com",
        "assets.s3.amazonaws.com#.attacker.example",
        " assets.s3.amazonaws.com",
        "assets.s3.amazonaws.com ",
        "assets.s3.amazonaws.com\n",
        "assets.s3.amazonaws.com\u0000.attacker.example",
        "*.s3.amazonaws.com",
      })
  void isNotTakenInByWhatIsNoHostName(String host) {
    assertNotS3(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "assets.\uff533.amazonaws.com",
        "assets.\u017f3.amazonaws.com",
        "assets.s3.amazonaw\u017f.com",
        "assets.s3.amazon\u0430ws.com",
        "assets.s3\u3002amazonaws.com",
        "assets.s3\uff0eamazonaws.com",
      })
  void isNotTakenInByLettersThatLookLikeOurs(String host) {
    assertNotS3(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{customer}.s3.us-east-1.amazonaws.com",
        "{{}}.s3.us-east-1.amazonaws.com",
        "{{customer.s3.us-east-1.amazonaws.com",
        "assets.{{customer",
        "customer}}.s3.us-east-1.amazonaws.com",
        "{{cus tomer}}.s3.us-east-1.amazonaws.com",
        "{{customer}}.example.com",
        "{{customer}}.s3.amazonaws.com.attacker.example",
        "s3.{{region}}.amazonaws.example.com",
        "{{customer}}.us-east-1.elb.amazonaws.com",
        "{{customer}}.cloudfront.net",
        "{{customer}}..s3.amazonaws.com",
      })
  void isNotTakenInByParametersThatAreNoneOrChangeNothing(String host) {
    assertNotS3(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{host}}",
        "{{host}}.",
        "www.{{domain}}",
        "{{sub}}.{{domain}}",
        "{{host}}.com",
        "{{host}}amazonaws.com",
        "{{host}}.amazonaws.com",
        "{{host}}.us-east-1.amazonaws.com",
        "{{host}}.dualstack.us-east-1.amazonaws.com",
        "{{bucket}}.{{service}}.us-east-1.amazonaws.com",
        "assets.{{service}}.amazonaws.com",
        "assets.s3{{variant}}.us-east-1.amazonaws.com",
        "assets.s3-{{region}}.amazonaws.com",
        "assets--use1-az4--x-s3.s3express-{{zone}}-az4.us-east-1.amazonaws.com",
        "{{host}}s3.us-east-1.amazonaws.com",
        "{{alias}}.s3-global.amazonaws.com",
        "assets.s3.{{suffix}}",
      })
  void doesNotJudgeWhatTenantsDecide(String host) {
    assertEquals(new S3Endpoint.UpToTenants(), S3Endpoint.of(host));
  }

  /** Hosts of S3-like parts in any order, most of them near misses. */
  @Test
  void neverTakesAHostOutsideTheSuffixesForS3() {
    Random random = new Random(20_261_124);
    List<String> parts =
        List.of(
            "s3",
            "s3-website-us-east-1",
            "s3-us-west-2",
            "us-east-1",
            "dualstack",
            "amazonaws",
            "com",
            "cn",
            "eu",
            "c2s",
            "ic",
            "gov",
            "attacker",
            "example",
            "assets",
            "accesspoint",
            "s3-global",
            "s3-accelerate",
            "{{x}}",
            "",
            "amazonaws.com",
            "s3.amazonaws.com",
            "sgov.gov",
            "hci.ic.gov",
            "adc-e.uk",
            "-",
            "S3",
            "AmazonAWS.com");
    int known = 0;
    for (int host = 0; host < 100_000; host++) {
      StringBuilder text = new StringBuilder();
      for (int part = random.nextInt(7); part >= 0; part--) {
        text.append(parts.get(random.nextInt(parts.size())));
        text.append(part == 0 || random.nextInt(12) == 0 ? "" : ".");
      }
      if (S3Endpoint.of(text.toString()) instanceof S3Endpoint.Known) {
        known++;
        assertTrue(endsInSuffix(text.toString()), text::toString);
      }
    }
    assertTrue(known > 1_000, "too few hosts of S3 to say anything: " + known);
  }

  /** What is S3 as it stands is S3 no more once something stands behind it. */
  @Test
  void isAnchoredAtTheEnd() {
    Random random = new Random(7);
    for (int host = 0; host < 20_000; host++) {
      String s3 =
          "bucket-" + host + ".s3.us-east-1." + SUFFIXES.get(random.nextInt(SUFFIXES.size()));
      StringBuilder mixed = new StringBuilder();
      s3.chars()
          .forEach(c -> mixed.appendCodePoint(random.nextBoolean() ? Character.toUpperCase(c) : c));
      assertTrue(S3Endpoint.of(mixed.toString()) instanceof S3Endpoint.Known, mixed::toString);
      String behind = mixed + "." + (char) ('a' + random.nextInt(26)) + random.nextInt(100);
      assertFalse(S3Endpoint.of(behind) instanceof S3Endpoint.Known, behind);
    }
  }

  @Test
  void readsAHugeHostInLinearTime() {
    String labels = "s3.us-east-1.dualstack.".repeat(100_000);
    assertEquals(new S3Endpoint.NotS3(), S3Endpoint.of(labels + "example.com"));
    assertTrue(S3Endpoint.of(labels + "s3.amazonaws.com") instanceof S3Endpoint.Known);
    assertEquals(new S3Endpoint.NotS3(), S3Endpoint.of("{{".repeat(1_000_000)));
  }

  private static void recognises(
      String host, S3Endpoint.Kind kind, @Nullable String name, @Nullable String region) {
    assertEquals(
        new S3Endpoint.Known(kind, Optional.ofNullable(name), Optional.ofNullable(region)),
        S3Endpoint.of(host));
  }

  private static void assertNotS3(String host) {
    assertEquals(new S3Endpoint.NotS3(), S3Endpoint.of(host));
  }

  private static boolean endsInSuffix(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    String text = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    return SUFFIXES.stream().anyMatch(suffix -> text.endsWith("." + suffix));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "assets.s3.us--1.amazonaws.com",
        "assets.s3.us-east-1x.amazonaws.com",
        "assets.s3.us-east-x1.amazonaws.com",
        "assets.s3-us-east-1x.amazonaws.com",
        "assets--x-s3.s3express--az1.us-west-2.amazonaws.com",
        "assets--x-s3.s3express-usw2-azx.us-west-2.amazonaws.com",
        "assets--x-s3.s3express-usw2.us-west-2.amazonaws.com",
      })
  void whatOnlyLooksLikeARegionOrAZoneIsNone(String host) {
    assertEquals(new S3Endpoint.NotS3(), S3Endpoint.of(host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-east-10", "us-east-9", "xz-west-1", "az-ab-0"})
  void regionsToComeAreRegions(String region) {
    assertTrue(
        S3Endpoint.of("assets.s3." + region + ".amazonaws.com") instanceof S3Endpoint.Known known
            && known.region().equals(Optional.of(region)),
        region);
  }
}
