package httpsguard.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** docs/permissions.md's tables: each IAM action, and who uses or checks it. */
public final class PermissionsPage {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (`.*`) \\|[^|]*\\| ([^|]+) \\|[^|]*\\|$");
  private static final Pattern ACTION = Pattern.compile("`([^`]+)`");

  private PermissionsPage() {}

  /** Sorted by action. */
  public static Map<String, String> ofGuard() throws IOException {
    return between("The guard's role has", "The audit's role,");
  }

  /** Sorted by action. */
  public static Map<String, String> ofAudit() throws IOException {
    return between("The audit's role,", "The guard cannot ");
  }

  /** The actions of one service or another that this one asks for. */
  public static Set<String> askedBy(String who, Map<String, String> permissions) {
    Set<String> actions = new TreeSet<>();
    permissions.forEach(
        (action, asker) -> {
          if (asker.equals(who)) {
            actions.add(action);
          }
        });
    return actions;
  }

  private static Map<String, String> between(String from, String to) throws IOException {
    String page = Files.readString(Path.of("docs", "permissions.md"));
    int begin = page.indexOf(from);
    Matcher rows = ROW.matcher(page.substring(begin, page.indexOf(to, begin)));
    Map<String, String> permissions = new TreeMap<>();
    while (rows.find()) {
      String asker = rows.group(2);
      ACTION.matcher(rows.group(1)).results().forEach(it -> permissions.put(it.group(1), asker));
    }
    return permissions;
  }
}
