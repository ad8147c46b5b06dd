package httpsguard.distribution;

/** What kind of distribution a config is of; the kinds exclude each other. */
public enum DistributionKind {
  STANDARD("standard"),
  /** {@code Staging}: serves the requests that a continuous deployment policy sends to it. */
  STAGING("staging"),
  /** {@code ConnectionMode} {@code tenant-only}: viewers reach it by its tenants' domains. */
  MULTI_TENANT("multi-tenant");

  private final String word;

  DistributionKind(String word) {
    this.word = word;
  }

  /** As CloudFront's guide writes it. */
  public String word() {
    return word;
  }
}
