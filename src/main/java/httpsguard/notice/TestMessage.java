package httpsguard.notice;

import httpsguard.json.AsciiJson;
import httpsguard.text.Paragraphs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The notice that shows whether notices arrive. */
public final class TestMessage {
  private TestMessage() {}

  /**
   * @param account the twelve digits of the guard's own account
   */
  public static Message of(String account, HttpsFormat httpsFormat) {
    String subject = "[HTTPS Guard] Test: notices of account " + account + " arrive here";
    String summary =
        "This is a test notice, which somebody asked for. HTTPS Guard for CloudFront can publish in"
            + " account "
            + account
            + ", and what it publishes arrives here. Nothing was looked at, and nothing was changed.";
    Paragraphs text = new Paragraphs();
    text.say(summary);
    Map<String, String> body = new LinkedHashMap<>();
    body.put("default", AsciiJson.of(json(account, subject, summary)));
    body.put("email", text.toString());
    body.put("email-json", text.toString());
    body.put("sms", subject);
    if (httpsFormat == HttpsFormat.CHAT) {
      body.put("https", AsciiJson.of(ChatNotification.ofTest(subject, summary)));
    }
    return new Message(
        subject,
        AsciiJson.of(body),
        Map.of("outcome", List.of("Test"), "account", List.of(account)));
  }

  private static Map<String, Object> json(String account, String subject, String summary) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schema", 1);
    json.put("outcome", "Test");
    json.put("account", account);
    json.put("subject", subject);
    json.put("summary", summary);
    json.put("warnings", List.of());
    json.put("steps", List.of());
    return json;
  }
}
