package httpsguard.local;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A recorded call, as EventBridge delivers it. */
record SampleEvent(String name, Bytes json) {

  String operation() {
    return detail().getString("eventName", "");
  }

  /** The end of the caller's ARN: role and session, for example. */
  String caller() {
    String arn = detail().getObject("userIdentity").getString("arn", "");
    return arn.substring(arn.indexOf('/') + 1);
  }

  /** ISO 8601. */
  String time() {
    return detail().getString("eventTime", "");
  }

  Optional<String> errorCode() {
    return Optional.ofNullable(detail().getString("errorCode"));
  }

  /** The distribution as the call left it; empty if the record does not tell. */
  Optional<StoredDistribution> written() {
    JsonObject answer = part(detail(), "responseElements");
    JsonObject distribution = part(answer, "distribution");
    JsonObject config = part(distribution, "distributionConfig");
    return config.isEmpty() ? Optional.empty() : Optional.of(written(answer, distribution, config));
  }

  private StoredDistribution written(JsonObject answer, JsonObject distribution, JsonObject json) {
    StoredConfig config = StoredConfig.of(ConfigXml.of(json));
    Instant time = Instant.parse(time());
    return new StoredDistribution(
        event().getString("account"),
        distribution.getString("id"),
        distribution.getString("domainName"),
        answer.getString("eTag"),
        config,
        config,
        time,
        time,
        Map.of());
  }

  /** The tags that the call set; empty if it set none. */
  Map<String, String> tagsSet() {
    JsonObject tags = part(part(detail(), "requestParameters"), "tags");
    Map<String, String> set = new TreeMap<>();
    for (Object item : tags.getArray("items", new JsonArray())) {
      if (item instanceof JsonObject tag) {
        set.put(tag.getString("key"), tag.getString("value"));
      }
    }
    return set;
  }

  boolean isEvent() {
    return event().has("detail");
  }

  private JsonObject detail() {
    return event().getObject("detail");
  }

  private JsonObject event() {
    try {
      return JsonParser.object().from(json.utf8());
    } catch (JsonParserException e) {
      throw new IllegalStateException(name + " is not JSON", e);
    }
  }

  private static JsonObject part(JsonObject whole, String name) {
    return whole.get(name) instanceof JsonObject there ? there : new JsonObject();
  }
}
