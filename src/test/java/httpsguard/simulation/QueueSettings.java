package httpsguard.simulation;

import httpsguard.template.GuardTemplate;
import java.time.Duration;

/**
 * How the queue in front of the guard is set.
 *
 * @param visibility how long a message that was received stays hidden
 * @param maxReceiveCount after which a message goes to the queue of what was given up
 * @param timeout of the guard
 * @param concurrency how many messages are worked on at once, at most
 */
record QueueSettings(Duration visibility, int maxReceiveCount, Duration timeout, int concurrency) {
  private static final QueueSettings DEPLOYED =
      new QueueSettings(
          Duration.ofSeconds(GuardTemplate.work("VisibilityTimeout")),
          GuardTemplate.work("RedrivePolicy", "maxReceiveCount"),
          Duration.ofSeconds(GuardTemplate.guardTimeout()),
          GuardTemplate.maximumConcurrency());

  /** How long SQS keeps a message. */
  static final Duration RETENTION =
      Duration.ofSeconds(GuardTemplate.work("MessageRetentionPeriod"));

  /** What an outage may last, from the first receive, without a message being given up. */
  static final Duration BORNE_OUTAGE = Duration.ofMinutes(5 * 60 + 50);

  /** The template's. */
  static QueueSettings deployed() {
    return DEPLOYED;
  }
}
