package httpsguard.policy;

import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.Origin;
import httpsguard.distribution.ViewerProtocolPolicy;
import java.time.LocalDate;
import java.util.List;

/**
 * What viewers may use to reach S3. Drift is {@code allow-all} and nothing else: a behavior on
 * {@code redirect-to-https} or {@code https-only} is in policy under either.
 *
 * @param policy what findings are repaired to: {@code redirect-to-https} or {@code https-only}
 */
public record HttpsPolicy(ViewerProtocolPolicy policy) {

  /**
   * @throws IllegalArgumentException if the policy is neither {@code redirect-to-https} nor {@code
   *     https-only}
   */
  public HttpsPolicy {
    if (!policy.equals(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
        && !policy.equals(ViewerProtocolPolicy.HTTPS_ONLY)) {
      throw new IllegalArgumentException("allowed: redirect-to-https, https-only");
    }
  }

  /**
   * Judges every cache behavior of a config.
   *
   * @param today the date in UTC
   */
  public Assessment assess(DistributionConfig config, Subject subject, LocalDate today) {
    return new Assessment(
        config.enabled(),
        config.behaviors().stream().map(behavior -> judge(config, behavior)).toList());
  }

  private JudgedBehavior judge(DistributionConfig config, CacheBehavior behavior) {
    List<Origin> origins = config.originsOf(behavior);
    return new JudgedBehavior(behavior, origins, verdict(behavior, origins));
  }

  private Verdict verdict(CacheBehavior behavior, List<Origin> origins) {
    if (origins.stream().noneMatch(Origin::isS3)) {
      return new Verdict.NotS3();
    }
    return behavior.viewerProtocolPolicy().servesHttp()
        ? new Verdict.Finding(policy)
        : new Verdict.InPolicy();
  }
}
