package httpsguard.notice;

import com.grack.nanojson.JsonWriter;
import httpsguard.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A notice as SNS takes it (API reference, Publish).
 *
 * @param subject what e-mail clients show
 * @param body for {@code MessageStructure} {@code json}: readable text for e-mail, JSON for
 *     programs
 * @param attributes for subscriptions' filter policies
 */
public record Message(String subject, String body, Map<String, String> attributes) {
  /**
   * What a tag's value may be, but for line breaks and the like, and not only blanks: a publish
   * that an attribute spoils would take the notice with it.
   */
  private static final Pattern ATTRIBUTE =
      Pattern.compile("(?=.*[^\\p{Zs}])[\\p{L}\\p{N}\\p{Zs}_.:/=+@-]{1,256}");

  public Message {
    attributes = Map.copyOf(attributes);
  }

  /**
   * @param ownerTag the key of the tag that names the owning team
   * @throws IllegalArgumentException if the outcome is one that nobody is told of
   */
  public static Message of(Outcome outcome, Optional<String> ownerTag, HttpsFormat httpsFormat) {
    Notice notice = Notice.of(outcome);
    Map<String, Object> json = OutcomeJson.of(outcome);
    json.put("subject", notice.subject());
    json.put("summary", notice.summary());
    json.put("steps", notice.steps());
    Map<String, String> body = new LinkedHashMap<>();
    body.put("default", JsonWriter.string(json));
    body.put("email", notice.text());
    body.put("email-json", notice.text());
    body.put("sms", notice.subject());
    if (httpsFormat == HttpsFormat.CHAT) {
      body.put("https", JsonWriter.string(ChatNotification.of(outcome, notice)));
    }
    return new Message(notice.subject(), JsonWriter.string(body), attributes(outcome, ownerTag));
  }

  private static Map<String, String> attributes(Outcome outcome, Optional<String> ownerTag) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("outcome", OutcomeJson.name(outcome));
    switch (outcome) {
      case Outcome.Concerning concerning -> {
        Outcome.About about = concerning.about();
        attributes.put("account", about.trigger().account());
        attributes.put("distributionId", about.trigger().distribution().value());
        ownerTag
            .flatMap(key -> about.tags().flatMap(tags -> Optional.ofNullable(tags.get(key))))
            .filter(owner -> ATTRIBUTE.matcher(owner).matches())
            .ifPresent(owner -> attributes.put("owner", owner));
      }
      case Outcome.Unrelated _ -> {
        // Told to nobody.
      }
    }
    return attributes;
  }
}
