package httpsguard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody sees, and how the command ends, who judges what the AWS CLI printed. */
class CheckConfigTest extends CheckConfigOnTerminal {
  private static final String RULES =
      """
      {"policy": "redirect-to-https", "exemptionTag": null, "rules": [
        {"distribution": "EDFDVBD632BHDS5", "pathPattern": "*", "policy": "allow-all",
         "until": "2027-03-31", "reason": "set-top boxes"},
        {"account": "111122223333", "policy": "https-only"},
        {"tags": {"managed-by": "terraform"}, "mode": "notify"}]}
      """;

  @Test
  void aConfigInPolicyEndsWellWhateverIsNotKnown() throws IOException {
    assertEquals(ExitCode.CLEAN, check(answered(config("https-only")), "show=all"));
    assertTrue(output().contains("1.  Default (*)  in policy: https-only"), output());
    assertTrue(output().contains("judged: 1, with findings: 0, undecided: 0, "), output());
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
}
