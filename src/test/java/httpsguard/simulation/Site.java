package httpsguard.simulation;

import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.DistributionId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A distribution: what CloudFront has, and what is known of it besides. */
final class Site {
  static final String EXEMPTION = "https-guard-exempt";

  final DistributionId id;

  /** Whether CloudFront refuses the guard's writes to it. */
  final boolean refuses;

  final Map<String, String> tags = new TreeMap<>();
  Version live;
  Version before;
  boolean deleted;

  /** When the guard wrote last, and when a notice named the distribution last; -1 for never. */
  long guardWrote = -1;

  long named = -1;

  /** When the guard wrote what no notice tells of yet. */
  final List<Long> untold = new ArrayList<>();

  /**
   * A config as it is stored.
   *
   * @param number of the write, from which its ETag comes
   */
  record Version(int number, SiteConfig config, DistributionDocument document, Instant written) {
    String eTag() {
      return "E" + number;
    }
  }

  Site(DistributionId id, boolean refuses, Version first) {
    this.id = id;
    this.refuses = refuses;
    live = first;
    before = first;
  }

  String domainName() {
    return "d" + id.value().toLowerCase(java.util.Locale.ROOT) + ".cloudfront.net";
  }

  /** Whether these tags exempt a distribution at this time. */
  static boolean isExempt(Map<String, String> tags, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return Optional.ofNullable(tags.get(EXEMPTION))
        .flatMap(Site::until)
        .map(until -> !until.isBefore(today) && !until.isAfter(today.plusDays(365)))
        .orElse(false);
  }

  private static Optional<LocalDate> until(String claim) {
    try {
      return Optional.of(LocalDate.parse(claim.split(" ", 2)[0]));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Whether the guard is to repair it. */
  boolean isToRepair(Instant now) {
    return !deleted && live.config().isDrifted() && !isExempt(tags, now);
  }
}
