package httpsguard.distribution;

/**
 * Which protocols viewers may use to reach what a cache behavior serves: the API's {@code
 * ViewerProtocolPolicy}. A value that is not among the constants is kept as it is.
 *
 * @param value the API's own word
 */
public record ViewerProtocolPolicy(String value) {
  public static final ViewerProtocolPolicy ALLOW_ALL = new ViewerProtocolPolicy("allow-all");
  public static final ViewerProtocolPolicy REDIRECT_TO_HTTPS =
      new ViewerProtocolPolicy("redirect-to-https");
  public static final ViewerProtocolPolicy HTTPS_ONLY = new ViewerProtocolPolicy("https-only");

  /** Whether it is one of the constants: what viewers may do under another word is not known. */
  public boolean isKnown() {
    return servesHttp() || requiresHttps();
  }

  public boolean requiresHttps() {
    return equals(REDIRECT_TO_HTTPS) || equals(HTTPS_ONLY);
  }

  public boolean servesHttp() {
    return equals(ALLOW_ALL);
  }

  @Override
  public String toString() {
    return value;
  }
}
