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
    XmlElement root = XmlElement.parse(bytes, "Tags");
    Map<String, String> tags = new LinkedHashMap<>();
    if (root.children().stream().anyMatch(child -> !child.name().equals("Items"))) {
      throw new MalformedConfigException("the Tags have something other than their Items");
    }
    for (XmlElement tag : root.listed("Tag")) {
      String key = tag.required("Key").text();
      if (tags.put(key, tag.textOf("Value").orElse("")) != null) {
        throw new MalformedConfigException("the Tags have the same key twice");
      }
    }
    return tags;
  }
}
