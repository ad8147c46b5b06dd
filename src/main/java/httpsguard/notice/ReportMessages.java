package httpsguard.notice;

import com.grack.nanojson.JsonWriter;
import httpsguard.ReportOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one notice of a report, in as many parts as SNS's limit asks for. */
public final class ReportMessages {
  private ReportMessages() {}

  /**
   * @param ownerTag the key of the tag that names the owning team
   */
  public static List<Message> of(
      ReportOutcome outcome, Optional<String> ownerTag, HttpsFormat httpsFormat) {
    String subject = "[HTTPS Guard] Audit of account " + outcome.report().account();
    Map<String, String> body = new LinkedHashMap<>();
    body.put("default", subject);
    return List.of(
        new Message(
            subject,
            JsonWriter.string(body),
            Map.of("outcome", "Report", "account", outcome.report().account())));
  }
}
