package httpsguard.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.lambda.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/notices.md} shows what subscribers really get. After a change that is meant, have its
 * blocks rewritten with the golden files: first those, then these.
 *
 * <pre>mvn -q test -Dtest=GoldenNoticesTest,NoticesPageTest -Dgolden.rewrite=true</pre>
 */
class NoticesPageTest {
  private static final Path PAGE = Path.of("docs", "notices.md");
  private static final Path FILES = Path.of("src/test/resources/httpsguard/notice");
  private static final Pattern BLOCK =
      Pattern.compile("<!-- (\\S+)\\.golden -->\n```\\w+\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern FIELD = Pattern.compile("(?m)^\\| `([^`]+)` \\| (\\w+) \\|");
  private static final Pattern ATTRIBUTE = Pattern.compile("(?m)^\\| `(\\w+)` \\| `String` \\|");

  @Test
  void showsEachNoticeByteForByteAsItIsSent() throws IOException {
    if (Boolean.getBoolean("golden.rewrite")) {
      rewrite();
    }
    List<String> shown = new ArrayList<>();
    for (MatchResult block : BLOCK.matcher(Files.readString(PAGE)).results().toList()) {
      shown.add(block.group(1));
      assertEquals(golden(block.group(1)), block.group(2));
    }
    assertEquals(
        List.of(
            "repaired",
            "would-repair",
            "exempt",
            "website",
            "already-back",
            "not-repaired",
            "report-repaired",
            "repaired.json",
            "repaired.chat"),
        shown);
  }

  /** Cut before the second step. */
  @Test
  void theReadmeShowsHowANoticeBegins() throws IOException {
    String page = Files.readString(Path.of("README.md"));
    int start = page.indexOf("```text\n") + "```text\n".length();
    String shown = page.substring(start, page.indexOf("```", start));
    assertTrue(golden("repaired").startsWith(shown + "  2."), shown);
  }

  @Test
  void describesEachFieldOfTheJsonAndNoOther() throws IOException, JsonParserException {
    Set<String> described = new TreeSet<>();
    for (MatchResult row : FIELD.matcher(section("The outcome as JSON")).results().toList()) {
      described.add(row.group(1) + " " + row.group(2));
    }
    assertEquals(lines(described), lines(occurring()));
  }

  /** But for the fields of what was looked at again, which are those of an outcome. */
  @Test
  void describesEachFieldOfTheJsonOfAReportAndNoOther() throws IOException, JsonParserException {
    Set<String> described = new TreeSet<>();
    for (MatchResult row : FIELD.matcher(section("The report as JSON")).results().toList()) {
      described.add(row.group(1) + " " + row.group(2));
    }
    Set<String> ofOutcomes =
        occurring().stream().map(field -> "distributions[]." + field).collect(Collectors.toSet());
    Set<String> occurring = new TreeSet<>();
    for (Situations.Situation situation : ReportSituations.all()) {
      try (Lab lab = new Lab()) {
        situation.play().in(lab);
        JsonObject json = JsonParser.object().from(lab.onlyNotice().messageFor("sqs"));
        if (json.getString("outcome").equals("Report")) {
          collect(json, "", occurring);
        }
      }
    }
    occurring.removeAll(ofOutcomes);
    Set<String> fields =
        occurring.stream()
            .filter(field -> !field.startsWith("distributions[].found[]"))
            .map(field -> field.replaceFirst("^counts\\.\\w+", "counts.OUTCOME"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(lines(described), lines(fields));
  }

  private static String section(String heading) throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("\n## " + heading + "\n");
    return page.substring(start, page.indexOf("\n## ", start + 1));
  }

  @Test
  void namesEachMessageAttribute() throws IOException {
    try (Lab lab = new Lab().set("OWNER_TAG", "team").put(Configs.config())) {
      lab.cloud().distributions().tag(Events.ID, "team", "storefront");
      lab.handle(Events.update("allow-all"));
      assertEquals(
          lab.onlyNotice().attributes().keySet(),
          ATTRIBUTE
              .matcher(Files.readString(PAGE))
              .results()
              .map(row -> row.group(1))
              .collect(Collectors.toSet()));
    }
  }

  /** Each path with its type, in every JSON that any situation leads to. */
  private static Set<String> occurring() throws JsonParserException {
    Set<String> fields = new TreeSet<>();
    for (Situations.Situation situation : Situations.all()) {
      try (Lab lab = new Lab()) {
        situation.play().in(lab);
        collect(JsonParser.object().from(lab.onlyNotice().messageFor("sqs")), "", fields);
      }
    }
    try (Lab lab = new Lab()) {
      collect(lab.handle(Events.tagging("team")), "", fields);
      collect(lab.handle(withLongAliases()), "", fields);
    }
    return fields;
  }

  private static Events withLongAliases() {
    List<String> aliases = Collections.nCopies(300, "a".repeat(500));
    return Events.update("allow-all")
        .with(
            "detail.responseElements.distribution.distributionConfig.aliases",
            new JsonObject(Map.of("quantity", aliases.size(), "items", new JsonArray(aliases))));
  }

  /** What the call wrote is described as what is there now. */
  private static void collect(Object value, String path, Set<String> fields) {
    switch (value) {
      case JsonObject object ->
          object.forEach(
              (name, inner) -> collect(inner, path.isEmpty() ? name : path + "." + name, fields));
      case JsonArray array when array.stream().anyMatch(JsonObject.class::isInstance) -> {
        fields.add(path + " list");
        String each = path.equals("carried") ? "behaviors" : path;
        array.forEach(inner -> collect(inner, each + "[]", fields));
      }
      case JsonArray _ -> fields.add(path + " list");
      case Boolean _ -> fields.add(path + " boolean");
      case Number _ -> fields.add(path + " number");
      default -> fields.add(path + " string");
    }
  }

  private static void rewrite() throws IOException {
    String page =
        BLOCK
            .matcher(Files.readString(PAGE))
            .replaceAll(
                block -> {
                  String whole = block.group();
                  String before = whole.substring(0, whole.length() - block.group(2).length() - 4);
                  return Matcher.quoteReplacement(before + golden(block.group(1)) + "```\n");
                });
    Files.writeString(PAGE, page);
  }

  private static String golden(String name) {
    try {
      return Files.readString(FILES.resolve(name + ".golden"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String lines(Set<String> fields) {
    return String.join("\n", fields);
  }
}
