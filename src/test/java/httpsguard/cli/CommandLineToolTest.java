package httpsguard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.local.RuntimeInterfaceClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tool as somebody types it, on 2026-11-24. */
class CommandLineToolTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T10:05:00Z"), ZoneOffset.UTC);
  private static final String CONFIG =
      """
      {"CallerReference": "x", "Enabled": true, "Aliases": {"Quantity": 0},
       "Origins": {"Quantity": 1, "Items": [{"Id": "s3",
         "DomainName": "b.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}]},
       "DefaultCacheBehavior": {"TargetOriginId": "s3", "ViewerProtocolPolicy": "allow-all"},
       "CacheBehaviors": {"Quantity": 0}}
      """;

  @TempDir private Path directory;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(strings = {"--help", "check-config --help", "try -h", "--version", "stand-in -V"})
  void whoAsksForHelpGetsItOnStandardOutput(String line) {
    assertEquals(ExitCode.CLEAN, run(line.split(" ", -1)));
    assertTrue(output().contains("https-guard"), output());
    assertEquals("", complaints());
  }

  @ParameterizedTest
  @CsvSource({
    "check-config --tag none x, There is no option --tag. Closest: --tags",
    "try --modus=notify, There is no option --modus. Closest: --mode",
    "stand-in --gaurd=notify, There is no option --gaurd. Closest: --guard",
    "stand-in --guard=repair, '--guard is \"repair\" (allowed: remediate, notify)'",
    "stand-in --port=http, '--port=http: not a port from 1 to 65533.'",
    "stand-in --listen=0.0.0.0, '--listen=0.0.0.0 is every address'",
    "stand-in --guard=notify --policy=http, --policy is not right:",
    "check-config, Missing required parameter: 'FILE'",
    "check-config --format xml x, '--format is \"xml\" (allowed: text, json)'",
    "check-config --tags a x, '--tags is \"a\" (allowed: key=value,key=value, or none)'",
    "check-policy --format xml x, '--format is \"xml\" (allowed: text, json)'",
    "check-policy no-such-file, no-such-file cannot be read: there is no such file",
    "check-confg x, check-confg",
    "'', Which command?",
  })
  void whatCannotBeUsedIsSaidOnStandardErrorAndEndsWithTwo(String line, String words) {
    assertEquals(ExitCode.UNUSABLE, run(line.isEmpty() ? new String[0] : line.split(" ", -1)));
    assertTrue(complaints().contains(words.replace("'FILE'", "'FILE")), complaints());
    assertTrue(!complaints().contains("\tat "), complaints());
    assertEquals("", output());
  }

  /** A misspelt option of the local run was passed over in silence. */
  @ParameterizedTest
  @CsvSource({
    "try, modus=notify, There is no option -Dmodus. Closest: -Dmode",
    "stand-in, gaurd=notify, There is no option -Dgaurd. Closest: -Dguard",
    "stand-in, guard=repair, '-Dguard is \"repair\" (allowed: remediate, notify)'",
    "check-config, id=EDFDVBD632BHDS5, 'Which config? Say it with -Dconfig=FILE'",
  })
  void theProfilesOfMavenRefuseTheSameInTheirOwnSyntax(
      String command, String option, String words) {
    var err = new PrintStream(complaints, true, UTF_8);
    int status = FromMaven.run(List.of("command=" + command, option), err, err, CLOCK, false);
    assertEquals(ExitCode.UNUSABLE, status);
    assertTrue(complaints().contains(words), complaints());
  }

  @Test
  void bothSyntaxesLeadToTheSame() throws IOException {
    Path file = Files.writeString(directory.resolve("E26RZ9XRFCAYV1.json"), CONFIG);
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertEquals(
        ExitCode.FINDINGS,
        run(
            "check-config",
            "--tags-file=" + empty,
            "--tags",
            "team=web",
            "--format=json",
            file.toString()));
    String typed = output();
    printed.reset();
    var out = new PrintStream(printed, true, UTF_8);
    int status =
        FromMaven.run(
            List.of(
                "command=check-config",
                "tagsFile=" + empty,
                "tags=team=web",
                "format=json",
                "config=" + file),
            out,
            out,
            CLOCK,
            false);
    assertEquals(ExitCode.FINDINGS, status);
    assertEquals(typed, output());
  }

  @Test
  void severalFilesAreJudgedTogetherAndAllowEmptyIsAFlag() throws IOException {
    Path one = Files.writeString(directory.resolve("one.json"), CONFIG);
    Path two =
        Files.writeString(directory.resolve("two.json"), CONFIG.replace("allow-all", "https-only"));
    Path empty = Files.createDirectory(directory.resolve("empty"));

    assertEquals(
        ExitCode.FINDINGS,
        run("check-config", one.toString(), "--tags=none", two.toString(), empty.toString()));
    assertTrue(output().contains("judged: 2, with findings: 1, undecided: 0,"), output());
    assertEquals(ExitCode.UNUSABLE, run("check-config", empty.toString()));
    assertTrue(output().contains("where that is right, say --allow-empty"), output());
    assertEquals(ExitCode.CLEAN, run("check-config", "--allow-empty", empty.toString()));
  }

  @Test
  void aHyphenIsStandardInput() {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(CONFIG.getBytes(UTF_8)));
      assertEquals(ExitCode.FINDINGS, run("check-config", "--tags=none", "-"));
    } finally {
      System.setIn(before);
    }
    assertTrue(output().startsWith("A distribution, from standard input\n"), output());
  }

  @Test
  void aPolicyIsToldToPrograms() throws IOException {
    Path file = Files.writeString(directory.resolve("policy.json"), "https-only");
    assertEquals(ExitCode.CLEAN, run("check-policy", "--format=json", file.toString()));
    assertTrue(
        output()
            .startsWith(
                "{\"version\":1,\"status\":0,\"bytes\":10,\"policy\":\"https-only\",\"meaning\":[\""),
        output());
    Files.writeString(file, "{\"policy\": 7}");
    assertEquals(ExitCode.FINDINGS, run("check-policy", "--format=json", file.toString()));
    assertTrue(output().contains("\"field\":\"policy\""), output());
  }

  /** Its library for Linux would not load, and a stack trace would say so. */
  @Test
  void whereLambdasClientDoesNotRunItSaysWhereItDoes() {
    RuntimeInterfaceClient.requireItRunsOn("Linux");
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> RuntimeInterfaceClient.requireItRunsOn("Mac OS X"));
    assertTrue(String.valueOf(refused.getMessage()).contains("this is Mac OS X"));
  }

  /** It was shown in the very quotes that it lacked. */
  @Test
  void aNumberThatHasToBeInQuotesIsShownWithoutThem() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("policy.json"),
            """
            {"policy": "https-only", "rules": [{"account": 111122223333, "mode": "notify"}]}
            """);
    assertEquals(ExitCode.FINDINGS, run("check-policy", file.toString()));
    assertTrue(
        output().contains("rules[0].account is 111122223333 (allowed: twelve digits in quotes)"),
        output());
  }

  private int run(String... arguments) {
    printed.reset();
    complaints.reset();
    return CommandLineTool.run(
        Stream.of(arguments).toList(),
        new Surroundings(
            Syntax.COMMAND_LINE,
            Path.of(""),
            new PrintStream(printed, true, UTF_8),
            new PrintStream(complaints, true, UTF_8),
            CLOCK,
            /* coloured= */ false));
  }

  private String output() {
    return printed.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }

  private String complaints() {
    return complaints.toString(UTF_8);
  }
}
