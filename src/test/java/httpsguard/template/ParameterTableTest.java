package httpsguard.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages' tables of parameters have the defaults as a command takes them. */
class ParameterTableTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ((?:`[A-Z]\\w+`(?:, )?)+) \\| `([^`]*)` \\|");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  @Test
  void theInstallPageHasEveryParameter() throws IOException {
    assertEquals(defaults(), documented(Path.of("docs", "install.md")));
  }

  @Test
  void theReadmeHasTheThreeThatMatterFirst() throws IOException {
    Map<String, String> first = defaults();
    first.keySet().retainAll(List.of("NotificationEmail", "Mode", "HttpsPolicy"));
    assertEquals(first, documented(Path.of("README.md")));
  }

  private static Map<String, String> documented(Path file) throws IOException {
    String page = Files.readString(file);
    int start = page.indexOf("| parameter | default |");
    String table = page.substring(start, page.indexOf("\n\n", start));
    Map<String, String> documented = new TreeMap<>();
    for (MatchResult row : ROW.matcher(table).results().toList()) {
      NAME.matcher(row.group(1))
          .results()
          .forEach(name -> documented.merge(name.group(1), row.group(2), "%s, then %s"::formatted));
    }
    return documented;
  }

  private static Map<String, String> defaults() {
    Map<String, String> defaults = new TreeMap<>();
    Part parameters = GuardTemplate.part("Parameters");
    for (String name : parameters.names()) {
      String value = parameters.at(name, "Default").text();
      defaults.put(name, value.isEmpty() ? "\"\"" : value);
    }
    return defaults;
  }
}
