package httpsguard.json;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Cuts all lists of an object that is written to the same length; if it had to, that is said. */
public final class JsonLists {
  /** How many entries of each list are tried until the whole is small enough. */
  private static final List<Integer> LENGTHS =
      List.of(Integer.MAX_VALUE, 1000, 500, 250, 100, 50, 25, 12, 6, 2, 0);

  private final int most;
  private boolean areCut;

  private JsonLists(int most) {
    this.most = most;
  }

  /**
   * What takes so many bytes within JSON within JSON at most, with lists as long as that allows.
   *
   * @param note what a reader has to know of lists that are cut; may be empty
   * @param write makes it
   */
  public static Map<String, Object> fitted(
      int maxSize, String note, Function<JsonLists, Map<String, Object>> write) {
    Map<String, Object> json = Map.of();
    for (int length : LENGTHS) {
      json = cut(length, note, write);
      if (JsonLimits.sizeAsText(json) <= maxSize) {
        break;
      }
    }
    return json;
  }

  /** The same with lists of a length at most, whatever that takes. */
  public static Map<String, Object> cut(
      int most, String note, Function<JsonLists, Map<String, Object>> write) {
    JsonLists lists = new JsonLists(most);
    Map<String, Object> json = write.apply(lists);
    if (lists.areCut) {
      json.put("truncated", "lists have at most " + most + " entries here" + note);
    }
    return json;
  }

  /** The first of a list. */
  public <T, R> List<R> of(Collection<T> all, Function<T, R> each) {
    areCut |= all.size() > most;
    return all.stream().limit(most).map(each).toList();
  }
}
