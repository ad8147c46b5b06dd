package httpsguard.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What somebody may have meant who misspelt a name. */
final class Closest {
  private Closest() {}

  /**
   * The known names that come close, or all of them.
   *
   * @param syntax in which they are shown
   */
  static String to(String name, Collection<String> known, Syntax syntax) {
    Map<Integer, Set<String>> byDistance =
        known.stream()
            .collect(
                Collectors.groupingBy(
                    option -> distance(name, option), Collectors.toCollection(TreeSet::new)));
    int least = byDistance.keySet().stream().min(Comparator.naturalOrder()).orElse(0);
    boolean isClose = least <= name.length() / 2;
    return (isClose ? "Closest: " : "There are: ")
        + (isClose ? byDistance.getOrDefault(least, Set.of()) : new TreeSet<>(known))
            .stream().map(syntax::option).collect(Collectors.joining(", "));
  }

  /** How many letters are to be added, left out or replaced (Levenshtein), whatever their case. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced =
            Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1))
                ? diagonal
                : diagonal + 1;
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
