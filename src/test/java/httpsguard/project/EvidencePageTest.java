package httpsguard.project;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.BaseStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * docs/evidence.md says how much is tried against hostile input; counted here from the tests
 * themselves, so that the page is not counted again by hand.
 */
class EvidencePageTest {
  private final Map<String, List<Class<?>>> classes;
  private final String page;

  EvidencePageTest() throws Exception {
    classes = NamedTestsTest.classes();
    page = Files.readString(Path.of("docs", "evidence.md"));
  }

  @Test
  void howManyHostileThingsAreTriedIsCounted() throws Exception {
    says(
        "HostileEventTest",
        count(
            "HostileEventTest",
            "aWrongTypeIsAnErrorOrNotOurs",
            "aMissingOrImpossibleValueIsAnErrorOrNotOurs",
            "tagsOfNoDistributionAreAnErrorOrNotOurs",
            "junkIsAnErrorOrNotOurs",
            "bytesThatAreNotUtf8AreAnError"),
        "events");
    says("UnreadableConfigTest", count("UnreadableConfigTest"), "events");
    says("TwoMeaningsTest", cases("TwoMeaningsTest"), "configs");
    says("TwoMeaningsTest", cases("TwoMeaningsTest"), "origins");
    says("ContradictoryListsTest", cases("ContradictoryListsTest"), "configs");
    says("ContradictoryListsTest", cases("ContradictoryListsTest"), "lists");
    says("OddListsGeneratedTest", cases("OddListsGeneratedTest"), "lists");
    says("OddUpdatesGeneratedTest", cases("OddUpdatesGeneratedTest"), "answers");
    says("OddAnswersTest", cases("OddAnswersTest"), "answers");
    says("OddAnswersTest", 2 * number("OddAnswersTest", "SLOW_CASES"), "slow");
    says("StrictJsonTest", cases("StrictJsonTest"), "texts");
    says("ReadingTimeTest", count("ReadingTimeTest"), "shapes");
    says("CutTextsTest", number("CutTextsTest", "NOTICES"), "notices");
    says("CutTextsTest", count("CutTextsTest", "andHoweverAReportIs"), "reports");
    says("CutTextsTest", number("CutTextsTest", "WITH_ATTRIBUTES"), "notices with attributes");
    says("UnwordedNoticeTest", cases("UnwordedNoticeTest"), "calls");
    says("DestinationRecordTest", number("DestinationRecordTest", "NAMES"), "names");
    says("HostileDocumentTest", count("HostileDocumentTest"), "cases");
    says("OddDocumentTest", count("OddDocumentTest"), "cases");
    says("NestedAnswerTest", count("NestedAnswerTest"), "cases");
    says("HostileWordsTest", count("HostileWordsTest"), "cases");
  }

  /** In one of the rows that name the test. */
  private void says(String test, int figure, String ofWhat) {
    String said = "%,d %s".formatted(figure, ofWhat);
    assertTrue(
        page.lines()
            .filter(line -> line.startsWith("|") && line.contains("`" + test + "`"))
            .anyMatch(line -> line.matches(".*\\b" + said + "\\b.*")),
        () -> "no row of `" + test + "` says: " + said);
  }

  private int cases(String test) throws Exception {
    return number(test, "CASES");
  }

  private int number(String test, String constant) throws Exception {
    Field field = only(test).getDeclaredField(constant);
    field.setAccessible(true);
    return field.getInt(null);
  }

  /**
   * How often tests run.
   *
   * @param methods of the class; all of them if none is named
   */
  private int count(String test, String... methods) throws Exception {
    int count = 0;
    for (Method method : only(test).getDeclaredMethods()) {
      if (methods.length == 0 || Arrays.asList(methods).contains(method.getName())) {
        count += runs(only(test), method);
      }
    }
    return count;
  }

  private Class<?> only(String test) {
    return classes.getOrDefault(test, List.of()).getFirst();
  }

  private static int runs(Class<?> tests, Method method) throws Exception {
    if (method.isAnnotationPresent(Test.class)) {
      return 1;
    }
    if (!method.isAnnotationPresent(ParameterizedTest.class)) {
      return 0;
    }
    MethodSource source = method.getAnnotation(MethodSource.class);
    if (source != null) {
      Method arguments = tests.getDeclaredMethod(source.value()[0]);
      arguments.setAccessible(true);
      return size(arguments.invoke(null));
    }
    FieldSource fieldSource = method.getAnnotation(FieldSource.class);
    if (fieldSource != null) {
      Field arguments = tests.getDeclaredField(fieldSource.value()[0]);
      arguments.setAccessible(true);
      return size(arguments.get(null));
    }
    return inAnnotations(method);
  }

  private static int inAnnotations(Method method) {
    CsvSource rows = method.getAnnotation(CsvSource.class);
    if (rows != null) {
      return rows.value().length;
    }
    ValueSource values = method.getAnnotation(ValueSource.class);
    if (values != null) {
      return values.strings().length + values.longs().length + values.ints().length;
    }
    EnumSource constants = method.getAnnotation(EnumSource.class);
    if (constants != null) {
      return method.getParameterTypes()[0].getEnumConstants().length;
    }
    throw new AssertionError("where " + method + " takes its arguments from is not counted");
  }

  private static int size(Object arguments) {
    return switch (arguments) {
      case List<?> list -> list.size();
      case Object[] array -> array.length;
      case BaseStream<?, ?> stream -> (int) ((Stream<?>) stream).count();
      default -> throw new AssertionError("not counted: " + arguments.getClass());
    };
  }
}
