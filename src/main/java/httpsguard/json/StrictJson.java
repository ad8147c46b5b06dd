package httpsguard.json;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParser.JsonParserContext;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonReader;
import httpsguard.json.SafeJson.RepeatedName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** Reads JSON that others wrote, as maps, lists and values. */
public final class StrictJson {
  /** Lambda's own limit for asynchronous invocations is 1 MB (Lambda quotas). */
  private static final int MAX_BYTES = 2 * 1024 * 1024;

  private StrictJson() {}

  /**
   * Reads an event.
   *
   * @throws MalformedJsonException if the bytes are not a JSON object in UTF-8, or one that is too
   *     large or too deep, or has a number that is too long, or a name twice in one object
   * @throws IOException if the stream breaks
   */
  public static Map<String, Object> read(InputStream input) throws IOException {
    return object("the event", text(input));
  }

  /**
   * Reads an object that stands in a text of another one.
   *
   * @throws MalformedJsonException if it is missing, no text, or no JSON object in it, or one that
   *     is too deep, or has a number that is too long, or a name twice in one object
   */
  public static Map<String, Object> nested(Field field) {
    return object(field.path(), field.present(field.textOfAnyLength()));
  }

  /**
   * The same, where no event counts as an empty object, and so does {@code null}: somebody who
   * invokes a function by hand need not say anything.
   *
   * @throws MalformedJsonException as {@link #read}
   * @throws IOException if the stream breaks
   */
  public static Map<String, Object> readIfAny(InputStream input) throws IOException {
    String text = text(input).strip();
    return text.isEmpty() || text.equals("null") ? Map.of() : object("the event", text);
  }

  /**
   * Reads an object.
   *
   * @throws JsonSyntaxException if the text is not a JSON object
   * @throws MalformedJsonException if it is too deep, or has a number that is too long, or a name
   *     twice in one object; the message is to follow what the text is called
   */
  public static Map<String, Object> object(String text) {
    return parse(JsonParser.object(), text);
  }

  /**
   * Reads any value, and {@code null} as an empty one.
   *
   * @throws JsonSyntaxException if the text is not JSON
   * @throws MalformedJsonException as {@link #object}
   */
  public static Optional<Object> value(String text) {
    return Optional.ofNullable(parse(JsonParser.any(), text));
  }

  /**
   * The paths of all names that an object has twice.
   *
   * @param pathTo makes a path of that of an object, which is empty for the whole, and a name in it
   * @throws MalformedJsonException if the text is too deep, or has a number that is too long
   */
  public static List<String> repeatedNames(String text, BinaryOperator<String> pathTo) {
    return SafeJson.repeatedNames(text, pathTo).stream().map(RepeatedName::path).toList();
  }

  /** The object that another has under a name; empty if there is no such, or no object. */
  public static Optional<Map<String, Object>> objectIn(Map<String, Object> json, String name) {
    return json.get(name) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
  }

  /** The text that an object has under a name; empty if there is no such, or no text. */
  public static Optional<String> textIn(Map<String, Object> json, String name) {
    return json.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static String text(InputStream input) throws IOException {
    byte[] bytes = input.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new MalformedJsonException("the event is longer than " + MAX_BYTES + " bytes");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedJsonException("the event is not UTF-8", e);
    }
  }

  private static Map<String, Object> object(String what, String text) {
    try {
      return object(text);
    } catch (JsonSyntaxException e) {
      // The parser's own message repeats what it read, which may be anything.
      throw new MalformedJsonException(
          "%s is not a JSON object: line %d, character %d"
              .formatted(what, e.line(), e.character()));
    } catch (MalformedJsonException e) {
      throw new MalformedJsonException(what + " " + e.getMessage());
    }
  }

  private static <T> T parse(JsonParserContext<T> parser, String text) {
    List<RepeatedName> repeated = SafeJson.repeatedNames(text, (_, _) -> "");
    if (!repeated.isEmpty()) {
      throw new MalformedJsonException(
          "has a name twice in one object, the second time in line "
              + (1
                  + text.substring(0, repeated.getFirst().end())
                      .chars()
                      .filter(c -> c == '\n')
                      .count()));
    }
    try {
      return parser.from(text);
    } catch (JsonParserException e) {
      throw new JsonSyntaxException(e);
    }
  }

  /**
   * Where a text first is no JSON. {@link #object} names the end of an object or a list that stands
   * where none may; this names its beginning. Empty if the fault is behind the value.
   *
   * @param text that {@link #object} has refused for its syntax, so it is not too deep
   */
  public static Optional<JsonSyntaxException> firstFault(String text) {
    try {
      goThrough(JsonReader.from(text));
      return Optional.empty();
    } catch (JsonParserException e) {
      return Optional.of(new JsonSyntaxException(e));
    }
  }

  private static void goThrough(JsonReader reader) throws JsonParserException {
    switch (reader.current()) {
      case OBJECT -> {
        reader.object();
        while (reader.next()) {
          goThrough(reader);
        }
      }
      case ARRAY -> {
        reader.array();
        while (reader.next()) {
          goThrough(reader);
        }
      }
      case STRING, NUMBER, BOOLEAN, NULL -> {
        var _ = reader.value();
      }
    }
  }
}
