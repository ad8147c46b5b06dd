package httpsguard.local;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** A {@code DistributionConfig} as the bytes that somebody sent. */
public final class StoredConfig {
  private final Bytes bytes;
  private volatile @Nullable String summary;

  private StoredConfig(Bytes bytes) {
    this.bytes = bytes;
  }

  public static StoredConfig of(Bytes bytes) {
    return new StoredConfig(bytes);
  }

  public Bytes bytes() {
    return bytes;
  }

  public boolean enabled() {
    return Xml.text(root(), "Enabled").equals("true");
  }

  String callerReference() {
    return Xml.text(root(), "CallerReference");
  }

  /** The document without what may only stand at the beginning of one. */
  String inline() {
    String text = bytes.utf8();
    int start = text.startsWith("\uFEFF") ? 1 : 0;
    if (text.startsWith("<?xml", start)) {
      start = text.indexOf("?>", start) + 2;
    }
    return text.substring(start).strip();
  }

  /** What a page of the list shows of it; rendered once, as many distributions may share it. */
  String summary() {
    String rendered = summary;
    if (rendered == null) {
      rendered = CloudFrontXml.summary(root());
      summary = rendered;
    }
    return rendered;
  }

  Element root() {
    try {
      return Xml.parse(bytes);
    } catch (SAXException e) {
      throw new IllegalStateException("stored without CloudFront's checks, and not XML", e);
    }
  }
}
