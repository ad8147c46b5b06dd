package httpsguard.notice;

import httpsguard.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A notice in the schema of custom notifications, which Amazon Q Developer in chat applications
 * renders in Slack and Microsoft Teams (its administrator guide, custom-notifs).
 */
final class ChatNotification {
  private ChatNotification() {}

  static Map<String, Object> of(Outcome outcome, Notice notice) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("textType", "client-markdown");
    content.put("title", notice.subject());
    content.put("description", notice.summary());
    content.put("nextSteps", notice.steps());
    content.put("keywords", List.of("CloudFront", OutcomeJson.name(outcome)));
    Map<String, Object> chat = new LinkedHashMap<>();
    chat.put("version", "1.0");
    chat.put("source", "custom");
    chat.put("content", content);
    switch (outcome) {
      case Outcome.Concerning concerning -> chat.put("metadata", metadata(concerning, notice));
      case Outcome.Unrelated _ -> {
        // Told to nobody.
      }
    }
    return chat;
  }

  /** One thread a distribution: what happened to it stands together. */
  private static Map<String, Object> metadata(Outcome.Concerning outcome, Notice notice) {
    String distribution = outcome.about().trigger().distribution().value();
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("threadId", distribution);
    metadata.put("summary", notice.subject());
    metadata.put("eventType", OutcomeJson.name(outcome));
    metadata.put("relatedResources", List.of(distribution));
    metadata.put("additionalContext", Map.of("account", outcome.about().trigger().account()));
    return metadata;
  }
}
