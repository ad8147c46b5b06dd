package httpsguard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody sees who judges what the AWS CLI printed, on 2026-11-24. */
class CheckConfigTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T10:05:00Z"), ZoneOffset.UTC);
  private static final String ID = "EDFDVBD632BHDS5";
  private static final String RULES =
      """
      {"policy": "redirect-to-https", "exemptionTag": null, "rules": [
        {"distribution": "EDFDVBD632BHDS5", "pathPattern": "*", "policy": "allow-all",
         "until": "2027-03-31", "reason": "set-top boxes"},
        {"account": "111122223333", "policy": "https-only"},
        {"tags": {"managed-by": "terraform"}, "mode": "notify"}]}
      """;

  @TempDir private Path directory;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private static String config(String policy) {
    return """
    {"CallerReference": "x", "Enabled": true, "Aliases": {"Quantity": 0},
     "Origins": {"Quantity": 1, "Items": [{"Id": "s3",
       "DomainName": "b.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}]},
     "DefaultCacheBehavior": {"TargetOriginId": "s3", "ViewerProtocolPolicy": "%s"},
     "CacheBehaviors": {"Quantity": 0}}
    """
        .formatted(policy);
  }

  private static String summary(String id, String policy) {
    return config(policy)
        .replaceFirst(
            "\\{",
            """
            {"Id": "%1$s", "ARN": "arn:aws:cloudfront::111122223333:distribution/%1$s",
             "DomainName": "d111111abcdef8.cloudfront.net",
             "LastModifiedTime": "2026-11-20T10:05:00.123000+00:00",
            """
                .formatted(id));
  }

  private static String list(String... summaries) {
    return """
    {"DistributionList": {"Quantity": %d, "IsTruncated": false, "Items": [%s]}}
    """
        .formatted(summaries.length, String.join(",", summaries));
  }

  private static String answered(String config) {
    return "{\"ETag\": \"E2QWRUHEXAMPLE\", \"DistributionConfig\": " + config + "}";
  }

  @Test
  void aConfigInPolicyEndsWellWhateverIsNotKnown() throws IOException {
    assertEquals(ExitCode.CLEAN, check(answered(config("https-only")), "show=all"));
    assertTrue(output().contains("1.  Default (*)  in policy: https-only"), output());
    assertTrue(output().contains("judged: 1, with findings: 0, undecided: 0, "), output());
  }

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

  /** They counted as in policy, and the command ended with status 0. */
  @ParameterizedTest
  @ValueSource(strings = {"allow_all", "ALLOW_ALL", "a-word-of-the-future"})
  void aViewerProtocolPolicyThatNobodyKnowsIsUndecidedAndNoSuccess(String policy)
      throws IOException {
    assertEquals(ExitCode.FINDINGS, check(answered(config(policy)), "tags=none"));
    assertTrue(output().contains("NOT JUDGED, left alone: " + policy), output());
    assertTrue(output().contains("with findings: 0, undecided: 1, "), output());
    assertTrue(words().contains("ViewerProtocolPolicy is \"" + policy + "\""), output());
  }

  /** It ended with status 1 for good, whoever had exempted it. */
  @ParameterizedTest
  @ValueSource(strings = {"policy=" + RULES, "tags=https-guard-exempt=2027-03-31 set-top boxes"})
  void anUnknownWordThatIsExemptEndsWell(String exempt) throws IOException {
    assertEquals(
        ExitCode.CLEAN, check(answered(config("a-word-of-the-future")), "id=" + ID, exempt));
    assertTrue(output().contains("exempt until 2027-03-31: a-word-of-the-future"), output());
  }

  @Test
  void anUnknownWordThatTagsMayExemptSaysWhatToSay() throws IOException {
    String file = answered(config("a-word-of-the-future"));
    assertEquals(ExitCode.FINDINGS, check(file, "id=" + ID));
    assertTrue(
        words()
            .contains(
                "NOT JUDGED, left alone: a-word-of-the-future: the tag \"https-guard-exempt\" may"
                    + " exempt it: say -Dtags"),
        output());
    assertTrue(words().contains("and notify people, unless the distribution is exempt"), output());
    assertEquals(ExitCode.FINDINGS, check(file, "id=" + ID, "format=json"));
    assertTrue(output().contains("\"undecidedBy\":[\"the tag"), output());
  }

  @Test
  void withoutTagsAFindingIsUndecidedForTheTagMayExemptIt() throws IOException {
    assertEquals(ExitCode.FINDINGS, check(answered(config("allow-all")), "id=" + ID));
    assertTrue(
        words().contains("UNDECIDED: the tag \"https-guard-exempt\" may exempt it: say -Dtags"),
        output());
    assertTrue(output().contains("with findings: 0, undecided: 1, "), output());
    assertFalse(output().contains("What to do"), output());
  }

  @Test
  void theTagExemptsWhereItIsSaid() throws IOException {
    assertEquals(
        ExitCode.CLEAN,
        check(
            answered(config("allow-all")),
            "id=" + ID,
            "account=111122223333",
            "tags=team=web,https-guard-exempt=2027-03-31 set-top boxes"));
    assertTrue(output().contains("exempt until 2027-03-31: allow-all"), output());
  }

  @Test
  void aRuleThatNeedsWhatIsNotKnownIsNamedWithWhatToSay() throws IOException {
    String file = answered(config("allow-all"));
    assertEquals(ExitCode.FINDINGS, check(file, "policy=" + RULES));
    assertTrue(words().contains("rules[0] may decide: say -Did"), output());
    assertTrue(words().contains("rules[1] may decide: say -Daccount"), output());
    assertTrue(words().contains("Note: rules[2] may set mode notify: say -Dtags"), output());
  }

  @Test
  void whatARuleDecidesForCertainIsNotUndecidedForRulesBehindIt() throws IOException {
    assertEquals(
        ExitCode.CLEAN, check(answered(config("allow-all")), "policy=" + RULES, "id=" + ID));
    assertTrue(output().contains("exempt until 2027-03-31: allow-all"), output());
  }

  @Test
  void aListTellsIdsAndAccountsItself() throws IOException {
    assertEquals(
        ExitCode.FINDINGS,
        check(
            list(summary(ID, "allow-all"), summary("E2OTHER000000", "allow-all")),
            "policy=" + RULES));
    assertTrue(output().contains(ID + ", from "), output());
    assertTrue(output().contains("exempt until 2027-03-31: allow-all"), output());
    assertTrue(output().contains("FINDING: allow-all -> https-only"), output());
    assertTrue(output().contains("judged: 2, with findings: 1, undecided: 0, "), output());
  }

  @Test
  void oneOfAListIsPickedById() throws IOException {
    assertEquals(
        ExitCode.CLEAN,
        check(list(summary(ID, "https-only"), summary("E2OTHER000000", "allow-all")), "id=" + ID));
    assertTrue(output().contains("judged: 1,"), output());
    assertFalse(output().contains("E2OTHER000000"), output());
  }

  @Test
  void aListThatGoesOnIsNoSuccess() throws IOException {
    assertEquals(
        ExitCode.UNUSABLE,
        check(
            list(summary(ID, "https-only"))
                .replace("\"IsTruncated\": false", "\"IsTruncated\": true")));
    assertTrue(output().contains("the list goes on"), output());
  }

  /** It was believed to be complete, and an account of three to be empty. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"Quantity\": 3}", "{\"Quantity\": 100, \"Items\": []}"})
  void aListThatContradictsItselfIsNoSuccess(String page) throws IOException {
    assertEquals(
        ExitCode.UNUSABLE,
        check("{\"DistributionList\": " + page + "}", "tags=none", "allowEmpty=true"),
        output());
    assertTrue(output().contains("the list goes on"), output());
  }

  @Test
  void anEmptyAccountHasNoDistributionAndSaysSo() throws IOException {
    assertEquals(ExitCode.UNUSABLE, check("{\"DistributionList\": {\"Quantity\": 0}}"));
    assertTrue(
        output().contains("no distribution; where that is right, say -DallowEmpty"), output());
  }

  @Test
  void aDisabledDistributionIsLeftAlone() throws IOException {
    assertEquals(
        ExitCode.CLEAN,
        check(answered(config("allow-all").replace("\"Enabled\": true", "\"Enabled\": false"))));
    assertTrue(output().contains("(disabled: left alone)"), output());
  }

  @Test
  void aFolderIsReadWholeAndWhatIsNoConfigIsNamed() throws IOException {
    var _ = Files.writeString(directory.resolve(ID + ".json"), config("allow-all"));
    var _ = Files.writeString(directory.resolve("b.json"), "{\"Origins\": 1}");
    var _ = Files.writeString(directory.resolve("c.json"), "- yaml");
    var _ = Files.writeString(directory.resolve("README.md"), "not read");
    assertEquals(
        ExitCode.UNUSABLE,
        run(List.of("config=" + directory, "account=111122223333", "tags=none")));
    assertTrue(words().contains(ID + ", judged from " + directory.resolve(ID + ".json")), output());
    assertTrue(
        output().contains("b.json cannot be judged: it has no DistributionConfig"), output());
    assertTrue(output().contains("c.json cannot be judged: it does not begin like JSON"), output());
    assertTrue(output().contains("Not judged: 2."), output());
  }

  @Test
  void wrongOptionsAreNamedWithWhatIsAllowed() throws IOException {
    assertEquals(ExitCode.UNUSABLE, run(List.of("config=")));
    assertTrue(output().contains("Say it with -Dconfig=FILE"), output());
    for (String option :
        List.of("id=../x", "account=12", "mode=repair", "tags=oops", "policy=allow-all")) {
      assertEquals(ExitCode.UNUSABLE, check(answered(config("https-only")), option), option);
      assertTrue(
          output().contains("-D" + option.substring(0, option.indexOf('='))), () -> output());
      assertTrue(output().contains("llowed: "), () -> output());
    }
    assertEquals(ExitCode.UNUSABLE, run(List.of("config=" + directory.resolve("none.json"))));
    assertTrue(output().contains("there is no such file"), output());
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

  private int check(String file, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("config=" + Files.writeString(directory.resolve("config.json"), file));
    return run(all);
  }

  private int run(List<String> options) {
    printed.reset();
    PrintStream stream = new PrintStream(printed, true, UTF_8);
    List<String> all = new ArrayList<>(options);
    all.add("command=check-config");
    return FromMaven.run(all, stream, stream, CLOCK, /* coloured= */ false);
  }

  private String output() {
    return printed.toString(UTF_8);
  }

  private String words() {
    return output().replaceAll("\\s+", " ");
  }
}
