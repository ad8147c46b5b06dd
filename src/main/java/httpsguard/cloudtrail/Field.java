package httpsguard.cloudtrail;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of a CloudTrail record, with the path that leads to it.
 *
 * @param value a map, a list, a string, a number or a boolean; empty if the record lacks it
 */
record Field(String path, Optional<Object> value) {
  private static final int MAX_TEXT = 2048;

  static Field of(String path, @Nullable Object value) {
    return new Field(path, Optional.ofNullable(value));
  }

  /**
   * @throws MalformedEventException if this is there and no object
   */
  Field get(String name) {
    return new Field(path + "." + name, map().flatMap(map -> Optional.ofNullable(map.get(name))));
  }

  /**
   * @throws MalformedEventException if this is there and no object
   */
  Optional<Map<?, ?>> map() {
    return value.map(
        there -> {
          if (!(there instanceof Map<?, ?> map)) {
            throw new MalformedEventException(path + " is not an object");
          }
          return map;
        });
  }

  /**
   * @throws MalformedEventException if this is there and no text, or one of over 2,048 characters
   */
  Optional<String> text() {
    return value.map(
        there -> {
          if (!(there instanceof String text)) {
            throw new MalformedEventException(path + " is not a text");
          }
          if (text.length() > MAX_TEXT) {
            throw new MalformedEventException(path + " is longer than " + MAX_TEXT + " characters");
          }
          return text;
        });
  }

  /**
   * @throws MalformedEventException if this is missing, no text, or too long
   */
  String required() {
    return text().orElseThrow(() -> new MalformedEventException(path + " is missing"));
  }
}
