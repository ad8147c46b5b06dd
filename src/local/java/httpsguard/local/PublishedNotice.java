package httpsguard.local;

import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.util.Map;
import java.util.Optional;

/**
 * A message that a topic accepted.
 *
 * @param structure {@code json} if the message has a text for each protocol
 */
public record PublishedNotice(
    String topicArn,
    Optional<String> subject,
    String message,
    Optional<String> structure,
    Map<String, Attribute> attributes) {

  /** A message attribute, such as type {@code String}. */
  public record Attribute(String type, String value) {}

  public PublishedNotice {
    attributes = Map.copyOf(attributes);
  }

  /**
   * What a subscriber of this protocol gets.
   *
   * @param protocol such as {@code email} or {@code sqs}
   */
  public String messageFor(String protocol) {
    if (structure.isEmpty()) {
      return message;
    }
    try {
      var texts = JsonParser.object().from(message);
      return texts.getString(protocol, texts.getString("default", ""));
    } catch (JsonParserException e) {
      throw new IllegalStateException("accepted without being JSON", e);
    }
  }
}
