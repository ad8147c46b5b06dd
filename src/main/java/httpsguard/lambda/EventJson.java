package httpsguard.lambda;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import httpsguard.cloudtrail.MalformedEventException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the events that Lambda hands over. */
final class EventJson {
  /** Lambda's own limit for asynchronous invocations is 1 MB (Lambda quotas). */
  private static final int MAX_BYTES = 2 * 1024 * 1024;

  /** Deeper than any CloudTrail record, and far from what a thread's stack can take. */
  private static final int MAX_DEPTH = 64;

  /** More than any number of a CloudTrail record has; parsing takes the square of it in time. */
  private static final int MAX_DIGITS = 100;

  private EventJson() {}

  /**
   * @throws MalformedEventException if the bytes are not a JSON object in UTF-8, or one that is too
   *     large or too deep, or has a number that is too long
   * @throws IOException if the stream breaks
   */
  static JsonObject read(InputStream input) throws IOException {
    return parse(text(input));
  }

  /**
   * The same, where no event counts as an empty object, and so does {@code null}: somebody who
   * invokes a function by hand need not say anything.
   *
   * @throws MalformedEventException as {@link #read}
   * @throws IOException if the stream breaks
   */
  static JsonObject readIfAny(InputStream input) throws IOException {
    String text = text(input).strip();
    return text.isEmpty() || text.equals("null") ? new JsonObject() : parse(text);
  }

  /**
   * An event as EventBridge delivers it. Its {@code time} is left out: parsing it costs more
   * start-up time than all the rest, and the record has its own {@code eventTime}.
   */
  static ScheduledEvent fromEventBridge(JsonObject json) {
    ScheduledEvent event = new ScheduledEvent();
    event.setId(json.getString("id"));
    event.setSource(json.getString("source"));
    event.setDetailType(json.getString("detail-type"));
    event.setAccount(json.getString("account"));
    event.setRegion(json.getString("region"));
    event.setDetail(json.getObject("detail"));
    return event;
  }

  private static String text(InputStream input) throws IOException {
    byte[] bytes = input.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new MalformedEventException("the event is longer than " + MAX_BYTES + " bytes");
    }
    return decode(bytes);
  }

  private static JsonObject parse(String text) {
    requireParseable(text);
    try {
      return JsonParser.object().from(text);
    } catch (JsonParserException e) {
      // The parser's own message repeats what it read, which may be anything.
      throw new MalformedEventException(
          "the event is not a JSON object: line %d, character %d"
              .formatted(e.getLinePosition(), e.getCharPosition()));
    }
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedEventException("the event is not UTF-8", e);
    }
  }

  /** The parser recurses, and makes a number of any digits: neither must be without end. */
  private static void requireParseable(String text) {
    int depth = 0;
    int digits = 0;
    boolean inString = false;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      digits = !inString && character >= '0' && character <= '9' ? digits + 1 : 0;
      switch (character) {
        case '\\' -> i += inString ? 1 : 0;
        case '"' -> inString = !inString;
        case '{', '[' -> depth += inString ? 0 : 1;
        case '}', ']' -> depth -= inString ? 0 : 1;
        default -> {
          // Only what opens and closes counts.
        }
      }
      if (depth > MAX_DEPTH) {
        throw new MalformedEventException("the event is nested more than " + MAX_DEPTH + " deep");
      }
      if (digits > MAX_DIGITS) {
        throw new MalformedEventException(
            "the event has a number of more than " + MAX_DIGITS + " digits");
      }
    }
  }
}
