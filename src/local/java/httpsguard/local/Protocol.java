package httpsguard.local;

/** What is spoken, from viewer to CloudFront or from CloudFront to an origin. */
public enum Protocol {
  HTTP,
  HTTPS;

  /** As in a URL. */
  public String scheme() {
    return this == HTTP ? "http" : "https";
  }
}
