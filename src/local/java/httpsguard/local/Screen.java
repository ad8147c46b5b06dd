package httpsguard.local;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;

/** Prints for people: numbered steps, and what belongs to each under it. */
final class Screen {
  private static final String MARGIN = "   ";
  private static final int WIDTH = 96;

  private final PrintStream out;
  private final boolean coloured;
  private int steps;

  Screen(PrintStream out, boolean coloured) {
    this.out = out;
    this.coloured = coloured;
  }

  /** A cell of a table. */
  record Cell(String text, Ink ink) {
    static Cell of(String text) {
      return new Cell(text, Ink.PLAIN);
    }
  }

  static List<Cell> plain(String... cells) {
    return Stream.of(cells).map(Cell::of).toList();
  }

  /** Lets nobody else print between. */
  synchronized void together(Runnable prints) {
    prints.run();
  }

  void title(String text) {
    out.println(inked(text, Ink.BOLD));
  }

  void step(String heading) {
    steps++;
    out.println();
    out.println(inked(steps + "  " + heading, Ink.BOLD));
    out.println();
  }

  void line(String text) {
    line(text, Ink.PLAIN);
  }

  void line(String text, Ink ink) {
    out.println((MARGIN + inked(text, ink)).stripTrailing());
  }

  void blank() {
    out.println();
  }

  /** Columns as wide as their widest cell. */
  void table(List<List<Cell>> rows) {
    for (List<Cell> row : rows) {
      var line = new StringBuilder(MARGIN);
      for (int column = 0; column < row.size(); column++) {
        Cell cell = row.get(column);
        line.append(inked(cell.text(), cell.ink()));
        if (column < row.size() - 1) {
          line.append(" ".repeat(width(rows, column) - cell.text().length() + 2));
        }
      }
      out.println(line.toString().stripTrailing());
    }
  }

  void json(String json) {
    CompactJson.lines(json, WIDTH).forEach(this::line);
  }

  void difference(ConfigDifference difference) {
    for (ConfigDifference.Hunk hunk : difference.hunks()) {
      line("@@ line " + hunk.line() + " @@ " + hunk.place(), Ink.DIM);
      hunk.lines().forEach(this::changedLine);
    }
  }

  /** As a subscriber by e-mail sees it. */
  void notice(PublishedNotice notice) {
    quote("From:    AWS Notifications <no-reply@sns.amazonaws.com>");
    quote("Subject: " + notice.subject().orElse("AWS Notification Message"));
    quote("\n" + notice.messageFor("email"));
  }

  /** Somebody else's text, line by line, behind a bar. */
  void quote(String text) {
    text.stripTrailing().lines().forEach(line -> line(inked("|", Ink.DIM) + " " + line));
  }

  private void changedLine(String line) {
    switch (line.charAt(0)) {
      case '-' -> line(line, Ink.RED);
      case '+' -> line(line, Ink.GREEN);
      default -> line(line);
    }
  }

  private static int width(List<List<Cell>> rows, int column) {
    return rows.stream()
        .filter(row -> column < row.size())
        .mapToInt(row -> row.get(column).text().length())
        .max()
        .orElse(0);
  }

  private String inked(String text, Ink ink) {
    return coloured ? ink.on(text) : text;
  }
}
