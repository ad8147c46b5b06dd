package httpsguard.distribution;

import httpsguard.json.Field;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A config node written in JSON, whether its names begin with a capital (the AWS CLI's output) or
 * not (CloudTrail's records). What is of another type than is asked for is a {@link
 * httpsguard.json.MalformedJsonException}.
 */
public record JsonNode(Field field) implements ConfigNode<JsonNode> {
  /**
   * @throws MalformedConfigException if nothing is there
   */
  public JsonNode {
    if (field.value().isEmpty()) {
      throw new MalformedConfigException(where(field) + " is null");
    }
  }

  /** The whole. */
  public static JsonNode of(Object value) {
    return new JsonNode(Field.of("", value));
  }

  @Override
  public String where() {
    return where(field);
  }

  private static String where(Field field) {
    return field.path().isEmpty() ? "the config" : field.path();
  }

  @Override
  public Optional<JsonNode> child(String name) {
    Field capital = field.get(name);
    Field small = field.get(lowerFirst(name));
    if (capital.value().isPresent()
        && small.value().isPresent()
        && !capital.path().equals(small.path())) {
      throw new MalformedConfigException(
          where() + " has " + name + " twice, once with a small letter");
    }
    return capital
        .value()
        .or(small::value)
        .map(there -> new JsonNode(Field.of(capital.path(), there)));
  }

  @Override
  public List<String> names() {
    return field.map().orElseThrow().entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .map(entry -> upperFirst(String.valueOf(entry.getKey())))
        .toList();
  }

  @Override
  public List<JsonNode> listed(String item) {
    return child("Items").map(JsonNode::elements).orElse(List.of());
  }

  /** Those of a list. */
  public List<JsonNode> elements() {
    return field.items().stream().map(JsonNode::new).toList();
  }

  @Override
  public String text() {
    return field.value().orElseThrow() instanceof Boolean truth
        ? truth.toString()
        : field.textOfAnyLength().orElseThrow();
  }

  @Override
  public String number() {
    return field.value().orElseThrow() instanceof Integer number ? number.toString() : text();
  }

  private static String upperFirst(String name) {
    return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static String lowerFirst(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
