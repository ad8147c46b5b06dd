package httpsguard.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.Version;
import httpsguard.local.WatchedGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command-line tool as a user has it: one jar, in a folder without anything else. */
class CommandLineJarIT {
  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  @TempDir private static Path shared;
  @TempDir private Path folder;
  @TempDir private Path temporary;

  @BeforeAll
  static void make() throws IOException {
    CommandLineJar.write(jar(), CLASS_PATH);
  }

  @Test
  void theSameFilesMakeTheSameBytes() throws IOException {
    Path again = folder.resolve("again.jar");
    CommandLineJar.write(again, CLASS_PATH);
    assertArrayEquals(Files.readAllBytes(jar()), Files.readAllBytes(again));
  }

  @Test
  void theFunctionHasNothingOfTheTool() throws IOException {
    Path function = Path.of("target", "function");
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.walk(function)) {
      files.map(file -> function.relativize(file).toString()).forEach(names::add);
    }
    try (ZipFile libraries = new ZipFile(function.resolve("lib/libraries.jar").toFile())) {
      libraries.stream().map(entry -> entry.getName()).forEach(names::add);
    }
    assertTrue(names.contains("httpsguard/lambda/GuardHandler.class"), "there is a function");
    assertEquals(
        List.of(),
        names.stream()
            .filter(name -> name.matches("(?:httpsguard/(?:cli|local|pack)|picocli)(?:/.*)?"))
            .toList());
  }

  @Test
  void everyCheckRunsFromTheJarAlone() throws Exception {
    Files.writeString(folder.resolve("policy.json"), "{\"policy\": \"https-only\"}");
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"CallerReference": "x", "Enabled": true, "Aliases": {"Quantity": 0},
         "Origins": {"Quantity": 1, "Items": [{"Id": "s3",
           "DomainName": "b.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}]},
         "DefaultCacheBehavior": {"TargetOriginId": "s3", "ViewerProtocolPolicy": "allow-all"},
         "CacheBehaviors": {"Quantity": 0}}
        """);
    assertRun(0, "https-guard " + Version.NUMBER + "\n", "--version");
    assertRun(0, "policy.json is right: 23 bytes", "check-policy", "policy.json");
    assertRun(
        1,
        "FINDING: allow-all -> https-only",
        "check-config",
        "--policy=policy.json",
        "--tags=none",
        "config.json");
    assertRun(2, "There is no option --tag. Closest: --tags", "check-config", "--tag=x", "x");
  }

  @Test
  void theLocalRunRunsFromTheJarAloneAndLeavesNothing() throws Exception {
    assertRun(0, "\"outcome\": \"Repaired\"", "try", "--event=console-create");
    assertRun(2, "There is no sample event \"typo\"", "try", "--event=typo");
    assertNothingLeft();
  }

  /** Edit a distribution, watch it repaired, and the notice come. */
  @Test
  void theGuardBehindTheStandInRepairsWhatSomebodyElseWrites() throws Exception {
    try (var watched =
        WatchedGuard.start(command("stand-in", "--guard=remediate", "--port=0"), folder)) {
      watched.drift();
      watched.awaitRepair();
      watched.awaitShown(
          "Subject: \\[HTTPS Guard\\] Repaired: blog\\.example\\.com \\(E2LNV9S7FQ3XJD\\)");
      watched.awaitShown(
          "guard: CloudTrail recorded UpdateDistribution of E2LNV9S7FQ3XJD(?s).*"
              + "guard: Repaired(?s).*guard: InPolicy");
      assertEquals(1, watched.count("Subject: "), "its own write is not told");

      List<ProcessHandle> children = watched.children();
      assertEquals(1, children.size());
      watched.stop();
      for (ProcessHandle child : children) {
        assertFalse(child.isAlive(), "the function's process is left");
      }
    }
    assertNothingLeft();
  }

  private void assertNothingLeft() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      assertEquals(
          List.of(), files.filter(file -> file.toString().contains("https-guard")).toList());
    }
  }

  private void assertRun(int status, String words, String... arguments) throws Exception {
    Process process =
        new ProcessBuilder(command(arguments))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String shown = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertTrue(shown.replace(System.lineSeparator(), "\n").contains(words), shown);
    assertEquals(status, process.exitValue(), shown);
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-jar");
    command.add(jar().toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static Path jar() {
    return shared.resolve("https-guard.jar");
  }
}
