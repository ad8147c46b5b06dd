package httpsguard.notice;

import httpsguard.json.AsciiJson;
import httpsguard.json.JsonFields;
import httpsguard.json.JsonLimits;
import httpsguard.text.Paragraphs;
import httpsguard.text.Quoted;
import httpsguard.text.Step;
import java.util.List;
import java.util.Map;

/**
 * A notice as SNS takes it (API reference, Publish).
 *
 * @param subject what e-mail clients show
 * @param body for {@code MessageStructure} {@code json}: readable text for e-mail, JSON for
 *     programs
 * @param attributes for subscriptions' filter policies; one of several values is a {@code
 *     String.Array}
 */
public record Message(String subject, String body, Map<String, List<String>> attributes) {
  /** SNS takes 256 KB, attributes included (SNS quotas). */
  private static final int MAX_SIZE = 250_000;

  /** What stands around an attribute's values, in bytes. */
  private static final int FRAME = 20;

  /** In bytes, for the envelope's fields. */
  private static final int MAX_JSON = 100_000;

  /** In characters: more than any part of a report takes. */
  private static final int MAX_EMAIL = 40_000;

  /** In bytes, for each warning and step for programs. */
  private static final int MAX_WORDS = 4_000;

  public Message {
    attributes = Map.copyOf(attributes);
  }

  /** If it is too large, long lists of attributes go first, then the ends of its texts. */
  public static Message of(Notice notice, HttpsFormat httpsFormat) {
    Map<String, List<String>> attributes = notice.envelope().attributes();
    Message message = of(notice, httpsFormat, 1, attributes);
    if (message.size() > MAX_SIZE) {
      attributes.values().removeIf(values -> values.size() > 1);
    }
    for (int divisor = 1; message.size() > MAX_SIZE && divisor <= MAX_WORDS; divisor *= 2) {
      message = of(notice, httpsFormat, divisor, attributes);
    }
    return message;
  }

  /**
   * @param divisor of the room that each text has
   */
  private static Message of(
      Notice notice, HttpsFormat httpsFormat, int divisor, Map<String, List<String>> attributes) {
    String subject = notice.subject().text();
    String email = lines(Paragraphs.of(notice.parts()), MAX_EMAIL / divisor);
    JsonFields body =
        new JsonFields()
            .with("default", AsciiJson.of(json(notice, divisor)))
            .with("email", email)
            .with("email-json", email)
            .with("sms", subject);
    if (httpsFormat == HttpsFormat.CHAT) {
      body.with("https", AsciiJson.of(ChatNotification.of(notice)));
    }
    return new Message(subject, AsciiJson.of(body), attributes);
  }

  private int size() {
    int size = subject.length() + body.length();
    for (Map.Entry<String, List<String>> attribute : attributes.entrySet()) {
      String values = AsciiJson.of(attribute.getValue());
      size += FRAME + attribute.getKey().length() + values.length();
    }
    return size;
  }

  private static Map<String, Object> json(Notice notice, int divisor) {
    int most = MAX_WORDS / divisor;
    return new JsonFields()
        .withAll(notice.envelope().json().apply(MAX_JSON / divisor))
        .with("subject", notice.subject().text())
        .with("summary", notice.summary())
        .with("warnings", notice.warnings().stream().map(words -> words(words, most)).toList())
        .with("steps", notice.steps().stream().map(step -> json(step, most)).toList());
  }

  private static Map<String, Object> json(Step step, int most) {
    return new JsonFields()
        .with("words", words(step.words(), most))
        .with("commands", step.commands());
  }

  private static String words(String words, int most) {
    int end = Quoted.wholeQuotes(words, JsonLimits.fitting(words, most));
    return JsonLimits.beginning(words, end);
  }

  /** Whole lines of a text, as many as there is room for, and how many lines are left out. */
  private static String lines(String text, int most) {
    StringBuilder fitted = new StringBuilder();
    List<String> lines = text.lines().toList();
    for (int line = 0; line < lines.size(); line++) {
      if (fitted.length() + lines.get(line).length() > most) {
        return fitted
            + "\n[%d more lines are left out: this notice would be too large for SNS.]\n"
                .formatted(lines.size() - line);
      }
      fitted.append(lines.get(line)).append('\n');
    }
    return fitted.toString();
  }

  /** What subscribers over HTTPS get. */
  public enum HttpsFormat {
    /** The outcome as JSON, like every other program. */
    OUTCOME("outcome"),
    /** A custom notification of Amazon Q Developer in chat applications. */
    CHAT("chat");

    private final String word;

    HttpsFormat(String word) {
      this.word = word;
    }

    /** As settings write it. */
    public String word() {
      return word;
    }
  }
}
