package httpsguard.local;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What differs between two stored configs.
 *
 * @param values how many {@code ViewerProtocolPolicy} values
 * @param otherBytes how many bytes beside them
 * @param bytesBesideValues of the config as it was
 * @param hunks the lines that differ, with those around them
 */
record ConfigDifference(int values, int otherBytes, int bytesBesideValues, List<Hunk> hunks) {
  private static final int CONTEXT = 1;
  private static final Pattern VALUE =
      Pattern.compile("(?<=<ViewerProtocolPolicy>)[^<]*(?=</ViewerProtocolPolicy>)");

  private static final Pattern PLACE = Pattern.compile("<PathPattern>|<DefaultCacheBehavior>");

  /**
   * Lines that belong together, each with its mark: {@code -} before, {@code +} after, a space in
   * both.
   *
   * @param line where it begins in the config as it was, counted from one
   * @param place the line that says which cache behavior this is; empty if it is none
   */
  record Hunk(int line, String place, List<String> lines) {
    Hunk {
      lines = List.copyOf(lines);
    }
  }

  ConfigDifference {
    hunks = List.copyOf(hunks);
  }

  static ConfigDifference of(Bytes before, Bytes after) {
    return new ConfigDifference(
        changed(values(before), values(after)),
        changedBytes(withoutValues(before), withoutValues(after)),
        withoutValues(before).size(),
        hunks(List.of(before.utf8().split("\n", -1)), List.of(after.utf8().split("\n", -1))));
  }

  private static List<String> values(Bytes config) {
    return VALUE.matcher(config.utf8()).results().map(MatchResult::group).toList();
  }

  private static Bytes withoutValues(Bytes config) {
    return Bytes.utf8(VALUE.matcher(config.utf8()).replaceAll(""));
  }

  private static int changed(List<String> before, List<String> after) {
    int changed = Math.abs(before.size() - after.size());
    for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
      changed += before.get(i).equals(after.get(i)) ? 0 : 1;
    }
    return changed;
  }

  /** What lies between the beginning and the end that both have. */
  private static int changedBytes(Bytes before, Bytes after) {
    byte[] a = before.toArray();
    byte[] b = after.toArray();
    int shorter = Math.min(a.length, b.length);
    int start = 0;
    while (start < shorter && a[start] == b[start]) {
      start++;
    }
    int end = 0;
    while (end < shorter - start && a[a.length - 1 - end] == b[b.length - 1 - end]) {
      end++;
    }
    return Math.max(a.length, b.length) - start - end;
  }

  private static List<Hunk> hunks(List<String> before, List<String> after) {
    List<String> script = script(before, after);
    List<Hunk> hunks = new ArrayList<>();
    int line = 1;
    int at = 0;
    while (at < script.size()) {
      int start = Math.max(0, at - CONTEXT);
      if (isKept(script.get(at))) {
        line++;
        at++;
      } else {
        int end = endOfHunk(script, at);
        hunks.add(new Hunk(line - (at - start), place(script, at), script.subList(start, end)));
        line += (int) script.subList(at, end).stream().filter(l -> !l.startsWith("+")).count();
        at = end;
      }
    }
    return hunks;
  }

  private static String place(List<String> script, int change) {
    return script.subList(0, change).reversed().stream()
        .filter(line -> !line.startsWith("+"))
        .map(line -> line.substring(1).strip())
        .filter(line -> PLACE.matcher(line).lookingAt())
        .findFirst()
        .orElse("");
  }

  /** Behind the last change that has no more than the context of two hunks before the next. */
  private static int endOfHunk(List<String> script, int start) {
    int end = start;
    for (int at = start; at < script.size() && at - end <= 2 * CONTEXT; at++) {
      if (!isKept(script.get(at))) {
        end = at + 1;
      }
    }
    return Math.min(script.size(), end + CONTEXT);
  }

  private static boolean isKept(String line) {
    return line.startsWith(" ");
  }

  /** The shortest way from one to the other, by the longest common subsequence. */
  private static List<String> script(List<String> before, List<String> after) {
    int[][] common = commonFrom(before, after);
    List<String> script = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      boolean inBoth = i < before.size() && j < after.size() && before.get(i).equals(after.get(j));
      if (inBoth) {
        script.add(" " + before.get(i++));
        j++;
      } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
        script.add("-" + before.get(i++));
      } else {
        script.add("+" + after.get(j++));
      }
    }
    return script;
  }

  private static int[][] commonFrom(List<String> before, List<String> after) {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
