package httpsguard.bench;

import httpsguard.local.Accounts;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;

/**
 * What one writes first: lists the distributions, and reads the config and the tags of each through
 * the SDK's typed model.
 */
final class Sweep {
  private final CloudFrontClient cloudFront =
      CloudFrontClient.builder()
          .httpClient(UrlConnectionHttpClient.create())
          .region(Region.AWS_GLOBAL)
          .build();

  /** How many distributions drifted. */
  int run() {
    int drifted = 0;
    for (DistributionSummary summary : cloudFront.listDistributionsPaginator().items()) {
      DistributionConfig config =
          cloudFront
              .getDistributionConfig(request -> request.id(summary.id()))
              .distributionConfig();
      boolean isExempt =
          cloudFront
              .listTagsForResource(
                  request ->
                      request.resource(
                          "arn:aws:cloudfront::"
                              + Accounts.DEFAULT_ID
                              + ":distribution/"
                              + summary.id()))
              .tags()
              .items()
              .stream()
              .anyMatch(tag -> tag.key().equals("https-guard-exempt"));
      drifted += hasDrifted(config) && !isExempt ? 1 : 0;
    }
    return drifted;
  }

  private static boolean hasDrifted(DistributionConfig config) {
    boolean byDefault =
        isOpen(
            config,
            config.defaultCacheBehavior().targetOriginId(),
            config.defaultCacheBehavior().viewerProtocolPolicy());
    return byDefault
        || config.cacheBehaviors().items().stream().anyMatch(behavior -> isOpen(config, behavior));
  }

  private static boolean isOpen(DistributionConfig config, CacheBehavior behavior) {
    return isOpen(config, behavior.targetOriginId(), behavior.viewerProtocolPolicy());
  }

  private static boolean isOpen(
      DistributionConfig config, String originId, ViewerProtocolPolicy policy) {
    return policy == ViewerProtocolPolicy.ALLOW_ALL
        && config.origins().items().stream()
            .anyMatch(origin -> origin.id().equals(originId) && origin.s3OriginConfig() != null);
  }
}
