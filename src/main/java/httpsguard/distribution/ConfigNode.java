package httpsguard.distribution;

import java.util.List;
import java.util.Optional;

/**
 * A part of a config, whatever it is written in. Names are the API's, such as {@code Origins}. In
 * JSON, a part of another type than is asked for is a {@link
 * httpsguard.json.MalformedJsonException}.
 *
 * @param <N> what its parts are
 */
interface ConfigNode<N extends ConfigNode<N>> {
  /** What messages call it. */
  String where();

  Optional<N> child(String name);

  /** The names of all its parts, as often as each is there. */
  List<String> names();

  /**
   * What stands in the {@code Items} of a list; empty if it has none.
   *
   * @param item what each is called in XML; JSON has no name for it
   * @throws MalformedConfigException if something else stands there, or an item beside it
   */
  List<N> listed(String item);

  /**
   * @throws MalformedConfigException if the node has parts instead of a value
   */
  String text();

  /**
   * A whole number as text.
   *
   * @throws MalformedConfigException if the node has parts instead of a value
   */
  default String number() {
    return text();
  }

  default N required(String name) {
    return child(name).orElseThrow(() -> new MalformedConfigException(where() + " lacks " + name));
  }

  default Optional<String> textOf(String name) {
    return child(name).map(ConfigNode::text);
  }

  /**
   * Whether a setting that need not be there is {@code true}.
   *
   * @throws MalformedConfigException if it is neither {@code true} nor {@code false}
   */
  default boolean isTrue(String name) {
    return textOf(name).map(ConfigReader::bool).orElse(false);
  }

  /**
   * The members of a list in the API's shape: {@code Quantity} and, unless that is 0, {@code
   * Items}.
   *
   * @param item what each is called in XML
   * @throws MalformedConfigException if the list says of itself that it has more members or fewer
   */
  default List<N> items(String item) {
    List<N> items = listed(item);
    requireQuantity(item, items.size());
    return items;
  }

  /** The members of a list that need not be there. */
  default List<N> itemsOf(String list, String item) {
    return child(list).map(there -> there.items(item)).orElse(List.of());
  }

  /**
   * @throws MalformedConfigException if the list's {@code Quantity} is another number
   */
  default void requireQuantity(String item, int items) {
    if (!required("Quantity").number().strip().equals(Integer.toString(items))) {
      throw new MalformedConfigException(
          "a list's Quantity is not its number of " + item + ", which is " + items);
    }
  }
}
