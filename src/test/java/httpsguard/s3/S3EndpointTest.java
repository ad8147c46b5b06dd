package httpsguard.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every form in which an origin's host leads to S3, and what only looks like one. Where the forms
 * are from: the S3 guide's pages on endpoints, website endpoints, access points and Transfer
 * Acceleration; the endpoint rules and partitions that AWS's SDKs carry; and, for {@code
 * s3-website.dualstack}, {@code s3-deprecated} and {@code s3-1}, which no guide names, AWS's own
 * section of the Public Suffix List.
 */
class S3EndpointTest {
  private static final Pattern FORM = Pattern.compile("`S3EndpointTest\\.\\w+` \\(`([^`]+)`\\)");

  private static final List<String> SUFFIXES =
      List.of(
          "amazonaws.com",
          "amazonaws.com.cn",
          "amazonaws.eu",
          "c2s.ic.gov",
          "sc2s.sgov.gov",
          "cloud.adc-e.uk",
          "csp.hci.ic.gov");

  @ParameterizedTest(name = "{0}: {1}")
  @CsvFileSource(resources = "hosts-of-s3.csv", numLinesToSkip = 1, nullValues = "-")
  void recognises(
      String form,
      String host,
      S3Endpoint.Kind kind,
      @Nullable String name,
      @Nullable String region) {
    assertEquals(
        new S3Endpoint.Known(kind, Optional.ofNullable(name), Optional.ofNullable(region)),
        S3Endpoint.of(host),
        form);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvFileSource(resources = "hosts-of-others.csv", numLinesToSkip = 1)
  void isNotTakenInBy(String why, String host) {
    assertEquals(new S3Endpoint.NotS3(), S3Endpoint.of(host), why);
  }

  /** {@code docs/facts.md} names forms, which are rows of the two tables. */
  @Test
  void everyFormThatTheFactsNameIsInATable() throws IOException {
    Set<String> forms = new HashSet<>();
    for (String table : List.of("hosts-of-s3.csv", "hosts-of-others.csv")) {
      Path file = Path.of("src", "test", "resources", "httpsguard", "s3", table);
      Files.readAllLines(file).forEach(row -> forms.add(row.substring(0, row.indexOf(','))));
    }
    List<String> named =
        FORM.matcher(Files.readString(Path.of("docs", "facts.md")))
            .results()
            .map(form -> form.group(1))
            .toList();
    assertTrue(named.size() > 10, "the facts name forms in another way by now: " + named);
    assertEquals(List.of(), named.stream().filter(form -> !forms.contains(form)).toList());
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

  private static void assertNotS3(String host) {
    assertEquals(new S3Endpoint.NotS3(), S3Endpoint.of(host));
  }

  private static boolean endsInSuffix(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    String text = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    return SUFFIXES.stream().anyMatch(suffix -> text.endsWith("." + suffix));
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
