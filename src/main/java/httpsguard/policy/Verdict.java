package httpsguard.policy;

import httpsguard.distribution.ViewerProtocolPolicy;

/** What the HTTPS policy says of one cache behavior. */
public sealed interface Verdict {
  /** It leads to no S3 origin: whatever it allows is left alone. */
  record NotS3() implements Verdict {}

  /** It leads to S3 and does not serve HTTP: it is left as it is, never loosened. */
  record InPolicy() implements Verdict {}

  /** It leads to S3 and serves HTTP, and may for now. */
  record Exempt(Exemption exemption) implements Verdict {}

  /**
   * It leads to S3 and serves HTTP.
   *
   * @param to what the HTTPS policy asks for instead
   */
  record Finding(ViewerProtocolPolicy to) implements Verdict {}
}
