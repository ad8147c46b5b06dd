package httpsguard.distribution;

import java.util.List;
import java.util.Optional;

/** A part of a config, whatever it is written in. Names are the API's, such as {@code Origins}. */
interface ConfigNode {
  Optional<? extends ConfigNode> child(String name);

  /**
   * The members of a list in the API's shape, {@code Quantity} and {@code Items}; empty if it has
   * no {@code Items}.
   */
  List<? extends ConfigNode> items();

  /**
   * @throws MalformedConfigException if the node has parts instead of a value
   */
  String text();

  /**
   * @throws MalformedConfigException if the node is not a whole number of three digits at most
   */
  default int number() {
    String digits = text().strip();
    if (!digits.matches("\\d{1,3}")) {
      throw new MalformedConfigException("the config has something else where a number belongs");
    }
    return Integer.parseInt(digits);
  }

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

  default List<? extends ConfigNode> itemsOf(String name) {
    Optional<? extends ConfigNode> child = child(name);
    return child.isPresent() ? child.get().items() : List.of();
  }
}
