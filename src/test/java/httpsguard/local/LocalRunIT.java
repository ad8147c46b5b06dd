package httpsguard.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's first command, with what a newcomer sees of it. */
class LocalRunIT {
  private static final String FROM_S3_OVER_HTTP = "the object, from S3 over HTTP";

  /** What was shown, split at its numbered steps. */
  private record Shown(int status, List<String> steps) {
    String step(int number) {
      return steps.get(number);
    }

    List<String> lines(int step, Predicate<String> which) {
      return step(step).lines().filter(which).toList();
    }
  }

  @AfterEach
  void noProcessIsLeft() {
    assertEquals(List.of(), ProcessHandle.current().descendants().toList());
  }

  @ParameterizedTest
  @CsvSource({
    "terraform-update, EDFDVBD632BHDS5, http://www.example.com/"
        + " http://www.example.com/uploads/sample",
    "console-create, E1WG1ZNPRXT0D4, http://d222222abcdef8.cloudfront.net/",
    "cloudformation-update, E3PTZ8XBQK4A1M, http://docs.example.com/"
        + " http://docs.example.com/print/sample",
    "cli-create, E2CJTW7N5HQ0RL, http://landing.example.com/legacy/sample",
    "staging-copy, E35XQZ4GY9VK2B, http://d666666abcdef8.cloudfront.net/catalog/sample",
    "staging-promotion, E1MPR8KD3WTN6C, http://shop.example.com/catalog/sample",
    "tag-removed, EDFDVBD632BHDS5, http://www.example.com/ http://www.example.com/uploads/sample",
  })
  void driftIsServedThenRepairedThenRedirected(String event, String id, String urls)
      throws Exception {
    Shown shown = play(event, "remediate", "redirect-to-https");
    List<String> drifted = List.of(urls.split(" ", -1));

    assertEquals(LocalRun.SHOWN, shown.status());
    assertEquals(drifted.size(), shown.lines(1, l -> l.endsWith(FROM_S3_OVER_HTTP)).size());
    for (String url : drifted) {
      assertLine(shown.step(1), "GET " + url, "200", FROM_S3_OVER_HTTP);
      String overHttps = url.replace("http:", "https:");
      assertLine(shown.step(6), "GET " + url, "301", "Location: " + overHttps);
      assertLine(shown.step(6), "GET " + overHttps, "200", "the object, from S3 over HTTPS");
    }
    assertEquals(List.of(), shown.lines(6, l -> l.endsWith(FROM_S3_OVER_HTTP)));
    assertTrue(shown.step(3).contains("\"outcome\": \"Repaired\""), shown.step(3));
    assertOnlyPoliciesChanged(shown, drifted.size(), "redirect-to-https");
    assertTrue(
        Pattern.compile("Subject: \\[HTTPS Guard\\] Repaired: (staging )?([a-z.]+ \\()?" + id)
            .matcher(shown.step(5))
            .find(),
        shown.step(5));
  }

  @Test
  void underHttpsOnlyTheViewerGetsNoObject() throws Exception {
    Shown shown = play("console-create", "remediate", "https-only");

    assertOnlyPoliciesChanged(shown, 1, "https-only");
    assertLine(shown.step(6), "GET http://d222222abcdef8.cloudfront.net/", "403", "no object");
  }

