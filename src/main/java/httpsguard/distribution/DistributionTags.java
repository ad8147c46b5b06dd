package httpsguard.distribution;

import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code ListTagsForResource} answers. */
public final class DistributionTags {
  private DistributionTags() {}

  /**
   * The value of each key.
   *
   * @param bytes the answer's XML document, a {@code Tags}
   * @throws MalformedConfigException if the bytes are not such a document; it is never taken for
   *     one without tags, because an exemption would be overlooked
   */
  public static Map<String, String> of(byte[] bytes) {
    XmlElement root = XmlElement.parse(bytes);
    if (!root.name().equals("Tags")) {
      throw new MalformedConfigException("the document's element is not a Tags");
    }
    Map<String, String> tags = new LinkedHashMap<>();
    for (XmlElement tag : root.items()) {
      tags.put(tag.required("Key").text(), tag.textOf("Value").orElse(""));
    }
    return tags;
  }
}
