package httpsguard.notice;

import httpsguard.text.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A notice in the schema of custom notifications, which Amazon Q Developer in chat applications
 * renders in Slack and Microsoft Teams (its administrator guide, custom-notifs).
 */
final class ChatNotification {
  /** Longer descriptions are cut by the service. */
  private static final int MAX_DESCRIPTION = 8000;

  private static final int MAX_STEP = 2000;

  private ChatNotification() {}

  static Map<String, Object> of(Notice notice) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("textType", "client-markdown");
    content.put("title", notice.subject().text());
    content.put("description", description(notice));
    if (!notice.steps().isEmpty()) {
      content.put("nextSteps", notice.steps().stream().map(ChatNotification::step).toList());
    }
    content.put("keywords", List.of("CloudFront", notice.envelope().outcome()));
    Map<String, Object> chat = new LinkedHashMap<>();
    chat.put("version", "1.0");
    chat.put("source", "custom");
    chat.put("content", content);
    notice.envelope().thread().ifPresent(thread -> chat.put("metadata", metadata(thread, notice)));
    return chat;
  }

  private static String description(Notice notice) {
    return cut(
        Stream.of(List.of(notice.summary()), notice.warnings(), notice.inShort())
            .flatMap(List::stream)
            .map(ChatNotification::plain)
            .collect(Collectors.joining("\n\n")),
        MAX_DESCRIPTION);
  }

  /** Commands are code: elsewhere a chat client would take their asterisks for bold print. */
  private static String step(Step step) {
    return cut(
        Stream.concat(
                Stream.of(plain(step.words())),
                step.commands().stream().map(command -> "`" + command.replace("`", "'") + "`"))
            .collect(Collectors.joining("\n")),
        MAX_STEP);
  }

  /**
   * What stands in quotes becomes code. What else means something to a chat client, mentions and
   * links too, is escaped.
   */
  private static String plain(String words) {
    StringBuilder plain = new StringBuilder();
    boolean inQuotes = false;
    for (int at = 0; at < words.length(); at++) {
      char character = words.charAt(at);
      switch (character) {
        case '\\' -> {
          plain.append(character);
          at++;
          plain.append(at < words.length() ? words.charAt(at) : "");
        }
        case '"' -> {
          inQuotes = !inQuotes;
          plain.append('`');
        }
        case '`' -> plain.append('\'');
        case '<' -> plain.append("\\u003c");
        case '>' -> plain.append("\\u003e");
        case '*' -> plain.append(inQuotes ? "*" : "`*`");
        default -> plain.append(character);
      }
    }
    return plain.toString();
  }

  private static String cut(String text, int most) {
    String more = " [cut for length]";
    return text.length() > most ? text.substring(0, most - more.length()) + more : text;
  }

  /** One thread a distribution: what happened to it stands together. */
  private static Map<String, Object> metadata(String thread, Notice notice) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("threadId", thread);
    metadata.put("summary", notice.subject().text());
    metadata.put("eventType", notice.envelope().outcome());
    metadata.put("relatedResources", List.of(thread));
    metadata.put("additionalContext", Map.of("account", notice.envelope().account()));
    return metadata;
  }
}
