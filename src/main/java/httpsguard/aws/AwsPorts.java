package httpsguard.aws;

import httpsguard.Notices;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.Listing;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The functions' ports on AWS, over one HTTP client with bounded times. Credentials, and an
 * endpoint other than AWS's, come from the SDK's own environment variables ({@code
 * AWS_ACCESS_KEY_ID}, {@code AWS_ENDPOINT_URL}).
 */
public final class AwsPorts {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  /** What CloudTrail's records of the functions' calls show in their user agents. */
  private static final String GUARD = "https-guard";

  private static final String AUDIT = "https-guard-audit";

  private final Distributions distributions;
  private final Supplier<Distributions> connectPatiently;
  private final Notices notices;
  private Optional<Distributions> patient = Optional.empty();

  public AwsPorts(
      Distributions distributions, Supplier<Distributions> connectPatiently, Notices notices) {
    this.distributions = distributions;
    this.connectPatiently = connectPatiently;
    this.notices = notices;
  }

  /**
   * The guard's ports.
   *
   * @param topic where notices are published
   */
  public static AwsPorts connect(Topic topic) {
    return connect(topic, Limits.OF_CLOUDFRONT, Limits.OF_SNS);
  }

  static AwsPorts connect(Topic topic, Limits ofCloudFront, Limits ofSns) {
    SdkHttpClient http = http(ofCloudFront);
    SnsClient sns =
        SnsClient.builder()
            .httpClient(http)
            .region(Region.of(topic.arn().region()))
            .overrideConfiguration(
                config ->
                    ofSns
                        .bound(config)
                        .appId(GUARD)
                        .addExecutionInterceptor(new RawBodyInterceptor()))
            .build();
    return new AwsPorts(
        new CloudFrontDistributions(cloudFront(http, GUARD, ofCloudFront::bound), ofCloudFront),
        () ->
            new CloudFrontDistributions(
                cloudFront(http, GUARD, ofCloudFront::boundAdaptively), ofCloudFront),
        new SnsNotices(sns, ofSns, topic));
  }

  /** The audit's port. */
  public static Listing listing() {
    return listing(Limits.OF_CLOUDFRONT);
  }

  static Listing listing(Limits limits) {
    return new CloudFrontListing(cloudFront(http(limits), AUDIT, limits::bound), limits);
  }

  /** For one distribution at a time, as soon as CloudFront takes it. */
  public Distributions distributions() {
    return distributions;
  }

  /**
   * For many distributions in a row, no faster than CloudFront takes them. Made when it is asked
   * for: most invocations need none.
   */
  public synchronized Distributions patientDistributions() {
    if (patient.isEmpty()) {
      patient = Optional.of(connectPatiently.get());
    }
    return patient.get();
  }

  public Notices notices() {
    return notices;
  }

  private static SdkHttpClient http(Limits limits) {
    return new InterruptibleHttpClient(
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(limits.attempt())
            .build(),
        RawBodyInterceptor.MAX_BYTES + 1);
  }

  private static CloudFrontClient cloudFront(
      SdkHttpClient http,
      String application,
      UnaryOperator<ClientOverrideConfiguration.Builder> bound) {
    return CloudFrontClient.builder()
        .httpClient(http)
        // CloudFront is a global service; its requests are signed for us-east-1.
        .region(Region.AWS_GLOBAL)
        .overrideConfiguration(
            config ->
                bound
                    .apply(config)
                    .appId(application)
                    .addExecutionInterceptor(new RawBodyInterceptor()))
        .build();
  }
}
