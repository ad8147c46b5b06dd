package httpsguard.notice;

import httpsguard.CallOutcome;
import httpsguard.text.Step;
import java.util.List;

/**
 * What is published about an outcome.
 *
 * @param subject fewer than 100 characters of printable ASCII, as SNS asks (API reference, Publish)
 * @param summary what happened, in a few sentences
 * @param warnings what must not be missed: exemptions that do not count, what may break, what is
 *     not cured; may be empty
 * @param steps what to do, in order; may be empty
 * @param text all of it, for a person with an e-mail client
 */
public record Notice(
    String subject, String summary, List<String> warnings, List<Step> steps, String text) {
  private static final int MAX_SUBJECT = 99;

  public Notice {
    if (subject.length() > MAX_SUBJECT || !subject.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException("a subject has at most 99 characters of printable ASCII");
    }
    warnings = List.copyOf(warnings);
    steps = List.copyOf(steps);
  }

  static Notice of(CallOutcome.Told told) {
    return NoticeWriter.write(told);
  }
}
