package httpsguard.local;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** The AWS SDK's own clients, that try once. */
final class SdkClients {
  private SdkClients() {}

  static CloudFrontClient cloudFront(URI endpoint) {
    return cloudFront(endpoint, Accounts.DEFAULT_KEY);
  }

  static CloudFrontClient cloudFront(URI endpoint, Accounts.Key key) {
    return configured(CloudFrontClient.builder(), endpoint, key, Region.AWS_GLOBAL)
        .httpClient(http())
        .build();
  }

  static SnsClient sns(URI endpoint, Region region) {
    return configured(SnsClient.builder(), endpoint, Accounts.DEFAULT_KEY, region)
        .httpClient(http())
        .build();
  }

  private static <B extends AwsClientBuilder<B, ?>> B configured(
      B builder, URI endpoint, Accounts.Key key, Region region) {
    return builder
        .endpointOverride(endpoint)
        .region(region)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())))
        .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()));
  }

  private static SdkHttpClient http() {
    return UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(2)).build();
  }
}
