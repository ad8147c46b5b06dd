package httpsguard.policy;

import httpsguard.text.Excerpt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An object of a policy document, and what is wrong in it.
 *
 * @param path what leads to it, such as {@code rules[2]}; empty for the document itself
 * @param problems where problems are left
 */
record Fields(String path, Map<?, ?> json, List<PolicyProblem> problems) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,39}");

  private static final int MOST_OF_A_NUMBER = 40;

  static String path(String parent, String name) {
    if (!PLAIN.matcher(name).matches()) {
      return parent + "[" + Excerpt.of(name) + "]";
    }
    return parent.isEmpty() ? name : parent + "." + name;
  }

  boolean has(String name) {
    return json.containsKey(name);
  }

  List<String> names() {
    return json.keySet().stream().map(String::valueOf).toList();
  }

  void allowOnly(List<String> names) {
    for (String name : names()) {
      if (!names.contains(name)) {
        report(name, "is not a field (allowed: " + String.join(", ", names) + ")");
      }
    }
  }

  /**
   * The field's value; empty if it is missing, or wrong and so reported.
   *
   * @param allowed what the value may be, in words
   */
  <T> Optional<T> read(String name, Class<T> type, String allowed, Predicate<T> isAllowed) {
    if (!has(name)) {
      return Optional.empty();
    }
    @Nullable Object value = json.get(name);
    Optional<T> read =
        Optional.ofNullable(value).filter(type::isInstance).map(type::cast).filter(isAllowed);
    if (read.isEmpty()) {
      report(name, "is " + show(value) + " (allowed: " + allowed + ")");
    }
    return read;
  }

  Optional<String> readText(String name, String allowed, Predicate<String> isAllowed) {
    return read(name, String.class, allowed, isAllowed);
  }

  /** Like {@link #readText} for a field that must be there. */
  Optional<String> requireText(String name, String allowed, Predicate<String> isAllowed) {
    if (!has(name)) {
      report(name, "is missing (needed: " + allowed + ")");
    }
    return readText(name, allowed, isAllowed);
  }

  void report(String name, String says) {
    problems.add(new PolicyProblem(path(path, name), says));
  }

  static String show(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> Excerpt.of(text);
      case Map<?, ?> _ -> "an object";
      case List<?> _ -> "a list";
      // Without quotes, which may be what it lacks; and cut, as a number may have thousands of
      // digits.
      default -> Excerpt.upTo(value.toString(), MOST_OF_A_NUMBER);
    };
  }
}
