package httpsguard.aws;

import httpsguard.distribution.DistributionId;
import httpsguard.distribution.DistributionPage;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.Listing;
import httpsguard.distribution.MalformedConfigException;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** {@link Listing} on CloudFront's API of 2020-05-31. */
final class CloudFrontListing implements Listing {
  private static final String LIST = "ListDistributions";

  /** CloudFront's default, and its limit (API reference, ListDistributions). */
  private static final int LARGEST_PAGE = 100;

  private final CloudFrontClient cloudFront;
  private final Limits limits;
  private final Distributions distributions;
  private int pageSize = LARGEST_PAGE;

  CloudFrontListing(CloudFrontClient cloudFront, Limits limits) {
    this.cloudFront = cloudFront;
    this.limits = limits;
    distributions = new CloudFrontDistributions(cloudFront, limits);
  }

  /** Asks for half as many distributions, from then on, where a page is too long. */
  @Override
  public DistributionPage page(Optional<String> marker, TimeLeft timeLeft) {
    while (true) {
      var within = limits.within(timeLeft, LIST);
      RawBodyInterceptor.Answer answer = RawBodyInterceptor.take(within);
      try {
        var _ =
            cloudFront.listDistributions(
                request ->
                    request
                        .marker(marker.orElse(null))
                        .maxItems(Integer.toString(pageSize))
                        .overrideConfiguration(within.build()));
        return DistributionPage.of(answer.bytes());
      } catch (SdkException | MalformedConfigException e) {
        if (!answer.isTooLong() || pageSize == 1) {
          throw new TryAgainException(LIST + " failed: " + AwsErrors.words(e), e);
        }
        pageSize /= 2;
      }
    }
  }

  @Override
  public Distributions.Tags tags(DistributionId distribution, String account, TimeLeft timeLeft) {
    return distributions.tags(distribution, account, timeLeft);
  }
}
