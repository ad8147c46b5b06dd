package httpsguard.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page says about the code is what the code is. */
class ArchitecturePageTest {
  private static final Path PAGE = Path.of("docs", "architecture.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9]+)` \\|.*\\|(.*)\\|$");
  private static final Pattern PICTURE =
      Pattern.compile("```mermaid\nflowchart BT\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern DECLARED =
      Pattern.compile("\\b(?:class|record|interface|enum) (\\w+)");
  private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)(?:\\.(\\w+))?`");

  /** Not types of ours. */
  private static final Set<String> AWS_WORDS =
      Set.of(
          "GetDistributionConfig",
          "UpdateDistribution",
          "ListDistributions",
          "ViewerProtocolPolicy",
          "OriginProtocolPolicy",
          "PutMetricData");

  @Test
  void theTableHasTheRoomsInTheirOrder() throws IOException {
    assertEquals(
        RoomsTest.ROOMS.stream().map(ArchitecturePageTest::shortName).toList(),
        rows().stream().map(row -> row.group(1)).toList());
  }

  @Test
  void theTableHasTheLibrariesOfEachRoom() throws IOException {
    Map<String, Set<String>> said =
        rows().stream().collect(Collectors.toMap(row -> row.group(1), row -> codes(row.group(2))));
    Map<String, Set<String>> used =
        RoomsTest.ROOMS.stream()
            .collect(
                Collectors.toMap(
                    ArchitecturePageTest::shortName,
                    room -> RoomsTest.LIBRARIES.getOrDefault(room, Set.of())));
    assertEquals(used, said);
  }

  @Test
  void thePictureHasTheUsesOfEachRoom() throws IOException {
    MatchResult picture = only(PICTURE.matcher(page()).results().toList());
    assertEquals(picture(), picture.group(1));
  }

  @Test
  void everyTypeThatThePageNamesIsThere() throws IOException {
    Set<String> missing = new TreeSet<>();
    TYPE.matcher(page()).results().map(name -> name.group(1)).forEach(missing::add);
    assertTrue(missing.size() > 15, "the page names its types in another way by now");
    missing.removeAll(types());
    missing.removeAll(AWS_WORDS);
    assertEquals(Set.of(), missing);
  }

  /** An arrow for each use that no other use leads to. */
  private static String picture() throws IOException {
    Map<String, Set<String>> uses = RoomsTest.uses();
    StringBuilder arrows = new StringBuilder();
    for (String room : RoomsTest.ROOMS) {
      Set<String> direct = new TreeSet<>(uses.getOrDefault(room, Set.of()));
      for (String used : uses.getOrDefault(room, Set.of())) {
        direct.removeAll(reached(used, uses));
      }
      if (!direct.isEmpty()) {
        arrows
            .append("  ")
            .append(shortName(room))
            .append(" --> ")
            .append(
                direct.stream()
                    .map(ArchitecturePageTest::shortName)
                    .collect(Collectors.joining(" & ")))
            .append("\n");
      }
    }
    return arrows.toString();
  }

  private static Set<String> reached(String room, Map<String, Set<String>> uses) {
    Set<String> reached = new HashSet<>();
    List<String> open = new ArrayList<>(uses.getOrDefault(room, Set.of()));
    while (!open.isEmpty()) {
      String next = open.removeLast();
      if (reached.add(next)) {
        open.addAll(uses.getOrDefault(next, Set.of()));
      }
    }
    return reached;
  }

  private static Set<String> types() throws IOException {
    Set<String> types = new HashSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        DECLARED
            .matcher(Files.readString(file))
            .results()
            .map(declared -> declared.group(1))
            .forEach(types::add);
      }
    }
    return types;
  }

  private static List<MatchResult> rows() throws IOException {
    String page = page();
    return ROW.matcher(page.substring(page.indexOf("## The rooms"))).results().toList();
  }

  private static Set<String> codes(String cell) {
    return CODE.matcher(cell).results().map(code -> code.group(1)).collect(Collectors.toSet());
  }

  private static String shortName(String room) {
    return room.substring(room.indexOf('.') + 1);
  }

  private static MatchResult only(List<MatchResult> found) {
    assertEquals(1, found.size());
    return found.getFirst();
  }

  private static String page() throws IOException {
    return Files.readString(PAGE);
  }
}