  @Test
  void inModeNotifyNothingIsWrittenAndTheViewerStillGetsTheObject() throws Exception {
    Shown shown = play("console-create", "notify", "redirect-to-https");

    assertEquals(LocalRun.SHOWN, shown.status());
    assertFalse(shown.step(3).contains("UpdateDistribution  "), shown.step(3));
    assertTrue(shown.step(4).contains("not written"), shown.step(4));
    assertTrue(
        shown.step(5).contains("Subject: [HTTPS Guard] Not changed (mode notify): E1WG1ZNPRXT0D4"),
        shown.step(5));
    assertTrue(shown.step(6).contains("STILL"), shown.step(6));
    assertTrue(shown.step(6).contains("mode notify writes nothing"), shown.step(6));
    assertLine(
        shown.step(6), "GET http://d222222abcdef8.cloudfront.net/", "200", FROM_S3_OVER_HTTP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"in-policy", "own-update"})
  void whatIsInPolicyIsReadAndLeftAlone(String event) throws Exception {
    Shown shown = play(event, "remediate", "redirect-to-https");

    assertEquals(LocalRun.SHOWN, shown.status());
    assertLine(shown.step(3), "GetDistributionConfig", "200");
    assertEquals(1, shown.lines(3, line -> line.matches(" +[A-Z]\\w+ +\\d{3}.*")).size());
    assertTrue(shown.step(3).contains("\"outcome\": \"InPolicy\""), shown.step(3));
    assertNothingHappened(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed-call", "invalidation"})
  void whatIsNotOursIsNotLookedAt(String event) throws Exception {
    Shown shown = play(event, "remediate", "redirect-to-https");

    assertEquals(LocalRun.SHOWN, shown.status());
    assertTrue(shown.step(3).contains("No call to AWS."), shown.step(3));
    assertTrue(shown.step(3).contains("\"outcome\": \"Unrelated\""), shown.step(3));
    assertNothingHappened(shown);
  }

  @Test
  void whatIsExemptIsToldAndLeftAlone() throws Exception {
    Shown shown = play("tag-exempt", "remediate", "redirect-to-https");

    assertEquals(LocalRun.SHOWN, shown.status());
    assertTrue(shown.step(2).contains("https-guard-exempt = 2027-03-31"), shown.step(2));
    assertTrue(shown.step(3).contains("\"outcome\": \"Exempt\""), shown.step(3));
    assertTrue(shown.step(4).contains("not written"), shown.step(4));
    assertTrue(shown.step(5).contains("Subject: [HTTPS Guard] "), shown.step(5));
    assertTrue(shown.step(6).contains("STILL"), shown.step(6));
    assertTrue(shown.step(6).contains("; they are exempt"), shown.step(6));
    assertEquals(2, shown.lines(6, line -> line.endsWith(FROM_S3_OVER_HTTP)).size());
  }

  @Test
  void everySampleEventIsPlayedHere() {
    assertEquals(
        Set.of(
            "terraform-update",
            "console-create",
            "cloudformation-update",
            "cli-create",
            "staging-copy",
            "staging-promotion",
            "in-policy",
            "own-update",
            "failed-call",
            "invalidation",
            "tag-exempt",
            "tag-removed"),
        Set.copyOf(SampleEvents.read().names()));
  }

  @Test
  void aWrongEventListsThoseThatThereAre() throws Exception {
    Shown shown = play("terraform", "remediate", "redirect-to-https");

    assertEquals(LocalRun.NOT_PLAYED, shown.status());
    for (String name : SampleEvents.read().names()) {
      assertTrue(shown.step(0).contains(name), shown.step(0));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "repair, redirect-to-https, 'MODE is \"repair\" (allowed: remediate, notify)'",
    "notify, http, HTTPS_POLICY is \"http\"",
  })
  void aWrongSettingIsShownAsTheFunctionSaysIt(String mode, String policy, String message)
      throws Exception {
    Shown shown = play("terraform-update", mode, policy);

    assertEquals(LocalRun.NOT_PLAYED, shown.status());
    assertTrue(shown.step(3).contains(message), shown.step(3));
    assertFalse(shown.step(3).contains("\tat "), "no stack trace");
  }

  @Test
  void asAProcessItEndsByItselfAndWritesNoColourIntoAPipe() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    var builder =
        new ProcessBuilder(
            java.toString(),
            "-classpath",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "httpsguard.cli.FromMaven",
            "command=try",
            "event=failed-call",
            "mode=remediate",
            "policy=https-only");
    builder.environment().putAll(Map.of("TERM", "xterm", "NO_COLOR", ""));
    Process process = builder.redirectErrorStream(true).start();
    String shown = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(LocalRun.SHOWN, process.exitValue(), shown);
    assertTrue(shown.startsWith("HTTPS Guard for CloudFront"), shown);
    assertFalse(shown.contains("\u001b"), shown);
  }

  private static void assertNothingHappened(Shown shown) {
    assertTrue(shown.step(4).contains("not written"), shown.step(4));
    assertTrue(shown.step(5).contains("Nothing was published."), shown.step(5));
    assertTrue(shown.step(6).contains("the same answers as before"), shown.step(6));
  }

  private static void assertOnlyPoliciesChanged(Shown shown, int values, String to) {
    String heading = values + (values == 1 ? " value" : " values") + " changed, and 0 of the other";
    assertTrue(shown.step(4).contains(heading), shown.step(4));
    List<String> minus = shown.lines(4, line -> line.startsWith("   -"));
    List<String> plus = shown.lines(4, line -> line.startsWith("   +"));
    String element = " *<ViewerProtocolPolicy>%s</ViewerProtocolPolicy>";
    assertEquals(values, minus.size());
    assertEquals(values, plus.size());
    assertTrue(minus.stream().allMatch(l -> l.matches(" +-" + element.formatted("allow-all"))));
    assertTrue(plus.stream().allMatch(l -> l.matches(" +\\+" + element.formatted(to))));
  }

  private static void assertLine(String step, String... cells) {
    String pattern =
        " *" + String.join(" +", List.of(cells).stream().map(Pattern::quote).toList()) + " *";
    assertTrue(
        step.lines().anyMatch(line -> line.matches(pattern)), () -> pattern + " not in\n" + step);
  }

  private static Shown play(String event, String mode, String policy) throws Exception {
    var output = new ByteArrayOutputStream();
    int status =
        new LocalRun(
                new Launch("mvn -q -Ptry package", name -> "-D" + name, /* isCheckout= */ true),
                new PrintStream(output, true, UTF_8),
                /* coloured= */ false)
            .play(event, mode, policy);
    return new Shown(status, List.of(output.toString(UTF_8).split("\n(?=\\d  )", -1)));
  }
}
