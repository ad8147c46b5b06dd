package httpsguard.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands on Maven's command line as {@code -Dname=value}. The pom hands all names that any
 * program knows to each of them.
 */
public record Options(Map<String, String> given) {
  /** Maven leaves an expression as it is that has no value. */
  private static final String UNSET = "${";

  public Options {
    given = Map.copyOf(given);
  }

  /**
   * @param arguments each as {@code name=value}; one with an empty value was not given
   */
  public static Options of(List<String> arguments) {
    Map<String, String> given = new HashMap<>();
    for (String argument : arguments) {
      int at = argument.indexOf('=');
      String value = argument.substring(at + 1);
      if (!value.isEmpty() && !value.startsWith(UNSET)) {
        given.put(argument.substring(0, at), value);
      }
    }
    return new Options(given);
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
}
