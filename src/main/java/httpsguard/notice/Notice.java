package httpsguard.notice;

import httpsguard.text.Part;
import httpsguard.text.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * What is published: about an outcome, about a report or a part of it, or as a test.
 *
 * @param summary what happened, in a few sentences
 * @param warnings what must not be missed: exemptions that do not count, what may break, what is
 *     not fixed; may be empty
 * @param steps what to do, in order; may be empty
 * @param parts all that a person with an e-mail client gets: these, and the evidence
 * @param inShort the evidence for a person with a chat client, which has no room for tables
 */
public record Notice(
    Envelope envelope,
    SubjectLine subject,
    String summary,
    List<String> warnings,
    List<Step> steps,
    List<Part> parts,
    List<String> inShort) {
  /**
   * What programs know a notice by.
   *
   * @param outcome its name, such as {@code Repaired}, {@code Report} or {@code Test}
   * @param account the twelve digits
   * @param distributionIds those that it names
   * @param owners the owning teams, where tags name them
   * @param thread in which chat clients show it: the distribution that it is about; empty if it is
   *     about several or none
   * @param json the fields that its JSON begins with, in so many bytes at most, as a text within
   *     JSON
   */
  public record Envelope(
      String outcome,
      String account,
      List<String> distributionIds,
      List<String> owners,
      Optional<String> thread,
      IntFunction<Map<String, Object>> json) {

    public Envelope {
      distributionIds = List.copyOf(distributionIds);
      owners = List.copyOf(owners);
    }

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

  public Notice {
    warnings = List.copyOf(warnings);
    steps = List.copyOf(steps);
    parts = List.copyOf(parts);
    inShort = List.copyOf(inShort);
  }
}
