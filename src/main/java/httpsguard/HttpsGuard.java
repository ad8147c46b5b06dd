package httpsguard;

import httpsguard.cloudtrail.TagChange;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Mode;
import java.time.Clock;

/**
 * Keeps distributions in policy, one trigger at a time: read, judge, repair, write, tell.
 *
 * @param guardRoleArn the ARN of the role that the guard itself runs under, by which it knows its
 *     own writes
 * @param clock tells the date on which rules are judged
 * @param pause waits for tags that follow a creation
 */
public record HttpsGuard(
    HttpsPolicy policy,
    Mode mode,
    String guardRoleArn,
    Distributions distributions,
    Notices notices,
    Clock clock,
    Pause pause) {

  /**
   * Brings the distribution that somebody called CloudFront about into policy, or says why not, and
   * tells people.
   *
   * @throws TryAgainException if it could not be brought to an end now, and may be later
   */
  public CallOutcome handle(Trigger.Called called, TimeLeft timeLeft) {
    // Keys that cannot be read may be any.
    if (called.event() instanceof TagChange(var _, var keys)
        && !keys.map(policy::namesAny).orElseGet(policy::consultsTags)) {
      return new CallOutcome.Untold(
          called, new Outcome.Unrelated("tags that the HTTPS policy does not name"));
    }
    return switch (bringIntoPolicy(called, timeLeft)) {
      case Settled.News(var outcome) -> {
        CallOutcome.Told told = new CallOutcome.Told(called, outcome);
        notices.tell(told, timeLeft);
        yield told;
      }
      case Settled.NoNews(var outcome) -> new CallOutcome.Untold(called, outcome);
    };
  }

  /** Brings the distribution of a report into policy, or says why not, and tells no one. */
  Outcome.Concerning remediate(Trigger.Audited audited, TimeLeft timeLeft) {
    return bringIntoPolicy(audited, timeLeft).outcome();
  }

  private Settled bringIntoPolicy(Trigger trigger, TimeLeft timeLeft) {
    return new Remediation(this, trigger, timeLeft.reserving(notices.longest())).run();
  }
}
