package httpsguard.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import httpsguard.lambda.Lab;
import httpsguard.local.PublishedNotice;
import httpsguard.notice.Situations.Situation;
import httpsguard.policy.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each form of the notice, as its reader gets it, against a file beside this test's resources.
 * After a change that is meant, rewrite the files and read the difference:
 *
 * <pre>mvn -q test -Dtest=GoldenNoticesTest -Dgolden.rewrite=true</pre>
 */
class GoldenNoticesTest {
  private static final Path FILES = Path.of("src/test/resources/httpsguard/notice");
  private static final String REWRITE = "golden.rewrite";

  private static final Pattern COMMAND = Pattern.compile("^ {7}(aws|sam|for) ");

  private static final String TIME = "(?<=last modified )[0-9-]{10} [0-9:]{8} UTC";

  private static final Pattern UNBROKEN = Pattern.compile("\"[^\"]{50,}\"|\\S{50,}");

  /** The JSON and chat forms have no sentences of their own: some situations show all of them. */
  private static final Set<String> AS_JSON =
      Set.of(
          "repaired",
          "website",
          "repaired-exemption-ended",
          "would-repair-tags-unreadable",
          "exempt",
          "tag-granted",
          "already-back",
          "not-repaired",
          "website-match-viewer",
          "left-open-rest-put-right",
          "not-judged",
          "report-left-open",
          "report-repaired",
          "report-held-back",
          "report-daily",
          "test");

  private static final Set<String> AS_CHAT =
      Set.of("repaired", "post-allowed", "not-repaired", "report-repaired", "report-daily", "test");

  /** What the audit and the check of a config print, neither of which is published. */
  private static final Set<String> TEXTS =
      Set.of("audit-by-hand", "config-remediate", "config-notify");

  static List<Situation> situations() {
    return Stream.of(Situations.all(), ReportSituations.all()).flatMap(List::stream).toList();
  }

  private static Situation named(String name) {
    return situations().stream()
        .filter(situation -> situation.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }

  static List<Situation> situationsAsJson() {
    return AS_JSON.stream().sorted().map(GoldenNoticesTest::named).toList();
  }

  static List<Situation> situationsAsChat() {
    return AS_CHAT.stream().sorted().map(GoldenNoticesTest::named).toList();
  }

  @ParameterizedTest
  @MethodSource("situations")
  void noticeIsAsRecorded(Situation situation) throws IOException {
    PublishedNotice notice = play(situation, "outcome");
    String email =
        "Subject: " + notice.subject().orElseThrow() + "\n\n" + notice.messageFor("email");
    compare(situation.name() + ".golden", email);
  }

  @ParameterizedTest
  @MethodSource("situationsAsJson")
  void jsonForProgramsIsAsRecorded(Situation situation) throws IOException {
    String json = play(situation, "outcome").messageFor("sqs");
    compare(situation.name() + ".json.golden", pretty(json));
  }

  @ParameterizedTest
  @MethodSource("situationsAsChat")
  void chatNotificationIsAsRecorded(Situation situation) throws IOException {
    String json = play(situation, "chat").messageFor("https");
    compare(situation.name() + ".chat.golden", pretty(json));
  }

  /** Commands and what is one word or quoted are not broken, so that they can be copied. */
  @ParameterizedTest
  @MethodSource("situations")
  void linesFitAnEmail(Situation situation) {
    for (String line : play(situation, "outcome").messageFor("email").lines().toList()) {
      assertTrue(
          line.length() <= 76 || COMMAND.matcher(line).find() || UNBROKEN.matcher(line).find(),
          line);
    }
  }

  @Test
  void auditByHandIsAsRecorded() throws IOException {
    try (Lab lab = new Lab()) {
      String text = ReportSituations.byHand(lab).getString("text");
      compare("audit-by-hand.golden", text.replaceAll(TIME, "2026-11-24 09:12:30 UTC"));
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void previewOfAConfigInAFileIsAsRecorded(Mode mode) throws IOException {
    compare("config-" + mode.word() + ".golden", ReportSituations.judgedFromAFile(mode).text());
  }

  @Test
  void noFileIsLeftOver() throws IOException {
    Set<String> wanted =
        Stream.of(
                situations().stream().map(situation -> situation.name() + ".golden"),
                AS_JSON.stream().map(name -> name + ".json.golden"),
                AS_CHAT.stream().map(name -> name + ".chat.golden"),
                TEXTS.stream().map(name -> name + ".golden"))
            .flatMap(names -> names)
            .collect(Collectors.toCollection(TreeSet::new));
    try (Stream<Path> files = Files.list(FILES)) {
      assertEquals(
          wanted,
          files
              .map(file -> file.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  private static PublishedNotice play(Situation situation, String httpsFormat) {
    try (Lab lab = new Lab().set("HTTPS_FORMAT", httpsFormat)) {
      situation.play().in(lab);
      return lab.onlyNotice();
    }
  }

  private static void compare(String file, String text) throws IOException {
    Path path = FILES.resolve(file);
    String stable = withoutRandomIds(text);
    if (Boolean.getBoolean(REWRITE)) {
      Files.writeString(path, stable);
    }
    assertTrue(Files.exists(path), path + " is missing: run with -D" + REWRITE + "=true");
    assertEquals(
        Files.readString(path), stable, "a change that is meant? run with -D" + REWRITE + "=true");
  }

  /** The stand-in makes up a request id for each answer. */
  private static String withoutRandomIds(String text) {
    return text.replaceAll(
        "(?!0a1b2c3d)\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b",
        "5b1e0a52-0000-4000-8000-c7d4f0a1b2c3");
  }

  private static String pretty(String json) {
    try {
      return JsonWriter.indent("  ").string().value(JsonParser.any().from(json)).done() + "\n";
    } catch (JsonParserException e) {
      throw new IllegalStateException(json, e);
    }
  }
}
