package httpsguard.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.util.ArrayList;
import java.util.List;

/** Words of others, which a test finds again wherever they stand among ours. */
final class Foreign {
  /** No notice has them of itself; with a blank, they never go without quotes. */
  static final String WORDS = "zq zq";

  private static final String WORD = "zq";

  private Foreign() {}

  /** Nowhere in a message do they stand where a reader would take them for ours. */
  static void requireQuoted(Message message) throws JsonParserException {
    requireInQuotes(message.subject());
    JsonObject body = json(message.body());
    body.getString("email")
        .lines()
        .filter(line -> !isCommand(line))
        .forEach(Foreign::requireInQuotes);
    JsonObject json = json(body.getString("default"));
    json.getArray("warnings").forEach(words -> requireInQuotes((String) words));
    for (Object step : json.getArray("steps")) {
      requireInQuotes(((JsonObject) step).getString("words"));
    }
    if (body.has("https")) {
      for (String text : chatTexts(json(body.getString("https")).getObject("content"))) {
        requireInCode(text);
      }
    }
  }

  private static List<String> chatTexts(JsonObject content) {
    List<String> texts = new ArrayList<>(List.of(content.getString("description")));
    JsonArray steps = content.getArray("nextSteps", new JsonArray());
    steps.forEach(step -> texts.add((String) step));
    return texts;
  }

  /** What is to be run stands alone, and quotes as a shell does. */
  private static boolean isCommand(String line) {
    return line.startsWith("       aws ") || line.startsWith("       while ");
  }

  private static void requireInQuotes(String text) {
    boolean inQuotes = false;
    for (int at = 0; at < text.length(); at++) {
      char read = text.charAt(at);
      if (read == '\\') {
        at++;
      } else if (read == '"') {
        inQuotes = !inQuotes;
      } else if (!inQuotes) {
        assertFalse(text.startsWith(WORD, at), () -> "stands outside of quotes: " + text);
      }
    }
    assertFalse(inQuotes, () -> "quotes stay open: " + text);
  }

  private static void requireInCode(String text) {
    String[] spans = text.split("`", -1);
    assertEquals(1, spans.length % 2, () -> "a code mark stays open: " + text);
    for (int span = 0; span < spans.length; span += 2) {
      assertFalse(spans[span].contains(WORD), () -> "stands outside of code: " + text);
    }
  }

  private static JsonObject json(String text) throws JsonParserException {
    return JsonParser.object().from(text);
  }
}
