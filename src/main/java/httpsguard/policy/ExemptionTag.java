package httpsguard.policy;

import httpsguard.policy.TagClaim.Flaw;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tag with which owners exempt their own distribution. Its value is the last day, in UTC, and a
 * reason in words: {@code 2027-03-31 set-top boxes}.
 *
 * @param maxDays how many days from today the last day may be away, at most
 */
public record ExemptionTag(String key, int maxDays) {
  static final ExemptionTag DEFAULT = new ExemptionTag("https-guard-exempt", 365);

  private static final Pattern VALUE =
      Pattern.compile("\\h*(\\d{4}-\\d{2}-\\d{2})(?:\\h+(.*))?", Pattern.DOTALL);

  /**
   * @param tags of the distribution; empty where they are not known
   */
  TagClaim read(Optional<Map<String, String>> tags, LocalDate today) {
    if (tags.isEmpty()) {
      return new TagClaim.Unknown();
    }
    String value = tags.get().get(key);
    return value == null ? new TagClaim.Absent(key) : read(value, today);
  }

  private TagClaim read(String value, LocalDate today) {
    Matcher matcher = VALUE.matcher(value);
    Optional<LocalDate> date = matcher.matches() ? date(matcher.group(1)) : Optional.empty();
    if (date.isEmpty()) {
      return new TagClaim.Refused(key, value, new Flaw.NoDate());
    }
    LocalDate until = date.get();
    LocalDate latest = today.plusDays(maxDays);
    if (until.isBefore(today)) {
      return new TagClaim.Refused(key, value, new Flaw.Ended(until));
    }
    if (until.isAfter(latest)) {
      return new TagClaim.Refused(key, value, new Flaw.TooFar(until, latest));
    }
    String reason = Optional.ofNullable(matcher.group(2)).orElse("").strip();
    return new TagClaim.Granted(new Exemption(until, reason, new Exemption.Source.ByTag(key)));
  }

  /** The date that a text in ISO 8601 names; empty if there is no such day. */
  static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
