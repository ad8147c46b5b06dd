package httpsguard.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import httpsguard.CallOutcome;
import httpsguard.Outcome;
import httpsguard.json.AsciiJson;
import httpsguard.json.JsonLimits;
import httpsguard.text.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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
  /**
   * What a tag's value may be, but for line breaks and the like, and not only blanks: a publish
   * that an attribute spoils would take the notice with it.
   */
  private static final Pattern ATTRIBUTE =
      Pattern.compile("(?=.*[^\\p{Zs}])[\\p{L}\\p{N}\\p{Zs}_.:/=+@-]{1,256}");

  /** SNS takes 256 KB, attributes included (SNS quotas); theirs are less than 2 KB. */
  private static final int MAX_SIZE = 250_000;

  /**
   * How much each text of a message may take.
   *
   * @param json the outcome, in bytes
   * @param email in characters
   * @param part each warning and step for programs, in bytes
   */
  private record Room(int json, int email, int part) {
    static final Room ALL = new Room(100_000, 28_000, 4_000);

    Room half() {
      return new Room(json / 2, email / 2, part / 2);
    }
  }

  public Message {
    attributes = Map.copyOf(attributes);
  }

  /**
   * @param ownerTag the key of the tag that names the owning team
   */
  public static Message of(
      CallOutcome.Told told, Optional<String> ownerTag, HttpsFormat httpsFormat) {
    Notice notice = Notice.of(told);
    Room room = Room.ALL;
    String body = body(told, notice, httpsFormat, room);
    while (body.getBytes(UTF_8).length > MAX_SIZE && room.part() > 0) {
      room = room.half();
      body = body(told, notice, httpsFormat, room);
    }
    return new Message(notice.subject(), body, attributes(told.outcome(), ownerTag));
  }

  private static String body(
      CallOutcome.Told told, Notice notice, HttpsFormat httpsFormat, Room room) {
    String email = fitted(notice.text(), room.email());
    Map<String, String> body = new LinkedHashMap<>();
    body.put("default", AsciiJson.of(json(told, notice, room)));
    body.put("email", email);
    body.put("email-json", email);
    body.put("sms", notice.subject());
    if (httpsFormat == HttpsFormat.CHAT) {
      body.put("https", AsciiJson.of(ChatNotification.of(told, notice)));
    }
    return AsciiJson.of(body);
  }

  private static Map<String, Object> json(CallOutcome.Told told, Notice notice, Room room) {
    Map<String, Object> json = OutcomeJson.of(told, room.json());
    json.put("subject", notice.subject());
    json.put("summary", notice.summary());
    json.put(
        "warnings",
        notice.warnings().stream().map(words -> JsonLimits.text(words, room.part())).toList());
    json.put("steps", notice.steps().stream().map(step -> json(step, room)).toList());
    return json;
  }

  private static Map<String, Object> json(Step step, Room room) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("words", JsonLimits.text(step.words(), room.part()));
    json.put("commands", step.commands());
    return json;
  }

  /** Whole lines of the text, as many as there is room for; that lines are left out is said. */
  private static String fitted(String text, int most) {
    StringBuilder fitted = new StringBuilder();
    List<String> lines = text.lines().toList();
    for (int line = 0; line < lines.size(); line++) {
      if (fitted.length() + lines.get(line).length() > most) {
        return fitted
            .append("\n[")
            .append(lines.size() - line)
            .append(" more lines are left out: this notice would be too large for SNS.]\n")
            .toString();
      }
      fitted.append(lines.get(line)).append('\n');
    }
    return fitted.toString();
  }

  /** The owning team, where the tags name one that SNS takes. */
  static Optional<String> owner(Outcome.About about, Optional<String> ownerTag) {
    return ownerTag
        .flatMap(key -> about.tags().flatMap(tags -> Optional.ofNullable(tags.get(key))))
        .filter(owner -> ATTRIBUTE.matcher(owner).matches());
  }

  private static Map<String, List<String>> attributes(
      Outcome.Notable outcome, Optional<String> ownerTag) {
    Outcome.About about = outcome.about();
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    attributes.put("outcome", List.of(outcome.name()));
    attributes.put("account", List.of(about.account()));
    attributes.put("distributionId", List.of(about.distribution().value()));
    owner(about, ownerTag).ifPresent(owner -> attributes.put("owner", List.of(owner)));
    return attributes;
  }
}
