package httpsguard.notice;

import httpsguard.CallOutcome;
import httpsguard.Outcome;
import httpsguard.text.Step;
import java.util.ArrayList;
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

  static Map<String, Object> of(CallOutcome.Told told, Notice notice) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("textType", "client-markdown");
    content.put("title", notice.subject());
    content.put("description", description(told, notice));
    content.put("nextSteps", notice.steps().stream().map(ChatNotification::step).toList());
    content.put("keywords", List.of("CloudFront", told.outcome().name()));
    Map<String, Object> chat = custom(content);
    chat.put("metadata", metadata(told.outcome(), notice));
    return chat;
  }

  /** The notice of a report. */
  static Map<String, Object> ofReport(String subject, List<String> paragraphs, List<Step> steps) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("textType", "client-markdown");
    content.put("title", subject);
    content.put(
        "description",
        cut(
            paragraphs.stream().map(ChatNotification::plain).collect(Collectors.joining("\n\n")),
            MAX_DESCRIPTION));
    content.put("nextSteps", steps.stream().map(ChatNotification::step).toList());
    content.put("keywords", List.of("CloudFront", "Report"));
    return custom(content);
  }

  /** The notice that is a test. */
  static Map<String, Object> ofTest(String subject, String summary) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("textType", "client-markdown");
    content.put("title", subject);
    content.put("description", plain(summary));
    content.put("keywords", List.of("CloudFront", "Test"));
    return custom(content);
  }

  private static Map<String, Object> custom(Map<String, Object> content) {
    Map<String, Object> chat = new LinkedHashMap<>();
    chat.put("version", "1.0");
    chat.put("source", "custom");
    chat.put("content", content);
    return chat;
  }

  private static String description(CallOutcome.Told told, Notice notice) {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(notice.summary());
    paragraphs.addAll(notice.warnings());
    paragraphs.add(Evidence.inShort(told));
    return cut(
        paragraphs.stream().map(ChatNotification::plain).collect(Collectors.joining("\n\n")),
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
  private static Map<String, Object> metadata(Outcome.Notable outcome, Notice notice) {
    String distribution = outcome.about().distribution().value();
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("threadId", distribution);
    metadata.put("summary", notice.subject());
    metadata.put("eventType", outcome.name());
    metadata.put("relatedResources", List.of(distribution));
    metadata.put("additionalContext", Map.of("account", outcome.about().account()));
    return metadata;
  }
}
