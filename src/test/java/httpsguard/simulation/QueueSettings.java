package httpsguard.simulation;

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
  /** How long SQS keeps a message: both queues have this. */
  static final Duration RETENTION = Duration.ofDays(14);

  /** What an outage may last, from the first receive, without a message being given up. */
  static final Duration BORNE_OUTAGE = Duration.ofMinutes(5 * 60 + 50);

  /** The template's. */
  static QueueSettings deployed() {
    return new QueueSettings(Duration.ofMinutes(8), 45, Duration.ofMinutes(7), 2);
  }
}
