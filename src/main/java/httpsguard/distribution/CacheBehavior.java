package httpsguard.distribution;

import java.util.List;
import java.util.Optional;

/**
 * A cache behavior of a distribution, as far as it is judged and told.
 *
 * @param precedence its place, from 0, in the order in which CloudFront tries the behaviors; the
 *     default one is the last
 * @param pathPattern empty for the default cache behavior
 * @param targetOriginId the id of an origin or of an origin group
 * @param allowedMethods the HTTP methods that it forwards; empty where the config does not say
 * @param edgeFunctions whether Lambda@Edge or CloudFront Functions run on it
 */
public record CacheBehavior(
    int precedence,
    Optional<PathPattern> pathPattern,
    String targetOriginId,
    ViewerProtocolPolicy viewerProtocolPolicy,
    List<String> allowedMethods,
    boolean edgeFunctions) {

  public CacheBehavior {
    allowedMethods = List.copyOf(allowedMethods);
  }

  public boolean isDefault() {
    return pathPattern.isEmpty();
  }

  /** The path pattern as CloudFront's console shows it: {@code Default (*)} for the default one. */
  public String label() {
    return pathPattern.map(PathPattern::value).orElse("Default (*)");
  }

  /** Whether all of it is the same, but for the order of the methods. */
  boolean isJudgedAs(CacheBehavior other) {
    return DistributionConfig.isSameSet(allowedMethods, other.allowedMethods)
        && new CacheBehavior(
                precedence,
                pathPattern,
                targetOriginId,
                viewerProtocolPolicy,
                other.allowedMethods,
                edgeFunctions)
            .equals(other);
  }

  CacheBehavior with(ViewerProtocolPolicy policy) {
    return new CacheBehavior(
        precedence, pathPattern, targetOriginId, policy, allowedMethods, edgeFunctions);
  }
}
