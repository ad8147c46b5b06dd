package httpsguard.notice;

import httpsguard.json.AsciiJson;
import httpsguard.json.JsonLimits;
import httpsguard.text.Quoted;
import httpsguard.text.Step;
import java.util.LinkedHashMap;
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

  /**
   * How much each text of a message may take.
   *
   * @param json the envelope's fields, in bytes
   * @param email in characters: more than any part of a report takes
   * @param words each warning and step for programs, in bytes
   */
  private record Room(int json, int email, int words) {
    static final Room ALL = new Room(100_000, 40_000, 4_000);

    Room half() {
      return new Room(json / 2, email / 2, words / 2);
    }
  }

  public Message {
    attributes = Map.copyOf(attributes);
  }

  /** If it is too large, long lists of attributes go first, then the ends of its texts. */
  public static Message of(Notice notice, HttpsFormat httpsFormat) {
    Map<String, List<String>> attributes = notice.envelope().attributes();
    Message message = of(notice, httpsFormat, Room.ALL, attributes);
    if (message.size() > MAX_SIZE) {
      attributes.values().removeIf(values -> values.size() > 1);
    }
    for (Room room = Room.ALL; message.size() > MAX_SIZE && room.words() > 0; room = room.half()) {
      message = of(notice, httpsFormat, room, attributes);
    }
    return message;
  }

  private static Message of(
      Notice notice, HttpsFormat httpsFormat, Room room, Map<String, List<String>> attributes) {
    String subject = notice.subject().text();
    String email = lines(notice.email(), room.email());
    Map<String, String> body = new LinkedHashMap<>();
    body.put("default", AsciiJson.of(json(notice, room)));
    body.put("email", email);
    body.put("email-json", email);
    body.put("sms", subject);
    if (httpsFormat == HttpsFormat.CHAT) {
      body.put("https", AsciiJson.of(ChatNotification.of(notice)));
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

  private static Map<String, Object> json(Notice notice, Room room) {
    Map<String, Object> json = notice.envelope().json().apply(room.json());
    json.put("subject", notice.subject().text());
    json.put("summary", notice.summary());
    json.put("warnings", notice.warnings().stream().map(words -> words(words, room)).toList());
    json.put("steps", notice.steps().stream().map(step -> json(step, room)).toList());
    return json;
  }

  private static Map<String, Object> json(Step step, Room room) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("words", words(step.words(), room));
    json.put("commands", step.commands());
    return json;
  }

  private static String words(String words, Room room) {
    int end = Quoted.wholeQuotes(words, JsonLimits.fitting(words, room.words()));
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
