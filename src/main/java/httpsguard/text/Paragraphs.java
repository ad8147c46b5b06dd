package httpsguard.text;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Text for a person with an e-mail client: headed paragraphs, tables, numbered steps. */
public final class Paragraphs {
  private static final int WIDTH = 76;

  /** No column is padded to more: one long cell must not push all others out of sight. */
  private static final int WIDEST_COLUMN = 48;

  private static final int MOST_INDENT = 24;

  private static final String WITHIN_ITEM = "      ";

  /** About 150 rows of a usual length. */
  private static final int MAX_TABLE = 12_000;

  private Paragraphs() {}

  /** With an empty line between two parts, and a line break at the end. */
  public static String of(List<Part> parts) {
    return parts.stream()
        .map(Paragraphs::text)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  private static String text(Part part) {
    return switch (part) {
      case Part.Paragraph(var words) -> wrapped(words, "", "");
      case Part.Table(var heading, var rows) -> rows.isEmpty() ? "" : table(heading, rows);
      case Part.Items(var heading, var items) ->
          items.isEmpty() ? "" : heading + '\n' + String.join("\n", items);
      case Part.Steps(var heading, var steps) -> steps.isEmpty() ? "" : steps(heading, steps);
    };
  }

  private static String table(String heading, List<List<String>> rows) {
    List<Integer> widths = widths(rows);
    StringBuilder table = new StringBuilder(heading);
    for (int row = 0; row < rows.size(); row++) {
      String line = line(rows.get(row), widths, "  ");
      if (table.length() + line.length() > MAX_TABLE) {
        return table + "\n  and " + (rows.size() - row) + " more, left out for length";
      }
      table.append('\n').append(line);
    }
    return table.toString();
  }

  /**
   * A thing with what there is to say about it, on one line or more.
   *
   * @param rows a table below the words
   * @param notes paragraphs below the table
   */
  public static String item(String words, List<List<String>> rows, List<String> notes) {
    StringJoiner lines = new StringJoiner("\n");
    lines.add(wrapped(words, "  ", "    "));
    List<Integer> widths = widths(rows);
    rows.forEach(row -> lines.add(line(row, widths, WITHIN_ITEM)));
    notes.forEach(note -> lines.add(wrapped(note, WITHIN_ITEM, WITHIN_ITEM)));
    return lines.toString();
  }

  private static String steps(String heading, List<Step> steps) {
    StringJoiner lines = new StringJoiner("\n");
    lines.add(heading);
    for (int step = 0; step < steps.size(); step++) {
      lines.add(wrapped(steps.get(step).words(), "  " + (step + 1) + ". ", "     "));
      steps.get(step).commands().forEach(command -> lines.add("       " + command));
    }
    return lines.toString();
  }

  private static String line(List<String> row, List<Integer> widths, String indent) {
    StringBuilder line = new StringBuilder(indent);
    for (int column = 0; column < row.size() - 1; column++) {
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(Math.max(0, widths.get(column) - cell.length()) + 2));
    }
    String first = line.toString();
    String last = row.getLast();
    if (first.length() + last.length() <= WIDTH) {
      return first + last;
    }
    if (row.size() == 2 && first.length() <= WIDTH / 2) {
      return wrapped(last, first, " ".repeat(first.length()));
    }
    String below = " ".repeat(Math.min(widths.getFirst() + indent.length() + 2, MOST_INDENT));
    return first.stripTrailing() + '\n' + wrapped(last, below, below);
  }

  private static String wrapped(String words, String first, String other) {
    StringJoiner lines = new StringJoiner("\n");
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : words(words)) {
      if (!empty && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line);
        line = new StringBuilder(other);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(line);
    return lines.toString();
  }

  /** What stands in quotes is one word: on a line of its own it could pass for ours. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < text.length(); at = Quoted.endOfPiece(text, at)) {
      if (text.charAt(at) == ' ') {
        words.add(text.substring(start, at));
        start = at + 1;
      }
    }
    words.add(text.substring(start));
    return words;
  }

  private static List<Integer> widths(List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        if (column == widths.size()) {
          widths.add(0);
        }
        int width = Math.min(WIDEST_COLUMN, row.get(column).length());
        widths.set(column, Math.max(widths.get(column), width));
      }
    }
    return widths;
  }
}
