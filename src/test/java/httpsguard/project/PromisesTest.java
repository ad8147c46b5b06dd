package httpsguard.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What the pages promise, tests show: each paragraph, each item of a list and each row of a table,
 * word for word, has the tests that show it, or says why none can. Whoever changes a page finds
 * here which tests its words stand on.
 */
class PromisesTest {
  private static final Path TABLES = Path.of("src/test/resources/httpsguard/project/promises");

  /** Why there is no test, in the first word or words of the reason. */
  private static final Pattern REASON =
      Pattern.compile("(explains|instructs|leads to|AWS's own|a limit)\\b.*");

  /**
   * @param says as the page says it; or {@code table SECTION}, all rows of the tables of a section;
   *     or {@code section SECTION}, all of it
   * @param shown the tests that show it
   * @param because why no test can
   */
  private record Promise(String says, List<String> shown, String because) {
    @SuppressWarnings("unchecked") // what it holds is used as text at once
    static Promise of(Map<String, Object> row) {
      return new Promise(
          String.valueOf(row.get("says")).strip(),
          (List<String>) row.getOrDefault("shown", List.of()),
          String.valueOf(row.getOrDefault("because", "")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"audit", "notices", "policy", "reliability"})
  void everyPromiseOfThePageIsInItsTableAndNothingElse(String page) throws IOException {
    List<Promise> table = table(page);
    Set<String> says = new LinkedHashSet<>(table.stream().map(Promise::says).toList());
    assertEquals(table.size(), says.size(), "rows that say the same");
    Set<String> missing = new LinkedHashSet<>();
    Set<String> stale = new LinkedHashSet<>(says);
    for (Statement statement : Statement.of(Files.readString(Path.of("docs", page + ".md")))) {
      if (says.contains(statement.text())) {
        stale.remove(statement.text());
      } else if (says.contains("section " + statement.section())) {
        stale.remove("section " + statement.section());
      } else if (statement.isRow() && says.contains("table " + statement.section())) {
        stale.remove("table " + statement.section());
      } else {
        missing.add(statement.text());
      }
    }
    assertEquals(
        "no row has:\n\nno page says:\n",
        "no row has:\n"
            + String.join("\n", missing)
            + "\nno page says:\n"
            + String.join("\n", stale));
  }

  @ParameterizedTest
  @ValueSource(strings = {"audit", "notices", "policy", "reliability"})
  void everyRowHasTestsThatAreThereOrAReason(String page) throws Exception {
    Map<String, List<Class<?>>> classes = NamedTestsTest.classes();
    List<String> wrong = new ArrayList<>();
    for (Promise promise : table(page)) {
      boolean hasTests = !promise.shown().isEmpty();
      if (hasTests == REASON.matcher(promise.because()).matches()) {
        wrong.add("tests or a reason, and one of them: " + promise.says());
      }
      promise.shown().stream()
          .filter(test -> !isThere(test, classes))
          .forEach(test -> wrong.add("no such test: " + test));
    }
    assertEquals(List.of(), wrong);
  }

  /** A page of reasons would promise nothing. */
  @Test
  void mostPromisesAreShownByTests() throws IOException {
    for (String page : List.of("audit", "notices", "policy", "reliability")) {
      List<Promise> table = table(page);
      long shown = table.stream().filter(promise -> !promise.shown().isEmpty()).count();
      assertTrue(4 * shown > 3L * table.size(), page + ": " + shown + "/" + table.size());
    }
  }

  private static boolean isThere(String test, Map<String, List<Class<?>>> classes) {
    String[] parts = test.split("#", -1);
    return parts.length == 2
        && classes.getOrDefault(parts[0], List.of()).stream()
            .flatMap(PromisesTest::methods)
            .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
            .anyMatch(method -> method.getName().equals(parts[1]));
  }

  private static Stream<Method> methods(Class<?> tests) {
    return Arrays.stream(tests.getDeclaredMethods());
  }

  private static List<Promise> table(String page) throws IOException {
    try (Reader reader = Files.newBufferedReader(TABLES.resolve(page + ".yaml"))) {
      List<Map<String, Object>> rows =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
      return rows.stream().map(Promise::of).toList();
    }
  }
}
