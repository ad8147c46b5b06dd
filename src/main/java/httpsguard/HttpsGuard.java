package httpsguard;

import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Mode;
import java.time.Clock;
import java.time.Duration;

/**
 * Keeps distributions in policy, one trigger at a time: read, judge, repair, write, tell.
 *
 * @param guardRoleArn the ARN of the role that the guard itself runs under, by which it knows its
 *     own writes
 * @param clock tells the date on which rules are judged
 */
public record HttpsGuard(
    HttpsPolicy policy,
    Mode mode,
    String guardRoleArn,
    Distributions distributions,
    Notices notices,
    Clock clock) {

  /** Set aside for the notice: a repair that waits is better than one that nobody is told of. */
  private static final Duration FOR_TELLING = Duration.ofSeconds(15);

  /**
   * Brings the trigger's distribution into policy, or says why not, and tells people.
   *
   * @throws TryAgainException if it could not be brought to an end now, and may be later
   */
  public Outcome handle(Trigger trigger, TimeLeft timeLeft) {
    Outcome outcome =
        switch (trigger) {
          case Trigger.Change change ->
              new ChangeAttempt(this, change, timeLeft.reserving(FOR_TELLING)).run();
          case Trigger.Tags _ -> new Outcome.Unrelated("tags that the policy does not name");
        };
    if (outcome.isTold()) {
      notices.tell(outcome, timeLeft);
    }
    return outcome;
  }
}
