package httpsguard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a preview says would happen if HTTPS Guard were installed. */
class CheckConfigPreviewTest extends CheckConfigOnTerminal {
  /** It said that HTTPS Guard had repaired it, found by an audit with a request id. */
  @Test
  void aPreviewSaysWhatWouldHappenAndClaimsNoRepair() throws IOException {
    assertEquals(ExitCode.FINDINGS, check(answered(config("allow-all")), "tags=none"));
    assertTrue(output().contains("FINDING: allow-all -> redirect-to-https"), output());
    String words = words();
    assertTrue(words.contains("judged from " + directory.resolve("config.json")), words);
    assertTrue(
        words.contains(
            "If HTTPS Guard were installed in mode \"remediate\", it would set 1 cache behavior to"
                + " redirect-to-https and notify people. Nothing was changed"),
        words);
    for (String claim : List.of("has repaired", "Repaired", " audit ", "equest id", "Subject:")) {
      assertFalse(words.contains(claim), claim);
    }
  }

  @Test
  void inModeNotifyThePreviewSaysThatNothingWouldBeChanged() throws IOException {
    var _ = check(answered(config("allow-all")), "tags=none", "mode=notify");
    assertTrue(
        words()
            .contains("installed in mode \"notify\", it would change nothing and notify people."),
        output());
  }

  @Test
  void previewsOfManyAreNotShownAllAtOnce() throws IOException {
    String many =
        list(
            summary(ID, "allow-all"),
            summary("E2OTHER000000", "allow-all"),
            summary("E3OTHER000000", "allow-all"),
            summary("E4OTHER000000", "allow-all"));
    assertEquals(ExitCode.FINDINGS, check(many, "tags=none"));
    assertTrue(words().contains("4 distributions are out of policy"), output());
    assertFalse(output().contains("What to do"), output());
  }

  /** Only HTTP works for their viewers; they were said to be findings, as good as repaired. */
  @ParameterizedTest
  @ValueSource(strings = {"website-match-viewer.json", "dotted-bucket-match-viewer.json"})
  void whatFailsOverHttpsIsShownAsWhatItIsAndDoesNotEndWell(String file) {
    Path config = Path.of("src/test/resources/httpsguard/lambda", file);
    assertEquals(ExitCode.FINDINGS, run(List.of("config=" + config, "tags=none")));
    assertTrue(words().contains("FAILS OVER HTTPS, left alone: allow-all"), output());
    assertTrue(words().contains("no answer over HTTPS"), output());
    assertTrue(
        words().contains("If HTTPS Guard were installed, it would change nothing here and notify"),
        output());
  }

  /** Nothing is installed, and its words were those of a repair that had been. */
  @ParameterizedTest
  @CsvSource({
    "site.s3-website-us-east-1.amazonaws.com, match-viewer, allow-all, Would NOT be repaired:",
    "my.files.s3.eu-west-1.amazonaws.com, match-viewer, allow-all, Once that is deployed, set",
    "site.s3-website-us-east-1.amazonaws.com, http-only, allow-all, 'S3, with or without"
        + " HTTPS Guard'",
    "files.s3.eu-west-1.amazonaws.com, http-only, allow-all, 'S3, with or without HTTPS Guard'",
    "site.s3-website-us-east-1.amazonaws.com, a-word, allow-all, Would NOT be repaired: Default"
        + " (*).",
    "my.files.s3.eu-west-1.amazonaws.com, a-word, allow-all, : viewers can use plain HTTP to reach"
        + " S3.",
    "files.s3.eu-west-1.amazonaws.com, http-only, a-word, 'NOT judged: Default (*).'",
  })
  void aPreviewHasNoWordsOfARepair(
      String host, String originProtocolPolicy, String forDefault, String words)
      throws IOException {
    String file =
        answered(
            config(forDefault)
                .replace("b.s3.amazonaws.com", host)
                .replace(
                    "\"S3OriginConfig\": {\"OriginAccessIdentity\": \"\"}",
                    "\"CustomOriginConfig\": {\"OriginProtocolPolicy\": \"%s\"}"
                        .formatted(originProtocolPolicy)));
    assertEquals(ExitCode.FINDINGS, check(file, "tags=none"));
    assertTrue(words().contains(words), output());
    assertTrue(words().contains("A distribution, judged from "), output());
    for (String claim :
        List.of("NOT repaired", "Guard repairs", "Still ", "has repaired", "did ")) {
      assertFalse(words().contains(claim), () -> claim + " in " + output());
    }
  }

  /** The clients were said to fail from now on. */
  @Test
  void aPreviewSaysOfUploadsWhatWouldBecomeOfThem() throws IOException {
    String file =
        answered(
            config("allow-all")
                .replace(
                    "\"ViewerProtocolPolicy\"",
                    "\"AllowedMethods\": {\"Quantity\": 7, \"Items\": [\"GET\", \"HEAD\","
                        + " \"OPTIONS\", \"PUT\", \"POST\", \"PATCH\", \"DELETE\"]},"
                        + " \"ViewerProtocolPolicy\""));
    assertEquals(ExitCode.FINDINGS, check(file, "tags=none"));
    assertTrue(words().contains("so over plain HTTP would fail"), output());
  }

  /** It was said that nothing would be changed, or this and no more: only the tags decide. */
  @ParameterizedTest
  @CsvSource({
    "allow_all, redirect-to-https, Whether HTTPS Guard would change anything here is not known",
    "allow-all, rule, Whether it would change what is UNDECIDED as well is not known",
  })
  void nothingIsClaimedOfWhatIsUndecided(String forDefault, String policy, String words)
      throws IOException {
    String file =
        answered(
            config(forDefault)
                .replace(
                    "\"CacheBehaviors\": {\"Quantity\": 0}",
                    """
                    "CacheBehaviors": {"Quantity": 1, "Items": [{"PathPattern": "/a/*",
                      "TargetOriginId": "s3", "ViewerProtocolPolicy": "allow-all"}]}\
                    """));
    String rule =
        """
        {"policy": "redirect-to-https", "rules": [{"pathPattern": "/a/*", "policy": "https-only"}]}
        """;
    String said = policy.equals("rule") ? rule : policy;
    assertEquals(ExitCode.FINDINGS, check(file, "policy=" + said));
    assertTrue(words().contains(words), output());
  }
}
