package httpsguard.bench;

import java.util.List;

/** Of figures that a busy machine spoils now and then. */
final class Median {
  private Median() {}

  static double of(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
