package httpsguard.distribution;

/** What viewers who get something over HTTP get over HTTPS, all origins being well. */
public enum OverHttps {
  /** The same; or they get nothing over HTTP either. */
  SERVED,
  /**
   * An error, or perhaps one: CloudFront asks an origin in a protocol that it does not have, and no
   * other member of its group is certain to be asked instead.
   */
  FAILS,
  /** In which protocol CloudFront asks is said in words newer than this code. */
  UNKNOWN
}
