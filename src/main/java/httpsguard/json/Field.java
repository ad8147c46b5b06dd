package httpsguard.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A value of JSON that others wrote, with the path that leads to it: messages name the path and
 * never the value.
 *
 * @param path such as {@code detail.items[0]}; empty for the whole
 * @param value a map, a list, a string, a number or a boolean; empty if it is missing
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
    return new Field(
        path.isEmpty() ? name : path + "." + name,
        map().flatMap(map -> Optional.ofNullable(map.get(name))));
  }

  /**
   * @throws MalformedJsonException if this is there and no object
   */
  public Optional<Map<?, ?>> map() {
    return as(Map.class, "an object").map(map -> map);
  }

  /**
   * @throws MalformedJsonException if this is there and no text, or one of over 2,048 characters
   */
  public Optional<String> text() {
    Optional<String> text = textOfAnyLength();
    if (text.isPresent() && text.get().length() > MAX_TEXT) {
      throw malformed("is longer than " + MAX_TEXT + " characters");
    }
    return text;
  }

  /**
   * @throws MalformedJsonException if this is there and no text
   */
  public Optional<String> textOfAnyLength() {
    return as(String.class, "a text");
  }

  /**
   * The first 2,048 characters: for what is only shown, so that a long one keeps no distribution
   * from being repaired.
   *
   * @throws MalformedJsonException if this is there and no text
   */
  public Optional<String> words() {
    return textOfAnyLength().map(text -> text.substring(0, Math.min(MAX_TEXT, text.length())));
  }

  /**
   * Whether this is true, or the text {@code true}: CloudTrail writes some truths as texts.
   *
   * @throws MalformedJsonException if this is there and neither a text, nor true or false
   */
  public boolean isTrue() {
    return value.orElse(null) instanceof Boolean truth
        ? truth
        : textOfAnyLength().equals(Optional.of("true"));
  }

  /**
   * The values of a list; empty if this is missing.
   *
   * @throws MalformedJsonException if this is there and no list
   */
  public List<Field> items() {
    List<?> list = as(List.class, "a list").<List<?>>map(there -> there).orElse(List.of());
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
    throw malformed("is not a whole number of 0 or more");
  }

  /**
   * @throws MalformedJsonException if this is missing, or neither true nor false
   */
  public boolean truth() {
    if (present(value) instanceof Boolean truth) {
      return truth;
    }
    throw malformed("is neither true nor false");
  }

  /**
   * @throws MalformedJsonException if this is missing, no text, or too long
   */
  public String required() {
    return present(text());
  }

  /** What is there; missing is an error. */
  <T> T present(Optional<T> there) {
    return there.orElseThrow(() -> malformed("is missing"));
  }

  private <T> Optional<T> as(Class<T> type, String expected) {
    if (value.isPresent() && !type.isInstance(value.get())) {
      String there =
          switch (value.get()) {
            case Map<?, ?> _ -> "an object";
            case List<?> _ -> "a list";
            case String _ -> "a text";
            case Boolean _ -> "true or false";
            default -> "a number";
          };
      throw malformed("is " + there + " where " + expected + " is expected");
    }
    return value.map(type::cast);
  }

  private MalformedJsonException malformed(String how) {
    return new MalformedJsonException((path.isEmpty() ? "it" : path) + " " + how);
  }
}
