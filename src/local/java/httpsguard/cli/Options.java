package httpsguard.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands on Maven's command line as {@code -Dname=value}. */
public record Options(Map<String, String> given) {
  /** A file of properties: the pom writes all into it whose names any program knows. */
  private static final String GIVEN = "given";

  /** What Maven was given, known or not, as {@code Map.toString} writes it. */
  private static final String ALL_GIVEN = "all.given";

  /** Where the user stands, who gave the names of files. */
  private static final String FOLDER = "user.dir";

  /** Maven's own names have a dot, but for those that CI sets for every build. */
  private static final Pattern OPTION = Pattern.compile("(?!skip(?:Tests|ITs)$)\\w[\\w-]*");

  public Options {
    given = Map.copyOf(given);
  }

  /**
   * @param arguments each as {@code name=value}; one with an empty value was not given
   * @throws UncheckedIOException if {@code given} names a file that cannot be read
   */
  public static Options of(List<String> arguments) {
    Map<String, String> given = new HashMap<>();
    for (String argument : arguments) {
      int at = argument.indexOf('=');
      String value = argument.substring(at + 1);
      if (!value.isEmpty()) {
        given.put(at < 0 ? argument : argument.substring(0, at), value);
      }
    }
    Optional.ofNullable(given.remove(GIVEN))
        .ifPresent(file -> given.putAll(read(Path.of(file), given.get(ALL_GIVEN))));
    return new Options(given);
  }

  /** Ant has properties of the JVM and of Maven's settings beside those of the command line. */
  private static Map<String, String> read(Path file, @Nullable String all) {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Map<String, String> given = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      given.put(name, properties.getProperty(name));
    }
    given.values().removeIf(String::isEmpty);
    given.keySet().removeIf(name -> all != null && !all.matches("(?s)[{](.*, )?" + name + "=.*"));
    return given;
  }

  public Optional<String> find(String name) {
    return Optional.ofNullable(given.get(name));
  }

  public String get(String name, String otherwise) {
    return given.getOrDefault(name, otherwise);
  }

  /**
   * @throws IllegalArgumentException if it was not given; the message says how to give it
   */
  public String required(String name, String example) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Which " + name + "? Say it with -D" + name + "=" + example));
  }

  /** Where the user stands, to whom the names of files are relative. */
  Path folder() {
    return Path.of(get(FOLDER, ""));
  }

  Options without(String name) {
    Map<String, String> others = new HashMap<>(given);
    others.remove(name);
    return new Options(others);
  }

  /**
   * @throws IllegalArgumentException if another than these was given; the message names those that
   *     come close
   */
  public void requireNoneBut(Set<String> known) {
    Set<String> unknown = names();
    unknown.removeIf(name -> known.contains(name) || !OPTION.matcher(name).matches());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          unknown.stream()
              .map(
                  name ->
                      "There is no option -D" + name + ". " + Closest.to(name, known, Syntax.MAVEN))
              .collect(Collectors.joining("\n")));
    }
  }

  private Set<String> names() {
    String all = get(ALL_GIVEN, "{}");
    String rest = ", " + all.substring(1, all.length() - 1);
    // A value may have commas of its own; the longest go first, as one may stand in another.
    for (Map.Entry<String, String> one :
        given.entrySet().stream()
            .sorted(Comparator.comparingInt(entry -> -entry.getValue().length()))
            .toList()) {
      rest = rest.replace(", " + one.getKey() + "=" + one.getValue(), "");
    }
    Set<String> names = new TreeSet<>(given.keySet());
    for (String each : rest.split(", ", -1)) {
      names.add(each.replaceFirst("=.*", "").strip());
    }
    return names;
  }
}
