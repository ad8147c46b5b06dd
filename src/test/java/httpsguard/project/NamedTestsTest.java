package httpsguard.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** Every test that the documentation names is there. */
class NamedTestsTest {
  private static final Path TESTS = Path.of("src", "test", "java");
  private static final Pattern NAME = Pattern.compile("`(\\w*[a-z](?:Test|IT))(?:\\.(\\w+))?`");

  @Test
  void everyTestThatTheDocumentationNamesIsThere() throws Exception {
    Map<String, List<Class<?>>> classes = classes();
    int named = 0;
    for (Path page : pages()) {
      List<MatchResult> names = NAME.matcher(Files.readString(page)).results().toList();
      named += names.size();
      assertEquals(
          List.of(),
          names.stream().filter(name -> !isThere(name, classes)).map(MatchResult::group).toList(),
          page::toString);
    }
    assertTrue(named > 50, "the documentation names its tests in another way by now: " + named);
  }

  private static boolean isThere(MatchResult name, Map<String, List<Class<?>>> classes) {
    List<Class<?>> types = classes.getOrDefault(name.group(1), List.of());
    if (name.group(2) == null) {
      return !types.isEmpty();
    }
    return types.stream()
        .flatMap(tests -> Arrays.stream(tests.getDeclaredMethods()))
        .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
        .anyMatch(method -> method.getName().equals(name.group(2)));
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      return Stream.concat(Stream.of(Path.of("README.md")), docs)
          .filter(page -> page.toString().endsWith(".md"))
          .toList();
    }
  }

  /** By their simple names. */
  static Map<String, List<Class<?>>> classes() throws IOException {
    try (Stream<Path> files = Files.walk(TESTS)) {
      return files
          .filter(file -> file.toString().matches(".*(Test|IT)\\.java"))
          .map(NamedTestsTest::load)
          .collect(Collectors.groupingBy(Class::getSimpleName));
    }
  }

  private static Class<?> load(Path file) {
    String name = TESTS.relativize(file).toString().replace(".java", "").replaceAll("[/\\\\]", ".");
    try {
      return Class.forName(name, false, NamedTestsTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
