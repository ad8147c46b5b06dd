package httpsguard.lambda;

import com.grack.nanojson.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** What a report of the audit says, and a policy under which it asks for no tags. */
final class AuditReports {
  static final String WITHOUT_TAGS = "{\"policy\": \"redirect-to-https\", \"exemptionTag\": null}";

  private AuditReports() {}

  static Map<String, String> standings(JsonObject report) {
    Map<String, String> standings = new TreeMap<>();
    for (Object each : report.getArray("distributions")) {
      JsonObject json = (JsonObject) each;
      standings.put(json.getString("distributionId"), json.getString("standing"));
    }
    return standings;
  }

  static JsonObject distribution(JsonObject report, String id) {
    return report.getArray("distributions").stream()
        .map(JsonObject.class::cast)
        .filter(json -> id.equals(json.getString("distributionId")))
        .findFirst()
        .orElseThrow();
  }
}
