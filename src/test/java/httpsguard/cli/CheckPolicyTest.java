package httpsguard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.policy.HttpsPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who checks a policy before deploying it, on 2026-11-24. */
class CheckPolicyTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T10:05:00Z"), ZoneOffset.UTC);

  @TempDir private Path directory;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void compactsADocumentWithoutChangingItsMeaning() {
    String odd =
        "it's \"old\" \\\\ / \\u00fc \\ud83d\\ude80 \\t end \\\\u0027".replace("\"", "\\\"");
    String document =
        "{\"policy\": \"redirect-to-https\",\n  \"rules\": [ {\"pathPattern\": \"/a'b\\\\c/*\", \"policy\": \"allow-all\","
            + " \"until\": \"2027-03-31\", \"reason\": \""
            + odd
            + "\"} ] }";
    String compact = CheckPolicyCommand.compact(document);
    assertEquals(HttpsPolicy.parse(document), HttpsPolicy.parse(compact));
    assertEquals(1, compact.lines().count());
    assertTrue(compact.chars().noneMatch(character -> character == '\''), compact);
    assertTrue(!compact.replaceAll("\\\\u[0-9a-f]{4}", "").contains("\\"), compact);
  }

  @Test
  void saysWhatThePolicyMeansInTheOrderInWhichRulesAreTried() throws IOException {
    int status =
        check(
            """
            {"policy": "redirect-to-https",
             "rules": [
              {"distribution": "E2EXAMPLE", "pathPattern": "/legacy/*", "policy": "allow-all",
               "until": "2027-03-31", "reason": "set-top boxes"},
              {"tags": {"managed-by": "terraform"}, "mode": "notify"},
              {"account": "123456789012", "pathPattern": "*", "policy": "https-only"}],
             "exemptionTag": {"maxDays": 30}}
            """,
            UTF_8);
    assertEquals(0, status);
    assertEquals(
        """
          rules[0]  distribution E2EXAMPLE, path pattern "/legacy/*"
              exempt until 2027-03-31 (in 127 days): "set-top boxes"
          rules[1]  tag "managed-by" = "terraform"
              reported, never repaired (mode notify)
          rules[2]  account 123456789012, the default cache behavior
              repaired to https-only
          everything else
              repaired to redirect-to-https
          owners' tags
              "https-guard-exempt" = "2027-03-31 reason in words" exempts a distribution until that day
              (at most 30 days ahead), where no rule names a policy
        """,
        between("first match first:\n", "\nTo deploy it"));
    assertTrue(
        output().startsWith(file() + " is right: 311 bytes once deployed, of 3,072"), output());
  }

  @Test
  void saysWhatAWordMeans() throws IOException {
    assertEquals(0, check("https-only\n", UTF_8));
    assertTrue(output().contains("  everything\n      repaired to https-only\n"), output());
    assertTrue(
        output().contains("\n  sam deploy --parameter-overrides 'HttpsPolicy=\"https-only\"'\n"),
        output());
    assertTrue(output().endsWith("\n  --parameter-overrides 'HttpsPolicy=https-only'\n"), output());
  }

  @Test
  void pointsOutWhatIsAllowedButMayNotBeMeant() throws IOException {
    assertEquals(
        0,
        check(
            """
            {"policy": "redirect-to-https", "exemptionTag": null,
             "rules": [
              {"pathPattern": "/*", "policy": "allow-all", "until": "2026-11-23", "reason": "x"},
              {"pathPattern": "*", "policy": "https-only"},
              {"pathPattern": "/*", "policy": "https-only"},
              {"account": "123456789012", "policy": "https-only"},
              {"account": "123456789012", "tags": {"a": "b"}, "policy": "redirect-to-https"},
              {"account": "123456789012", "tags": {"a": "b"}, "mode": "notify"}]}
            """,
            UTF_8));
    assertEquals(
        """
        Note: rules[0].until is past: the exemption has ended and can be removed.
        Note: rules[0].pathPattern "/*" is a cache behavior with that very pattern; the default cache behavior is "*".
        Note: rules[2].pathPattern "/*" is a cache behavior with that very pattern; the default cache behavior is "*".
        Note: rules[4].policy decides nothing: rules[3] fits all that it fits, and comes first.
        """,
        between("exempt nothing\n", "\nTo deploy it"));
  }

  @Test
  void printsADeployCommandThatArrivesAsItWasMeant() throws IOException {
    String policy =
        """
        {"policy": "redirect-to-https",
         "rules": [{"pathPattern": "/it's/\\u00fc \\\\ \\"x\\"/*", "policy": "allow-all",
          "until": "2027-03-31", "reason": "don't \\"touch\\" $HOME `id` \\\\ ! \u00fc"}]}
        """;
    assertEquals(0, check(policy, UTF_8));
    String command = output().lines().filter(line -> line.contains("sam deploy")).findFirst().get();
    String inShellQuotes = command.substring(command.indexOf('\'') + 1, command.lastIndexOf('\''));
    assertTrue(!inShellQuotes.contains("'"), command);
    assertEquals(HttpsPolicy.parse(policy), HttpsPolicy.parse(asSamCliReads(inShellQuotes)));
  }

  @Test
  void namesTheProblemsAndFails() throws IOException {
    assertEquals(1, check("{\"policy\":\"allow-all\",\"rules\":[{}]}", UTF_8));
    assertTrue(output().startsWith(file() + " is not right:\n"), output());
    assertTrue(output().contains("  " + file() + ": policy is \"allow-all\" (allowed"), output());
    assertTrue(output().contains("  " + file() + ": rules[0] has no matcher"), output());
    assertTrue(!output().contains("sam deploy"), output());
  }

  @Test
  void countsWhatIsDeployedAndNotTheFilesLayout() throws IOException {
    assertEquals(0, check("{\"policy\":" + " ".repeat(4000) + "\"https-only\"}", UTF_8));
    assertEquals(
        1,
        check(
            "{\"policy\":\"https-only\",\"rules\":[{\"tags\":{\"a\":\""
                + "x".repeat(250)
                + "\"},\"mode\":\"notify\"}"
                + ",{\"account\":\"123456789012\",\"mode\":\"notify\"}".repeat(70)
                + "]}",
            UTF_8));
    assertTrue(output().contains("bytes long (allowed: 3072)"), output());
  }

  @Test
  void failsOnFilesThatCannotBeRead() throws IOException {
    assertEquals(2, run(""));
    assertEquals(2, run(directory.resolve("none.json").toString()));
    assertEquals(2, check("{\"policy\":\"\u00fc\"}", StandardCharsets.ISO_8859_1));
    assertTrue(output().contains("Which file?"), output());
    assertTrue(
        output()
            .contains(directory.resolve("none.json") + " cannot be read: there is no such file"),
        output());
    assertTrue(output().contains("it is not in UTF-8"), output());
  }

  /** SAM CLI 1.170.0 takes the outer quotes off and reads {@code \"}, {@code \'}, {@code \ }. */
  private static String asSamCliReads(String parameter) {
    String value = parameter.substring("HttpsPolicy=\"".length(), parameter.length() - 1);
    return value.replace("\\ ", " ").replace("\\\"", "\"").replace("\\'", "'");
  }

  private int check(String policy, Charset charset) throws IOException {
    Files.writeString(file(), policy, charset);
    return run(file().toString());
  }

  private int run(String file) {
    return FromMaven.run(
        List.of("command=check-policy", "file=" + file), print(), print(), CLOCK, false);
  }

  private Path file() {
    return directory.resolve("policy.json");
  }

  private PrintStream print() {
    return new PrintStream(printed, true, UTF_8);
  }

  private String output() {
    return printed.toString(UTF_8);
  }

  private String between(String start, String end) {
    String output = output();
    int from = output.indexOf(start) + start.length();
    return output.substring(from, output.indexOf(end, from));
  }
}
