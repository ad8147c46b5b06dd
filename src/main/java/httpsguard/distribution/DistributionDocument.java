package httpsguard.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The XML document of a distribution's config, as {@code GetDistributionConfig} answers and {@code
 * UpdateDistribution} takes it: the bytes, parsed once, and their lossless edit. Immutable.
 */
public final class DistributionDocument {
  private final byte[] bytes;
  private final XmlElement root;
  private final DistributionConfig config;

  private DistributionDocument(byte[] bytes) {
    this.bytes = bytes;
    root = XmlElement.parse(bytes, "DistributionConfig");
    config = ConfigReader.read(root);
  }

  /**
   * @param bytes the whole document, in UTF-8
   * @throws MalformedConfigException if the bytes are not XML that can be read safely, or not a
   *     config that can be judged
   */
  public static DistributionDocument of(byte[] bytes) {
    return new DistributionDocument(bytes.clone());
  }

  public DistributionConfig config() {
    return config;
  }

  /** The other resources on which an update may need permissions. */
  public DependentResources dependentResources() {
    return DependentResources.of(root);
  }

  /** A copy of the document's bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * The same bytes, in which only the text of the named behaviors' {@code ViewerProtocolPolicy} is
   * another one. Comments and processing instructions inside that element stay.
   *
   * @param values the new value of each behavior to edit, by {@link CacheBehavior#precedence()}
   * @throws IllegalArgumentException if this document has no behavior of such a precedence
   */
  public DistributionDocument with(Map<Integer, ViewerProtocolPolicy> values) {
    DistributionConfig expected = config.with(values);
    List<XmlElement> behaviors = ConfigReader.behaviorNodes(root);
    SortedMap<Integer, Edit> edits = new TreeMap<>();
    values.forEach((precedence, value) -> addEdits(edits, behaviors.get(precedence), value));
    DistributionDocument edited = new DistributionDocument(apply(edits));
    if (!edited.config.equals(expected)) {
      throw new IllegalStateException("the edit changed more than was asked");
    }
    return edited;
  }

  private static void addEdits(
      SortedMap<Integer, Edit> edits, XmlElement behavior, ViewerProtocolPolicy value) {
    String replacement = value.value();
    for (XmlElement.Span place : behavior.required("ViewerProtocolPolicy").places()) {
      edits.put(place.start(), new Edit(place.end(), replacement));
      replacement = "";
    }
  }

  private byte[] apply(SortedMap<Integer, Edit> edits) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    int copied = 0;
    for (Map.Entry<Integer, Edit> edit : edits.entrySet()) {
      out.write(bytes, copied, edit.getKey() - copied);
      out.writeBytes(edit.getValue().text().getBytes(UTF_8));
      copied = edit.getValue().end();
    }
    out.write(bytes, copied, bytes.length - copied);
    return out.toByteArray();
  }

  private record Edit(int end, String text) {}

  @Override
  public boolean equals(Object other) {
    return other instanceof DistributionDocument document && Arrays.equals(bytes, document.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "DistributionDocument[" + bytes.length + " bytes]";
  }
}
