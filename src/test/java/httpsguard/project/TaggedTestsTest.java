package httpsguard.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An execution of Failsafe that finds no test of its group passes without a word. */
class TaggedTestsTest {
  private static final Pattern GROUP = Pattern.compile("<groups>(\\w+)</groups>");
  private static final Pattern TAG = Pattern.compile("(?m)^@Tag\\(\"(\\w+)\"\\)");

  @Test
  void everyGroupThatTheBuildRunsApartHasATest() throws IOException {
    Set<String> groups = found(GROUP, Files.readString(Path.of("pom.xml")));
    assertEquals(Set.of("alone", "last"), groups);

    Set<String> tags = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      for (Path file : files.filter(each -> each.toString().endsWith("IT.java")).toList()) {
        tags.addAll(found(TAG, Files.readString(file)));
      }
    }
    assertEquals(groups, tags);
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult result) -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
