package httpsguard.notice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * What programs know a notice by.
 *
 * @param outcome its name, such as {@code Repaired}, {@code Report} or {@code Test}
 * @param account the twelve digits
 * @param distributionIds those that it names
 * @param owners the owning teams, where tags name them
 * @param thread in which chat clients show it: the distribution that it is about; empty if it is
 *     about several or none
 * @param json the fields that its JSON begins with, in so many bytes at most, as a text within JSON
 */
record Envelope(
    String outcome,
    String account,
    List<String> distributionIds,
    List<String> owners,
    Optional<String> thread,
    IntFunction<Map<String, Object>> json) {

  Envelope {
    distributionIds = List.copyOf(distributionIds);
    owners = List.copyOf(owners);
  }

  /** For subscriptions' filter policies. */
  Map<String, List<String>> attributes() {
    Map<String, List<String>> attributes = new TreeMap<>();
    attributes.put("outcome", List.of(outcome));
    attributes.put("account", List.of(account));
    attributes.put("distributionId", distributionIds);
    attributes.put("owner", owners);
    attributes.values().removeIf(List::isEmpty);
    return attributes;
  }
}
