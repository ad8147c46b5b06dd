package httpsguard.aws;

import httpsguard.Distributions;
import httpsguard.Listing;
import httpsguard.TimeLeft;
import httpsguard.TryAgainException;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.DistributionPage;
import httpsguard.distribution.MalformedConfigException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** {@link Listing} on CloudFront's API of 2020-05-31. */
final class CloudFrontListing implements Listing {
  private static final String LIST = "ListDistributions";

  private final CloudFrontClient cloudFront;
  private final Limits limits;
  private final Distributions distributions;

  CloudFrontListing(CloudFrontClient cloudFront, Limits limits) {
    this.cloudFront = cloudFront;
    this.limits = limits;
    distributions = new CloudFrontDistributions(cloudFront, limits);
  }

  @Override
  public DistributionPage page(Optional<String> marker, TimeLeft timeLeft) {
    Documents.Answer answer = new Documents.Answer();
    var within = limits.within(timeLeft, LIST);
    Documents.take(within, answer);
    try {
      var _ =
          cloudFront.listDistributions(
              request -> {
                marker.ifPresent(request::marker);
                var _ = request.overrideConfiguration(within.build());
              });
      return DistributionPage.of(answer.bytes());
    } catch (SdkException | MalformedConfigException e) {
      throw new TryAgainException(LIST + " failed: " + e.getMessage(), e);
    }
  }

  @Override
  public Distributions.Tags tags(DistributionId distribution, String account, TimeLeft timeLeft) {
    return distributions.tags(distribution, account, timeLeft);
  }
}
