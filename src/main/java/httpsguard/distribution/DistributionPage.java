package httpsguard.distribution;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code ListDistributions} answers: some distributions of an account.
 *
 * @param next the marker of the next page; empty on the last one
 */
public record DistributionPage(List<Entry> entries, Optional<String> next) {

  /** One distribution of a page. */
  public sealed interface Entry {
    record Judgeable(ListedDistribution distribution) implements Entry {}

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
   * @throws MalformedConfigException if the bytes are not such a document; a single distribution
   *     that cannot be read is an entry that says so
   */
  public static DistributionPage of(byte[] bytes) {
    List<Entry> entries = new ArrayList<>();
    XmlElement root =
        XmlElement.parse(bytes, "DistributionSummary", summary -> entries.add(entry(summary)));
    if (!root.name().equals("DistributionList")) {
      throw new MalformedConfigException("the document's element is not a DistributionList");
    }
    boolean isTruncated = root.required("IsTruncated").text().strip().equals("true");
    return new DistributionPage(
        entries, isTruncated ? Optional.of(root.required("NextMarker").text()) : Optional.empty());
  }

  static Entry entry(ConfigNode summary) {
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
              ConfigReader.read(summary)));
    } catch (MalformedConfigException e) {
      return new Entry.Unjudgeable(id, String.valueOf(e.getMessage()));
    }
  }

  /** CloudFront writes a {@code Z}, the AWS CLI {@code +00:00}. */
  static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
