package httpsguard.policy;

import httpsguard.distribution.ViewerProtocolPolicy;
import java.util.Optional;

/** What the HTTPS policy says of one cache behavior. */
public sealed interface Verdict {
  /** It leads to no S3 origin: whatever it allows is left alone. */
  record NotS3() implements Verdict {}

  /** It leads to S3 and does not serve HTTP: it is left as it is, never loosened. */
  record InPolicy() implements Verdict {}

  /**
   * It leads to S3 and serves HTTP, and over HTTPS its viewers would get an error: CloudFront asks
   * its origin in a protocol that the origin does not have. It is left as it is until the origin is
   * fixed.
   */
  record Unservable() implements Verdict {}

  /**
   * It leads to S3, or possibly does, and a setting that decides has an unknown value: it is left
   * as it is, and never counts as in policy.
   *
   * @param setting {@code ViewerProtocolPolicy}, {@code OriginProtocolPolicy}, or {@code
   *     OriginConfig} where the kind of the origin is the value
   */
  record Unjudgeable(String setting, String value) implements Verdict {}

  /** It leads to S3 and serves HTTP, and rules and tags decide. */
  sealed interface Decided extends Verdict {}

  /** It is allowed to serve HTTP for now, whatever its viewer protocol policy is. */
  record Exempt(Exemption exemption) implements Decided {}

  /**
   * It is to be repaired.
   *
   * @param to what the HTTPS policy asks for instead
   */
  record Finding(ViewerProtocolPolicy to) implements Decided {}

  /**
   * Whether it is a {@link Finding} or {@link Exempt}, or to which value it is to be repaired,
   * depends on something unknown.
   *
   * @param to what it is repaired to if it is a finding; the least strict of the possible values
   * @param exemption what exempts it if nothing unknown says otherwise; empty if it is a finding
   *     then
   */
  record Undecided(ViewerProtocolPolicy to, Optional<Exemption> exemption) implements Decided {}
}
