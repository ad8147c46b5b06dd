package httpsguard.distribution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A config node written in JSON.
 *
 * @param path the names that lead to it, such as {@code Origins.Items[0]}; empty for the whole
 * @param value a map, a list, a string, a number or a boolean
 */
public record JsonNode(String path, Object value) implements ConfigNode {
  /** The whole. */
  public static JsonNode of(Object value) {
    return new JsonNode("", value);
  }

  @Override
  public Optional<JsonNode> child(String name) {
    Map<?, ?> map = map();
    @Nullable Object capital = map.get(name);
    @Nullable Object small = map.get(lowerFirst(name));
    if (capital != null && small != null && !name.equals(lowerFirst(name))) {
      throw new MalformedConfigException(
          (path.isEmpty() ? "it" : path) + " has " + name + " twice, once with a small letter");
    }
    return Optional.ofNullable(capital == null ? small : capital)
        .map(there -> new JsonNode(path.isEmpty() ? name : path + "." + name, there));
  }

  @Override
  public List<String> names() {
    return map().entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .map(entry -> upperFirst(String.valueOf(entry.getKey())))
        .toList();
  }

  @Override
  public JsonNode required(String name) {
    return child(name)
        .orElseThrow(
            () ->
                new MalformedConfigException(
                    (path.isEmpty() ? "the config" : path) + " lacks " + name));
  }

  @Override
  public List<JsonNode> listed(String item) {
    return child("Items").map(JsonNode::elements).orElse(List.of());
  }

  public boolean isList() {
    return value instanceof List<?>;
  }

  public List<JsonNode> elements() {
    return IntStream.range(0, size()).mapToObj(this::element).toList();
  }

  public int size() {
    return list().size();
  }

  public JsonNode element(int at) {
    @Nullable Object element = list().get(at);
    if (element == null) {
      throw new MalformedConfigException(pathOf(at) + " is null");
    }
    return new JsonNode(pathOf(at), element);
  }

  public String pathOf(int at) {
    return path + "[" + at + "]";
  }

  private Map<?, ?> map() {
    if (!(value instanceof Map<?, ?> map)) {
      throw isNot("an object");
    }
    return map;
  }

  private List<?> list() {
    if (!(value instanceof List<?> list)) {
      throw isNot("a list");
    }
    return list;
  }

  /** The texts of an object by their names. */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map().entrySet()) {
      String name = String.valueOf(entry.getKey());
      @Nullable Object text = entry.getValue();
      if (text == null) {
        throw new MalformedConfigException(path + " lacks " + name);
      }
      texts.put(name, new JsonNode(path + "." + name, text).text());
    }
    return texts;
  }

  @Override
  public String text() {
    return switch (value) {
      case String string -> string;
      case Boolean bool -> bool.toString();
      default -> throw isNot("a text");
    };
  }

  @Override
  public String number() {
    return value instanceof Integer number ? number.toString() : text();
  }

  private MalformedConfigException isNot(String expected) {
    String there =
        switch (value) {
          case Map<?, ?> _ -> "an object";
          case List<?> _ -> "a list";
          case String _ -> "a text";
          case Boolean _ -> "true or false";
          default -> "a number";
        };
    return new MalformedConfigException(
        (path.isEmpty() ? "it" : path) + " is " + there + " where " + expected + " is expected");
  }

  private static String upperFirst(String name) {
    return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static String lowerFirst(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
