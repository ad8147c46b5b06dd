package httpsguard.text;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Values that are written as words. */
public final class Words {
  private Words() {}

  /**
   * The value that a word stands for.
   *
   * @throws IllegalArgumentException if the word is that of none of the values; the message names
   *     theirs
   */
  public static <T> T oneOf(T[] values, Function<T, String> wordOf, String word) {
    return Arrays.stream(values)
        .filter(value -> wordOf.apply(value).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "allowed: "
                        + Arrays.stream(values).map(wordOf).collect(Collectors.joining(", "))));
  }
}
