package httpsguard.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/install.md's table of parameters has every one, with its default as a command takes it. */
class ParameterTableTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ((?:`[A-Z]\\w+`(?:, )?)+) \\| `([^`]*)` \\|");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  @Test
  void saysEachDefaultAsACommandTakesIt() throws IOException {
    String page = Files.readString(Path.of("docs", "install.md"));
    int start = page.indexOf("| parameter | default |");
    String table = page.substring(start, page.indexOf("\n\n", start));
    Map<String, String> documented = new TreeMap<>();
    for (MatchResult row : ROW.matcher(table).results().toList()) {
      NAME.matcher(row.group(1))
          .results()
          .forEach(name -> documented.merge(name.group(1), row.group(2), "%s, then %s"::formatted));
    }

    Map<String, String> defaults = new TreeMap<>();
    Part parameters = GuardTemplate.part("Parameters");
    for (String name : parameters.names()) {
      String value = parameters.at(name, "Default").text();
      defaults.put(name, value.isEmpty() ? "\"\"" : value);
    }
    assertEquals(defaults, documented);
  }
}
