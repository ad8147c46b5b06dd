package httpsguard.aws;

import httpsguard.Version;
import java.net.URI;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * How the SDK's clients are built, in full: what is said here the SDK does not look for, which
 * costs a new execution environment time.
 *
 * @param application what CloudTrail's records of the calls show in their user agents
 */
record Clients(
    UrlConnectionFactory connections,
    AwsCredentialsProvider credentials,
    Endpoints endpoints,
    String application) {
  /** The last word of the user agent, behind the application's name. */
  private static final String RELEASE = "https-guard/" + Version.NUMBER;

  /** Lambda's file system has no profiles. */
  private static final ProfileFile NO_PROFILES = ProfileFile.aggregator().build();

  CloudFrontClient cloudFront(UnaryOperator<ClientOverrideConfiguration.Builder> bound) {
    // CloudFront is a global service; its requests are signed for us-east-1.
    return configured(CloudFrontClient.builder(), Region.US_EAST_1, endpoints.cloudFront(), bound)
        .build();
  }

  SnsClient sns(String region, UnaryOperator<ClientOverrideConfiguration.Builder> bound) {
    return configured(SnsClient.builder(), Region.of(region), endpoints.sns(region), bound).build();
  }

  private <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B configured(
      B builder,
      Region region,
      URI endpoint,
      UnaryOperator<ClientOverrideConfiguration.Builder> bound) {
    return builder
        .httpClient(new InterruptibleHttpClient(UrlConnectionHttpClient.create(connections)))
        .credentialsProvider(credentials)
        .region(region)
        .endpointOverride(endpoint)
        .defaultsMode(DefaultsMode.LEGACY)
        .overrideConfiguration(
            config ->
                bound
                    .apply(config)
                    .appId(application)
                    .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, RELEASE)
                    .defaultProfileFile(NO_PROFILES)
                    .defaultProfileName("default")
                    .addExecutionInterceptor(new RawBodyInterceptor()));
  }
}
