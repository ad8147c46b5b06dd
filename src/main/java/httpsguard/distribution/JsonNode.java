package httpsguard.distribution;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A config node written in JSON.
 *
 * @param value a map, a list, a string, a number or a boolean
 */
record JsonNode(Object value) implements ConfigNode {

  @Override
  public Optional<JsonNode> child(String name) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new MalformedConfigException(
          "the config has a value where an object with " + name + " belongs");
    }
    @Nullable Object child = map.get(name);
    return Optional.ofNullable(child == null ? map.get(lowerFirst(name)) : child)
        .map(JsonNode::new);
  }

  @Override
  public List<JsonNode> listed(String item) {
    Optional<JsonNode> items = child("Items");
    if (items.isEmpty()) {
      return List.of();
    }
    if (!(items.get().value instanceof List<?> list)) {
      throw new MalformedConfigException("the config has an Items that is not a list");
    }
    return list.stream().map(JsonNode::item).toList();
  }

  @Override
  public String text() {
    return switch (value) {
      case String string -> string;
      case Boolean bool -> bool.toString();
      default -> throw new MalformedConfigException("the config has a part where a text belongs");
    };
  }

  @Override
  public String number() {
    return value instanceof Integer number ? number.toString() : text();
  }

  private static JsonNode item(@Nullable Object item) {
    if (item == null) {
      throw new MalformedConfigException("the config has a null in a list");
    }
    return new JsonNode(item);
  }

  private static String lowerFirst(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
