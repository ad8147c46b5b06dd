package httpsguard.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A part of a document: a map, a list, or a value.
 *
 * @param path where it stands, for messages
 */
record Part(String path, Object value) {

  /**
   * @throws IllegalStateException if there is no such part
   */
  Part at(String... names) {
    Part part = this;
    for (String name : names) {
      Part parent = part;
      part = part.find(name).orElseThrow(() -> new IllegalStateException(parent.gap(name)));
    }
    return part;
  }

  private String gap(String name) {
    return path + " has no " + name;
  }

  Optional<Part> find(String name) {
    return Optional.ofNullable(map().get(name))
        .map(child -> new Part(path.isEmpty() ? name : path + "." + name, child));
  }

  boolean has(String name) {
    return map().containsKey(name);
  }

  Map<?, ?> map() {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalStateException(path + " is no map: " + value);
    }
    return map;
  }

  /** The names of a map's parts, in their order. */
  List<String> names() {
    return map().keySet().stream().map(String::valueOf).toList();
  }

  /** The parts of a list; a single value counts as a list of one, as in IAM policies. */
  List<Part> items() {
    return value instanceof List<?> list
        ? list.stream().map(item -> new Part(path + "[]", item)).collect(Collectors.toList())
        : List.of(this);
  }

  /** The items as texts. */
  List<String> texts() {
    return items().stream().map(Part::text).toList();
  }

  /** A string, number or boolean as CloudFormation would write it. */
  String text() {
    if (value instanceof Map || value instanceof List) {
      throw new IllegalStateException(path + " is no text: " + value);
    }
    return value.toString();
  }

  int number() {
    return Integer.parseInt(text());
  }
}
