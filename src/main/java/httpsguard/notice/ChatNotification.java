package httpsguard.notice;

import httpsguard.json.JsonFields;
import httpsguard.text.Quoted;
import httpsguard.text.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A notice in the schema of custom notifications, which Amazon Q Developer in chat applications
 * renders in Slack and Microsoft Teams (its administrator guide, custom-notifs).
 */
final class ChatNotification {
  /** Longer descriptions are cut by the service. */
  private static final int MAX_DESCRIPTION = 8000;

  private static final int MAX_STEP = 2000;

  private static final String MORE = " [cut for length]";

  private ChatNotification() {}

  static Map<String, Object> of(Notice notice) {
    return new JsonFields()
        .with("version", "1.0")
        .with("source", "custom")
        .with(
            "content",
            new JsonFields()
                .with("textType", "client-markdown")
                .with("title", notice.subject().text())
                .with("description", description(notice))
                .withAny("nextSteps", notice.steps().stream().map(ChatNotification::step).toList())
                .with("keywords", List.of("CloudFront", notice.envelope().outcome())))
        .withAny("metadata", notice.envelope().thread().map(thread -> metadata(thread, notice)));
  }

  private static String description(Notice notice) {
    List<String> pieces = new ArrayList<>();
    addPlain(pieces, notice.summary());
    for (List<String> paragraphs : List.of(notice.warnings(), notice.inShort())) {
      for (String words : paragraphs) {
        pieces.add("\n\n");
        addPlain(pieces, words);
      }
    }
    return fitted(pieces, MAX_DESCRIPTION);
  }

  /** Commands are code: elsewhere a chat client would take their asterisks for bold print. */
  private static String step(Step step) {
    List<String> pieces = new ArrayList<>();
    addPlain(pieces, step.words());
    step.commands().forEach(command -> pieces.add("\n" + code(command)));
    return fitted(pieces, MAX_STEP);
  }

  /**
   * What stands in quotes becomes code. Whatever else means something to a chat client, such as
   * mentions and links, is escaped.
   */
  private static void addPlain(List<String> pieces, String words) {
    int end;
    for (int at = 0; at < words.length(); at = end) {
      end = Quoted.endOfPiece(words, at);
      pieces.add(plain(words.substring(at, end)));
    }
  }

  private static String plain(String piece) {
    return switch (piece) {
      case "`" -> "'";
      case "*" -> code("*");
      case "\"\"" -> piece;
      default -> piece.startsWith("\"") ? code(unquoted(piece)) : escaped(piece);
    };
  }

  private static String unquoted(String quoted) {
    return quoted.substring(1, quoted.length() - (quoted.endsWith("\"") ? 1 : 0));
  }

  /** As code, which a backtick would end. */
  private static String code(String text) {
    return '`' + escaped(text.replace('`', '\'')) + '`';
  }

  private static String escaped(String text) {
    return text.replace("<", "\\u003c").replace(">", "\\u003e");
  }

  /**
   * Whole pieces, as many as there is room for: code that is cut would turn what follows into code.
   */
  private static String fitted(List<String> pieces, int most) {
    int length = pieces.stream().mapToInt(String::length).sum();
    StringBuilder fitted = new StringBuilder();
    for (String piece : pieces) {
      if (length > most && fitted.length() + piece.length() + MORE.length() > most) {
        return fitted.append(MORE).toString();
      }
      fitted.append(piece);
    }
    return fitted.toString();
  }

  /** One thread per distribution, so that its history stays together. */
  private static Map<String, Object> metadata(String thread, Notice notice) {
    return new JsonFields()
        .with("threadId", thread)
        .with("summary", notice.subject().text())
        .with("eventType", notice.envelope().outcome())
        .with("relatedResources", List.of(thread))
        .with("additionalContext", Map.of("account", notice.envelope().account()));
  }
}
