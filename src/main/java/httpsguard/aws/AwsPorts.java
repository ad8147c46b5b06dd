package httpsguard.aws;

import httpsguard.Distributions;
import httpsguard.Notices;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The guard's ports on AWS, over one HTTP client with bounded times. Credentials, and an endpoint
 * other than AWS's, come from the SDK's own environment variables ({@code AWS_ACCESS_KEY_ID},
 * {@code AWS_ENDPOINT_URL}).
 */
public record AwsPorts(Distributions distributions, Notices notices) {
  private static final int TRIES = 4;
  private static final Duration CONNECT = Duration.ofSeconds(3);

  /** UpdateDistribution takes CloudFront seconds; an attempt that takes longer is lost. */
  private static final Duration ATTEMPT = Duration.ofSeconds(20);

  /**
   * @param topic where notices are published
   */
  public static AwsPorts connect(Topic topic) {
    SdkHttpClient http =
        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ATTEMPT).build();
    CloudFrontClient cloudFront =
        CloudFrontClient.builder()
            .httpClient(http)
            // CloudFront is a global service; its requests are signed for us-east-1.
            .region(Region.AWS_GLOBAL)
            .overrideConfiguration(config -> bound(config).addExecutionInterceptor(new Documents()))
            .build();
    SnsClient sns =
        SnsClient.builder()
            .httpClient(http)
            .region(Region.of(topic.arn().region()))
            .overrideConfiguration(AwsPorts::bound)
            .build();
    return new AwsPorts(new CloudFrontDistributions(cloudFront), new SnsNotices(sns, topic));
  }

  private static ClientOverrideConfiguration.Builder bound(
      ClientOverrideConfiguration.Builder config) {
    return config
        .apiCallAttemptTimeout(ATTEMPT)
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(TRIES).build());
  }
}
