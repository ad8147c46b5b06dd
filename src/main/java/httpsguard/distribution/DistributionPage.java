package httpsguard.distribution;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code ListDistributions} answers: some distributions of an account.
 *
 * @param next the marker of the next page; empty on the last one
 */
public record DistributionPage(List<Entry> entries, Optional<String> next) {

  private static final String SUMMARY = "DistributionSummary";

  /** One distribution of a page. */
  public sealed interface Entry {
    /** As it stands there; empty if it has none. */
    String id();

    record Judgeable(ListedDistribution distribution) implements Entry {
      @Override
      public String id() {
        return distribution.id().value();
      }
    }

    /**
     * One that cannot be judged.
     *
     * @param id as it stands there; empty if it has none
     */
    record Unjudgeable(String id, String why) implements Entry {}
  }

  public DistributionPage {
    entries = List.copyOf(entries);
  }

  /**
   * @param bytes the answer's XML document, a {@code DistributionList}
   * @throws MalformedConfigException if the bytes are not such a document, or the list contradicts
   *     itself: another number of distributions than it says, one of them twice, something else
   *     among them, or neither an end nor a marker; a single distribution that cannot be read is an
   *     entry that says so
   */
  public static DistributionPage of(byte[] bytes) {
    List<Entry> entries = new ArrayList<>();
    XmlElement root =
        XmlElement.parse(
            bytes, "DistributionList", SUMMARY, summary -> entries.add(entry(summary)));
    if (!root.listed(SUMMARY).isEmpty()) {
      throw new IllegalStateException("an item was read, and not handed over");
    }
    root.requireQuantity(SUMMARY, entries.size());
    requireEachOnce(entries);
    return new DistributionPage(entries, next(root));
  }

  private static Optional<String> next(XmlElement root) {
    if (!ConfigReader.bool(root.required("IsTruncated").text())) {
      return Optional.empty();
    }
    String marker = root.required("NextMarker").text();
    if (marker.isBlank()) {
      throw new MalformedConfigException("IsTruncated is true, but NextMarker is empty");
    }
    return Optional.of(marker);
  }

  private static void requireEachOnce(List<Entry> entries) {
    Set<String> ids = new HashSet<>();
    for (Entry entry : entries) {
      if (!entry.id().isEmpty() && !ids.add(entry.id())) {
        throw new MalformedConfigException("the list has the same distribution twice");
      }
    }
  }

  private static Entry entry(XmlElement summary) {
    String id = "";
    try {
      id = summary.required("Id").text();
      if (!DistributionId.isId(id)) {
        return new Entry.Unjudgeable(id, "its id does not have the shape of one");
      }
      return new Entry.Judgeable(
          new ListedDistribution(
              new DistributionId(id),
              summary.textOf("DomainName"),
              summary.textOf("LastModifiedTime").flatMap(DistributionPage::time),
              ConfigReader.read(summary),
              DependentResources.of(summary)));
    } catch (MalformedConfigException e) {
      return new Entry.Unjudgeable(id, String.valueOf(e.getMessage()));
    }
  }

  /** CloudFront writes a {@code Z}, the AWS CLI {@code +00:00}. */
  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
