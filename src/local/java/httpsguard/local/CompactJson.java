package httpsguard.local;

import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON in few lines: what fits on one line stays on one, and an object fills its lines. */
final class CompactJson {
  private final int width;
  private final List<String> lines = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();

  private CompactJson(int width) {
    this.width = width;
  }

  /**
   * @param width that only a single value can exceed
   * @throws IllegalArgumentException if it is not JSON
   */
  static List<String> lines(String json, int width) {
    try {
      var writer = new CompactJson(width);
      writer.add(JsonParser.any().from(json), 1, "");
      writer.lines.add(writer.line.toString());
      return writer.lines;
    } catch (JsonParserException e) {
      throw new IllegalArgumentException("not JSON: " + json, e);
    }
  }

  /**
   * @param indent of the lines that the value goes on in
   * @param after what has to follow on the same line: a comma, closing brackets
   */
  private void add(@Nullable Object value, int indent, String after) {
    if (fits(onOneLine(value) + after)) {
      line.append(onOneLine(value)).append(after);
      return;
    }
    switch (value) {
      case Map<?, ?> members -> {
        line.append('{');
        fill(members, indent, after);
      }
      case List<?> items -> {
        line.append('[');
        stack(items, indent, after);
      }
      case null, default -> line.append(onOneLine(value)).append(after);
    }
  }

  private void fill(Map<?, ?> members, int indent, String after) {
    int left = members.size();
    int linesBefore = lines.size();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      left--;
      String end = left > 0 ? "," : "}" + after;
      boolean first = left == members.size() - 1;
      boolean afterLongOne = lines.size() > linesBefore;
      if (!first && (afterLongOne || !fits(" " + onOneLine(member) + end))) {
        newLine(indent);
      } else if (!first) {
        line.append(' ');
      }
      linesBefore = lines.size();
      line.append(label(member));
      add(member.getValue(), indent + 1, end);
    }
  }

  private void stack(List<?> items, int indent, String after) {
    int left = items.size();
    for (Object item : items) {
      left--;
      newLine(indent);
      add(item, indent + 1, left > 0 ? "," : "]" + after);
    }
  }

  private boolean fits(String text) {
    return line.length() + text.length() <= width;
  }

  private void newLine(int indent) {
    lines.add(line.toString());
    line.setLength(0);
    line.append(" ".repeat(indent));
  }

  private static String onOneLine(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> members ->
          members.entrySet().stream()
              .map(CompactJson::onOneLine)
              .collect(Collectors.joining(", ", "{", "}"));
      case Map.Entry<?, ?> member -> label(member) + onOneLine(member.getValue());
      case List<?> items ->
          items.stream().map(CompactJson::onOneLine).collect(Collectors.joining(", ", "[", "]"));
      case null, default -> JsonWriter.string(value);
    };
  }

  private static String label(Map.Entry<?, ?> member) {
    return JsonWriter.string(member.getKey()) + ": ";
  }
}
