package httpsguard.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** {@code Publish} of SNS's Query API. */
final class SnsApi {
  private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";
  private static final int LARGEST = 256 * 1024;
  private static final Pattern ARN = Pattern.compile("arn:aws:sns:([^:]+):(\\d{12}):(\\S+)");
  // ASCII without control characters; the first one a letter, a digit or punctuation.
  private static final Pattern SUBJECT = Pattern.compile("[!-~][ -~]{0,98}");
  private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,256}");

  private final Set<String> topics = ConcurrentHashMap.newKeySet();
  private final List<PublishedNotice> published = new CopyOnWriteArrayList<>();

  void addTopic(String arn) {
    topics.add(arn);
  }

  void removeTopic(String arn) {
    topics.remove(arn);
  }

  List<PublishedNotice> published() {
    return List.copyOf(published);
  }

  void clear() {
    published.clear();
  }

  /**
   * @throws ServiceError as SNS answers it
   */
  HttpReply.Answer answer(Operation operation, HttpRequest request, Caller caller) {
    if (!operation.action().equals("Publish")) {
      throw new ServiceError(400, "InvalidAction", "not played: " + operation.action());
    }
    Map<String, String> form = request.form();
    String topic = topic(form.getOrDefault("TopicArn", ""), caller);
    Optional<String> subject = Optional.ofNullable(form.get("Subject"));
    if (subject.isPresent() && !SUBJECT.matcher(subject.get()).matches()) {
      throw invalid("Subject");
    }
    String message = form.getOrDefault("Message", "");
    Optional<String> structure = Optional.ofNullable(form.get("MessageStructure"));
    Map<String, PublishedNotice.Attribute> attributes = attributes(form);
    check(message, structure, attributes);
    published.add(new PublishedNotice(topic, subject, message, structure, attributes));
    return HttpReply.Answer.of(
        200,
        "text/xml",
        "<PublishResponse xmlns=\""
            + NAMESPACE
            + "\"><PublishResult><MessageId>"
            + UUID.randomUUID()
            + "</MessageId></PublishResult><ResponseMetadata><RequestId>"
            + UUID.randomUUID()
            + "</RequestId></ResponseMetadata></PublishResponse>");
  }

  static String error(ServiceError error, String requestId) {
    return "<ErrorResponse xmlns=\""
        + NAMESPACE
        + "\"><Error>"
        + CloudFrontXml.element("Type", error.status() < 500 ? "Sender" : "Receiver")
        + CloudFrontXml.element("Code", error.code())
        + CloudFrontXml.element("Message", error.message())
        + "</Error>"
        + CloudFrontXml.element("RequestId", requestId)
        + "</ErrorResponse>";
  }

  private String topic(String arn, Caller caller) {
    var parts = ARN.matcher(arn);
    if (!parts.matches()
        || !parts.group(1).equals(caller.region())
        || !caller.service().equals("sns")) {
      throw invalid("TopicArn");
    }
    if (!topics.contains(arn)) {
      throw new ServiceError(404, "NotFound", "Topic does not exist");
    }
    return arn;
  }

  private static void check(
      String message,
      Optional<String> structure,
      Map<String, PublishedNotice.Attribute> attributes) {
    if (message.isEmpty()) {
      throw new ServiceError(400, "InvalidParameter", "Invalid parameter: Empty message");
    }
    int size = message.getBytes(UTF_8).length;
    for (Map.Entry<String, PublishedNotice.Attribute> attribute : attributes.entrySet()) {
      size += attribute.getKey().length() + attribute.getValue().type().length();
      size += attribute.getValue().value().getBytes(UTF_8).length;
    }
    if (size > LARGEST) {
      throw new ServiceError(400, "InvalidParameter", "Invalid parameter: Message too long");
    }
    if (structure.isPresent() && !hasDefault(message, structure.get())) {
      throw new ServiceError(
          400,
          "InvalidParameter",
          "Invalid parameter: Message Structure - No default entry in JSON message body");
    }
  }

  private static boolean hasDefault(String message, String structure) {
    try {
      return structure.equals("json") && JsonParser.object().from(message).isString("default");
    } catch (JsonParserException notJson) {
      return false;
    }
  }

  private static Map<String, PublishedNotice.Attribute> attributes(Map<String, String> form) {
    Map<String, PublishedNotice.Attribute> attributes = new HashMap<>();
    for (int n = 1; form.containsKey("MessageAttributes.entry." + n + ".Name"); n++) {
      String entry = "MessageAttributes.entry." + n + ".";
      String name = form.getOrDefault(entry + "Name", "");
      String type = form.getOrDefault(entry + "Value.DataType", "");
      String value = form.getOrDefault(entry + "Value.StringValue", "");
      if (!ATTRIBUTE_NAME.matcher(name).matches() || type.isEmpty() || value.isEmpty()) {
        throw new ServiceError(
            400,
            "ParameterValueInvalid",
            "The message attribute '" + name + "' must contain non-empty message attribute value.");
      }
      if (type.equals("String.Array") && !isArray(value)) {
        throw new ServiceError(
            400,
            "ParameterValueInvalid",
            "The message attribute '" + name + "' is not an array of texts, numbers and keywords.");
      }
      attributes.put(name, new PublishedNotice.Attribute(type, value));
    }
    return attributes;
  }

  /** Of texts, numbers, true, false or null (SNS guide, sns-message-attributes). */
  private static boolean isArray(String value) {
    try {
      return JsonParser.array().from(value).stream()
          .noneMatch(each -> each instanceof JsonObject || each instanceof JsonArray);
    } catch (JsonParserException notJson) {
      return false;
    }
  }

  private static ServiceError invalid(String parameter) {
    return new ServiceError(400, "InvalidParameter", "Invalid parameter: " + parameter);
  }
}
