package httpsguard.lambda;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lambda's records of what audits answered, as the success destination gets them, for tests. */
public final class DestinationRecords {
  public static final String AUDIT =
      "arn:aws:lambda:us-east-1:111122223333:function:https-guard-audit:$LATEST";

  private DestinationRecords() {}

  /** What a schedule's rule sends. */
  public static String input(String purpose) {
    return JsonWriter.string(Map.of("purpose", purpose));
  }

  public static String success(String purpose, JsonObject report) {
    return record("Success", Map.of("purpose", purpose), report, AUDIT);
  }

  public static String record(String condition, Object input, Object report, String functionArn) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("requestId", "495b12a8-xmpl-4eca-8168-160484189f99");
    context.put("functionArn", functionArn);
    context.put("condition", condition);
    context.put("approximateInvokeCount", 1);
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("version", "1.0");
    record.put("timestamp", "2026-11-24T10:05:02.123Z");
    record.put("requestContext", context);
    record.put("requestPayload", input);
    record.put("responseContext", Map.of("statusCode", 200, "executedVersion", "$LATEST"));
    record.put("responsePayload", report);
    return JsonWriter.string(record);
  }
}
