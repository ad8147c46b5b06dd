package httpsguard.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A value of an event, with the path that leads to it: messages name the path and never the value.
 *
 * @param value a map, a list, a string, a number or a boolean; empty if the record lacks it
 */
public record Field(String path, Optional<Object> value) {
  private static final int MAX_TEXT = 2048;

  public static Field of(String path, @Nullable Object value) {
    return new Field(path, Optional.ofNullable(value));
  }

  /**
   * @throws MalformedJsonException if this is there and no object
   */
  public Field get(String name) {
    return new Field(path + "." + name, map().flatMap(map -> Optional.ofNullable(map.get(name))));
  }

  /**
   * @throws MalformedJsonException if this is there and no object
   */
  public Optional<Map<?, ?>> map() {
    return value.map(
        there -> {
          if (!(there instanceof Map<?, ?> map)) {
            throw new MalformedJsonException(path + " is not an object");
          }
          return map;
        });
  }

  /**
   * @throws MalformedJsonException if this is there and no text, or one of over 2,048 characters
   */
  public Optional<String> text() {
    Optional<String> text = anyText();
    if (text.isPresent() && text.get().length() > MAX_TEXT) {
      throw new MalformedJsonException(path + " is longer than " + MAX_TEXT + " characters");
    }
    return text;
  }

  /**
   * The first 2,048 characters: for what is only shown, so that a long one keeps no distribution
   * from being repaired.
   *
   * @throws MalformedJsonException if this is there and no text
   */
  public Optional<String> words() {
    return anyText().map(text -> text.substring(0, Math.min(MAX_TEXT, text.length())));
  }

  /**
   * Whether this is true, or the text {@code true}: CloudTrail writes some truths as texts.
   *
   * @throws MalformedJsonException if this is there and neither a text, nor true or false
   */
  public boolean isTrue() {
    return value
        .map(
            there -> there instanceof Boolean truth ? truth : anyText().equals(Optional.of("true")))
        .orElse(false);
  }

  private Optional<String> anyText() {
    return value.map(
        there -> {
          if (!(there instanceof String text)) {
            throw new MalformedJsonException(path + " is not a text");
          }
          return text;
        });
  }

  /**
   * The values of a list; empty if this is missing.
   *
   * @throws MalformedJsonException if this is there and no list
   */
  public List<Field> items() {
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof List<?> list)) {
      throw new MalformedJsonException(path + " is not a list");
    }
    return IntStream.range(0, list.size())
        .mapToObj(index -> of(path + "[" + index + "]", list.get(index)))
        .toList();
  }

  /**
   * A whole number of 0 or more.
   *
   * @throws MalformedJsonException if this is missing, or no such number
   */
  public int count() {
    if (present(value) instanceof Integer number && number >= 0) {
      return number;
    }
    throw new MalformedJsonException(path + " is not a whole number of 0 or more");
  }

  /**
   * @throws MalformedJsonException if this is missing, or neither true nor false
   */
  public boolean truth() {
    if (present(value) instanceof Boolean truth) {
      return truth;
    }
    throw new MalformedJsonException(path + " is neither true nor false");
  }

  /**
   * @throws MalformedJsonException if this is missing, no text, or too long
   */
  public String required() {
    return present(text());
  }

  /** As {@link #required}, where the text may have any length. */
  String requiredOfAnyLength() {
    return present(anyText());
  }

  private <T> T present(Optional<T> there) {
    return there.orElseThrow(() -> new MalformedJsonException(path + " is missing"));
  }
}
