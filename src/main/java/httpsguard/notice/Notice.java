package httpsguard.notice;

import httpsguard.text.Paragraphs;
import httpsguard.text.Part;
import httpsguard.text.Step;
import java.util.List;

/**
 * What is published: about an outcome, about a report or a part of it, or as a test.
 *
 * @param summary what happened, in a few sentences
 * @param warnings what must not be missed: exemptions that do not count, what may break, what is
 *     not cured; may be empty
 * @param steps what to do, in order; may be empty
 * @param parts all that a person with an e-mail client gets: these, and the evidence
 * @param inShort the evidence for a person with a chat client, which has no room for tables
 */
public record Notice(
    Envelope envelope,
    Subject subject,
    String summary,
    List<String> warnings,
    List<Step> steps,
    List<Part> parts,
    List<String> inShort) {
  public Notice {
    warnings = List.copyOf(warnings);
    steps = List.copyOf(steps);
    parts = List.copyOf(parts);
    inShort = List.copyOf(inShort);
  }

  /** Lines of printable ASCII. */
  public String email() {
    return Paragraphs.of(parts);
  }
}
