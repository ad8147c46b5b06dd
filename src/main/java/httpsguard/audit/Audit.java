package httpsguard.audit;

import httpsguard.distribution.Listing;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Mode;
import java.time.Clock;
import java.util.Optional;

/**
 * Looks at all distributions of an account, and changes nothing.
 *
 * @param mode what happens to findings where no rule of the policy says
 * @param clock tells the date on which rules are judged
 */
public record Audit(HttpsPolicy policy, Mode mode, Listing listing, Clock clock) {

  /**
   * Judges every distribution from the summaries that CloudFront lists, a hundred a call; reads
   * tags of those only that drifted, where tags count.
   *
   * @param requestId of this invocation
   * @param account the twelve digits of the account whose credentials the listing has
   * @param purpose empty where somebody asked by hand: then everything is reported
   * @param room how large the report may be, in characters, more or less
   * @throws TryAgainException if CloudFront did not answer in time, or with an error
   */
  public Report run(
      String requestId,
      String account,
      Optional<Report.Purpose> purpose,
      int room,
      TimeLeft timeLeft) {
    return new AuditRun(this, requestId, account, purpose, room, timeLeft).run();
  }
}
