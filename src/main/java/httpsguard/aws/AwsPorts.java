package httpsguard.aws;

import httpsguard.Notices;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.Listing;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;

/** The functions' ports on AWS, over connections with bounded times. */
public final class AwsPorts {
  /** What CloudTrail's records of the functions' calls show in their user agents. */
  static final String GUARD = "https-guard";

  static final String AUDIT = "https-guard-audit";

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

  /** The guard's ports. */
  public static AwsPorts connect(Topic topic) {
    return connect(topic, ofFunction(GUARD), Limits.OF_CLOUDFRONT, Limits.OF_SNS);
  }

  static AwsPorts connect(Topic topic, Clients clients, Limits ofCloudFront, Limits ofSns) {
    return new AwsPorts(
        new CloudFrontDistributions(clients.cloudFront(ofCloudFront::bound), ofCloudFront),
        () ->
            new CloudFrontDistributions(
                clients.cloudFront(ofCloudFront::boundAdaptively), ofCloudFront),
        new SnsNotices(clients.sns(topic.arn().region(), ofSns::bound), ofSns, topic));
  }

  /** The audit's port. */
  public static Listing listing() {
    return listing(ofFunction(AUDIT), Limits.OF_CLOUDFRONT);
  }

  static Listing listing(Clients clients, Limits limits) {
    return new CloudFrontListing(clients.cloudFront(limits::bound), limits);
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
    patient = Optional.of(patient.orElseGet(connectPatiently));
    return patient.get();
  }

  public Notices notices() {
    return notices;
  }

  /** With the credentials and the endpoints that a function's environment variables name. */
  private static Clients ofFunction(String application) {
    Connections connections = new Connections(Limits.OF_CLOUDFRONT.attempt());
    Endpoints endpoints = new Endpoints(System.getenv());
    connections.openEarly(endpoints.cloudFront());
    return new Clients(
        connections, EnvironmentVariableCredentialsProvider.create(), endpoints, application);
  }
}
