package httpsguard.distribution;

import java.util.List;
import java.util.Optional;

/** A part of a config, whatever it is written in. Names are the API's, such as {@code Origins}. */
interface ConfigNode {
  Optional<? extends ConfigNode> child(String name);

  /** The names of all its parts, as often as each is there. */
  List<String> names();

  /**
   * What stands in the {@code Items} of a list; empty if it has none.
   *
   * @param item what each is called in XML; JSON has no name for it
   * @throws MalformedConfigException if something else stands there, or an item beside it
   */
  List<? extends ConfigNode> listed(String item);

  /**
   * @throws MalformedConfigException if the node has parts instead of a value
   */
  String text();

  /**
   * A whole number as text.
   *
   * @throws MalformedConfigException if the node has parts instead of a value
   */
  String number();

  default ConfigNode required(String name) {
    Optional<? extends ConfigNode> child = child(name);
    if (child.isEmpty()) {
      throw new MalformedConfigException("the config lacks " + name);
    }
    return child.get();
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
  default List<? extends ConfigNode> items(String item) {
    List<? extends ConfigNode> items = listed(item);
    requireQuantity(item, items.size());
    return items;
  }

  /** The members of a list that need not be there. */
  default List<? extends ConfigNode> itemsOf(String list, String item) {
    Optional<? extends ConfigNode> child = child(list);
    return child.isPresent() ? child.get().items(item) : List.of();
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
