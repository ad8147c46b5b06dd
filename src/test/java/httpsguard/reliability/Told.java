package httpsguard.reliability;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import httpsguard.local.CloudStandIn;
import httpsguard.local.PublishedNotice;
import java.util.List;

/** What subscribers were told, as their programs read it. */
record Told(String outcome, String distributionId, String eventId) {

  static List<Told> by(CloudStandIn cloud) {
    return cloud.published().stream().map(Told::of).toList();
  }

  private static Told of(PublishedNotice notice) {
    try {
      JsonObject json = JsonParser.object().from(notice.messageFor("sqs"));
      return new Told(
          json.getString("outcome"),
          json.getString("distributionId"),
          json.getObject("trigger").getString("eventId"));
    } catch (JsonParserException e) {
      throw new IllegalArgumentException(notice.message(), e);
    }
  }
}
