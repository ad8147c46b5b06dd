package httpsguard.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Text for a person with an e-mail client: headed paragraphs, tables, numbered steps. */
final class Paragraphs {
  private static final int WIDTH = 76;

  private final StringJoiner paragraphs = new StringJoiner("\n\n", "", "\n");

  Paragraphs say(String words) {
    paragraphs.add(wrap(words, "", ""));
    return this;
  }

  Paragraphs table(String heading, List<List<String>> rows) {
    StringJoiner lines = new StringJoiner("\n");
    lines.add(heading);
    List<Integer> widths = widths(rows);
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        line.append(cell);
        if (column < row.size() - 1) {
          line.append(" ".repeat(widths.get(column) - cell.length() + 2));
        }
      }
      lines.add(line.toString().stripTrailing());
    }
    paragraphs.add(lines.toString());
    return this;
  }

  Paragraphs steps(String heading, List<String> steps) {
    StringJoiner lines = new StringJoiner("\n");
    lines.add(heading);
    for (int step = 0; step < steps.size(); step++) {
      lines.add(wrap(steps.get(step), "  " + (step + 1) + ". ", "     "));
    }
    paragraphs.add(lines.toString());
    return this;
  }

  @Override
  public String toString() {
    return paragraphs.toString();
  }

  /** Lines that begin with white space in {@code words}, such as commands, are kept whole. */
  private static String wrap(String words, String first, String other) {
    StringJoiner lines = new StringJoiner("\n");
    String indent = first;
    for (String part : words.split("\n", -1)) {
      StringBuilder line = new StringBuilder(indent);
      boolean keepWhole = part.startsWith(" ");
      boolean empty = true;
      for (String word : keepWhole ? List.of(part.strip()) : List.of(part.split(" "))) {
        if (!empty && line.length() + 1 + word.length() > WIDTH) {
          lines.add(line.toString());
          line = new StringBuilder(other);
          empty = true;
        }
        line.append(empty ? (keepWhole ? "  " : "") : " ").append(word);
        empty = false;
      }
      lines.add(line.toString());
      indent = other;
    }
    return lines.toString();
  }

  private static List<Integer> widths(List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        if (column == widths.size()) {
          widths.add(0);
        }
        widths.set(column, Math.max(widths.get(column), row.get(column).length()));
      }
    }
    return widths;
  }
}
