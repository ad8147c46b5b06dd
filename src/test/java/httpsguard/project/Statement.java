package httpsguard.project;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A paragraph, an item of a list or a row of a table: what a page says beside its headings and its
 * blocks of code.
 *
 * @param section the heading above it
 * @param text on one line
 * @param isRow whether it is a row of a table, which is not its head
 */
record Statement(String section, String text, boolean isRow) {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```[^\\n]*\\n");
  private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");
  private static final Pattern RULE = Pattern.compile("\\|[-| ]+");
  private static final Pattern ITEM = Pattern.compile("\\s*(- |\\d+\\. ).*");

  static List<Statement> of(String page) {
    String prose = COMMENT.matcher(BLOCK.matcher(page).replaceAll("")).replaceAll("");
    List<Statement> statements = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    String section = "";
    List<String> lines = new ArrayList<>(prose.lines().toList());
    lines.add("");
    for (int at = 0; at < lines.size() - 1; at++) {
      String line = lines.get(at);
      boolean isTable = line.startsWith("|");
      boolean isHeading = line.startsWith("#");
      if (isTable || isHeading || line.isBlank() || ITEM.matcher(line).matches()) {
        end(statements, section, text);
      }
      if (isHeading) {
        section = line.replaceFirst("#+ ", "");
      } else if (!isTable) {
        text.append(' ').append(line);
      } else if (!RULE.matcher(line).matches() && !RULE.matcher(lines.get(at + 1)).matches()) {
        statements.add(new Statement(section, onOneLine(line), /* isRow= */ true));
      }
    }
    end(statements, section, text);
    return statements;
  }

  private static void end(List<Statement> statements, String section, StringBuilder text) {
    String whole = onOneLine(text);
    if (!whole.isEmpty()) {
      statements.add(new Statement(section, whole, /* isRow= */ false));
    }
    text.setLength(0);
  }

  private static String onOneLine(CharSequence text) {
    return text.toString().strip().replaceAll("\\s+", " ");
  }
}
