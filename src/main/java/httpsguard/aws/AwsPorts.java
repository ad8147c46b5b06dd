package httpsguard.aws;

import httpsguard.Distributions;
import httpsguard.Notices;
import java.time.Duration;
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
  private static final Duration CONNECT = Duration.ofSeconds(3);

  /** What CloudTrail's records of the guard's calls show in their user agent. */
  private static final String APP_ID = "https-guard";

  /**
   * @param topic where notices are published
   */
  public static AwsPorts connect(Topic topic) {
    return connect(topic, Limits.OF_CLOUDFRONT, Limits.OF_SNS);
  }

  static AwsPorts connect(Topic topic, Limits ofCloudFront, Limits ofSns) {
    SdkHttpClient http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(ofCloudFront.attempt())
            .build();
    CloudFrontClient cloudFront =
        CloudFrontClient.builder()
            .httpClient(http)
            // CloudFront is a global service; its requests are signed for us-east-1.
            .region(Region.AWS_GLOBAL)
            .overrideConfiguration(
                config ->
                    ofCloudFront
                        .bound(config)
                        .appId(APP_ID)
                        .addExecutionInterceptor(new Documents()))
            .build();
    SnsClient sns =
        SnsClient.builder()
            .httpClient(http)
            .region(Region.of(topic.arn().region()))
            .overrideConfiguration(
                config ->
                    ofSns.bound(config).appId(APP_ID).addExecutionInterceptor(new Documents()))
            .build();
    return new AwsPorts(
        new CloudFrontDistributions(cloudFront, ofCloudFront), new SnsNotices(sns, ofSns, topic));
  }
}
