package httpsguard;

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
   * Brings the trigger's distribution into policy, or says why not, and tells people.
   *
   * @throws TryAgainException if it could not be brought to an end now, and may be later
   */
  public Outcome handle(Trigger trigger, TimeLeft timeLeft) {
    Outcome outcome =
        switch (trigger) {
          case Trigger.Change change -> answer(change, timeLeft);
          case Trigger.Tags tags ->
              mayMatter(tags)
                  ? answer(tags, timeLeft)
                  : new Outcome.Unrelated("tags that the HTTPS policy does not name");
          case Trigger.Audited audited -> answer(audited, timeLeft);
        };
    if (outcome.isTold()) {
      notices.tell(outcome, timeLeft);
    }
    return outcome;
  }

  /** Brings the distribution into policy, or says why not, and tells nobody. */
  Outcome.Concerning answer(Trigger trigger, TimeLeft timeLeft) {
    return new Remediation(this, trigger, timeLeft.reserving(notices.longest())).run();
  }

  /** Keys that cannot be read may be any. */
  private boolean mayMatter(Trigger.Tags tags) {
    return tags.change().keys().map(policy::namesAny).orElseGet(policy::consultsTags);
  }
}
