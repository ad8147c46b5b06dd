package httpsguard.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Makes the SDK's clients, with bounded times. Credentials, and an endpoint other than AWS's, come
 * from the SDK's own environment variables ({@code AWS_ACCESS_KEY_ID}, {@code AWS_ENDPOINT_URL}).
 */
public final class Clients {
  /**
   * Four tries a call, the SDK's waits between them; the call as a whole is bounded by each caller.
   */
  private static final int TRIES = 4;

  private static final Duration CONNECT = Duration.ofSeconds(3);

  /** UpdateDistribution takes CloudFront seconds; an attempt that takes longer is lost. */
  private static final Duration ATTEMPT = Duration.ofSeconds(20);

  private Clients() {}

  public static SdkHttpClient http() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(CONNECT)
        .socketTimeout(ATTEMPT)
        .build();
  }

  /** CloudFront is a global service: its Region is {@code aws-global}. */
  public static CloudFrontClient cloudFront(SdkHttpClient http) {
    return CloudFrontClient.builder()
        .httpClient(http)
        .region(Region.AWS_GLOBAL)
        .overrideConfiguration(
            config -> {
              bound(config);
              config.addExecutionInterceptor(new Documents());
            })
        .build();
  }

  public static SnsClient sns(SdkHttpClient http, TopicArn topic) {
    return SnsClient.builder()
        .httpClient(http)
        .region(Region.of(topic.region()))
        .overrideConfiguration(Clients::bound)
        .build();
  }

  private static void bound(ClientOverrideConfiguration.Builder config) {
    config
        .apiCallAttemptTimeout(ATTEMPT)
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(TRIES).build());
  }
}
