package httpsguard.audit;

import httpsguard.distribution.DistributionId;
import java.time.Instant;

/**
 * Which distributions come first where a report has no room, or an invocation no time, for all.
 * Every distribution has a place on a ring, which its id decides; where the ring begins moves on
 * each hour. So none is always last, and nothing has to be remembered.
 *
 * @param begin the place that comes first, as a fraction of the ring in 64 bits
 */
record Turns(long begin) {
  /**
   * How far the beginning moves in an hour, as a fraction of the ring in 64 bits: 0.7806. It was
   * searched for: after any number N of audits that are 1, 6, 12 or 24 hours apart, no part of the
   * ring that is longer than 2.3 / N was left out.
   */
  private static final long STEP = 0xc7d757ca4529c801L;

  private static final int SECONDS_PER_HOUR = 3600;

  static Turns at(Instant time) {
    return new Turns(time.getEpochSecond() / SECONDS_PER_HOUR * STEP);
  }

  /** Lesser ones, unsigned, come before. */
  long place(DistributionId id) {
    return spread(id.value()) - begin;
  }

  /** FNV-1a, then the last step of SplitMix64: ids that are alike are far apart. */
  private static long spread(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int at = 0; at < id.length(); at++) {
      hash = (hash ^ id.charAt(at)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
