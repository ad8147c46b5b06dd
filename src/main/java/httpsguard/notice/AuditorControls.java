package httpsguard.notice;

import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.policy.Assessment;
import httpsguard.policy.JudgedBehavior;
import java.util.List;
import java.util.Map;

/**
 * The controls that auditors know by name: Security Hub's CloudFront.3 and AWS Config's rule {@code
 * cloudfront-viewer-policy-https}. Both fail a distribution of which any cache behavior, S3 or not,
 * is on {@code allow-all} (Security Hub guide, CloudFront controls).
 */
final class AuditorControls {
  static final String NAMES =
      "Security Hub CloudFront.3 and AWS Config cloudfront-viewer-policy-https";

  private AuditorControls() {}

  /**
   * The behaviors that keep the controls red.
   *
   * @param repaired the values that were written, by precedence
   */
  static List<JudgedBehavior> failing(
      Assessment assessment, Map<Integer, ViewerProtocolPolicy> repaired) {
    return assessment.behaviors().stream()
        .filter(
            judged ->
                repaired
                    .getOrDefault(
                        judged.behavior().precedence(), judged.behavior().viewerProtocolPolicy())
                    .servesHttp())
        .toList();
  }
}
