package httpsguard.aws;

import httpsguard.distribution.Listing;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Ports over the SDK's real clients, but without AWS behind them: what plays on them has the JVM
 * load and link what the first event needs, while a function initializes with a whole processor.
 * The clients are built like the function's own, but have canned answers and made-up credentials,
 * and are closed at the end.
 */
public final class Priming {
  /** An account that no one has. */
  public static final String ACCOUNT = "000000000000";

  /** The only one that the canned answers know. */
  public static final String DISTRIBUTION = "ECANNED";

  private static final AwsCredentialsProvider NOBODY =
      StaticCredentialsProvider.create(AwsSessionCredentials.create("canned", "canned", "canned"));

  /** An answer comes at once, or something is wrong. */
  private static final Limits AT_ONCE =
      new Limits(
          1,
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMillis(1),
          Duration.ofMillis(1),
          Duration.ofMillis(1));

  private Priming() {}

  /** Plays on the guard's ports; answers with what the play does. */
  public static String ofGuard(Topic topic, Function<AwsPorts, String> play) {
    Clients clients = clients(AwsPorts.GUARD);
    try (CloudFrontClient cloudFront = clients.cloudFront(AT_ONCE::bound);
        SnsClient sns = clients.sns(topic.arn().region(), AT_ONCE::bound)) {
      CloudFrontDistributions distributions = new CloudFrontDistributions(cloudFront, AT_ONCE);
      return play.apply(
          new AwsPorts(distributions, () -> distributions, new SnsNotices(sns, AT_ONCE, topic)));
    }
  }

  /** Plays on the audit's port; answers with what the play does. */
  public static String ofAudit(Function<Listing, String> play) {
    try (CloudFrontClient cloudFront = clients(AwsPorts.AUDIT).cloudFront(AT_ONCE::bound)) {
      return play.apply(new CloudFrontListing(cloudFront, AT_ONCE));
    }
  }

  private static Clients clients(String application) {
    return new Clients(CannedAws::connection, NOBODY, new Endpoints(Map.of()), application);
  }
}
