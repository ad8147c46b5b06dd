package httpsguard.aws;

import httpsguard.distribution.Listing;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;

/** The product's ports with every wait scaled down, for tests. Their clients are the real ones. */
public final class QuickPorts {
  private static final int FASTER = 40;

  private QuickPorts() {}

  /** Ports with the product's own limits. */
  public static AwsPorts connectAsDeployed(Topic topic) {
    return connect(topic, Limits.OF_CLOUDFRONT, Limits.OF_SNS);
  }

  /** Ports that wait little between tries; how long a try may take is as in the product. */
  public static AwsPorts connect(Topic topic) {
    return connect(topic, waiting(Limits.OF_CLOUDFRONT, FASTER), waiting(Limits.OF_SNS, FASTER));
  }

  /** The audit's port, that waits little between tries. */
  public static Listing listing() {
    return listing(waiting(Limits.OF_CLOUDFRONT, FASTER));
  }

  /** The audit's port, that gives up a silent try sooner, too. */
  public static Listing impatientListing() {
    return listing(sooner(waiting(Limits.OF_CLOUDFRONT, FASTER), 20));
  }

  /** Ports whose waits between tries are divided by so many times. */
  public static AwsPorts waiting(Topic topic, int times) {
    return connect(topic, waiting(Limits.OF_CLOUDFRONT, times), waiting(Limits.OF_SNS, times));
  }

  /** Ports that give up a silent try sooner, too, by so many times. */
  public static AwsPorts connect(Topic topic, int soonerOnCloudFront, int soonerOnSns) {
    return connect(
        topic,
        sooner(waiting(Limits.OF_CLOUDFRONT, FASTER), soonerOnCloudFront),
        sooner(waiting(Limits.OF_SNS, FASTER), soonerOnSns));
  }

  /** Ports whose every limit is divided by so many times. */
  public static AwsPorts scaled(Topic topic, int times) {
    return connect(
        topic,
        sooner(waiting(Limits.OF_CLOUDFRONT, times), times),
        sooner(waiting(Limits.OF_SNS, times), times));
  }

  /** Ports that try each call once. */
  public static AwsPorts connectWithoutRetries(Topic topic) {
    return connect(topic, once(Limits.OF_CLOUDFRONT), once(Limits.OF_SNS));
  }

  private static AwsPorts connect(Topic topic, Limits ofCloudFront, Limits ofSns) {
    return AwsPorts.connect(topic, clients(AwsPorts.GUARD, ofCloudFront), ofCloudFront, ofSns);
  }

  private static Listing listing(Limits limits) {
    return AwsPorts.listing(clients(AwsPorts.AUDIT, limits), limits);
  }

  /** A test cannot set environment variables, but system properties. */
  private static Clients clients(String application, Limits limits) {
    return new Clients(
        new Connections(limits.attempt()),
        SystemPropertyCredentialsProvider.create(),
        new Endpoints(Map.of("AWS_ENDPOINT_URL", System.getProperty("aws.endpointUrl"))),
        application);
  }

  private static Limits sooner(Limits limits, int times) {
    return new Limits(
        limits.tries(),
        limits.attempt().dividedBy(times),
        limits.call().dividedBy(times),
        limits.backoff(),
        limits.throttledBackoff(),
        limits.longestBackoff());
  }

  private static Limits waiting(Limits limits, int times) {
    return new Limits(
        limits.tries(),
        limits.attempt(),
        limits.call(),
        limits.backoff().dividedBy(times),
        limits.throttledBackoff().dividedBy(times),
        limits.longestBackoff().dividedBy(times));
  }

  private static Limits once(Limits limits) {
    return new Limits(
        1,
        limits.attempt(),
        limits.call(),
        limits.backoff(),
        limits.throttledBackoff(),
        limits.longestBackoff());
  }
}
