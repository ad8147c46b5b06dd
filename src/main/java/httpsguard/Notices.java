package httpsguard;

import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import java.time.Duration;

/** The port to the people concerned. */
public interface Notices {
  /** How long telling takes where it is tried again: to be set aside before anything is begun. */
  Duration longest();

  /**
   * @throws TryAgainException if the notice was not accepted; it may have been sent all the same
   */
  void tell(CallOutcome.Told told, TimeLeft timeLeft);

  /**
   * @throws TryAgainException if the notice, or a part of it, was not accepted; it may have been
   *     sent all the same
   */
  void tell(ReportOutcome outcome, TimeLeft timeLeft);

  /**
   * Tells the same as {@link #tell(CallOutcome.Told, TimeLeft)} in fixed words, for an outcome
   * whose notice could not be written.
   *
   * @throws TryAgainException if the notice was not accepted
   */
  default void tellPlainly(CallOutcome.Told told, TimeLeft timeLeft) {
    tell(told, timeLeft);
  }

  /**
   * The same of a report.
   *
   * @throws TryAgainException if the notice was not accepted
   */
  default void tellPlainly(ReportOutcome outcome, TimeLeft timeLeft) {
    tell(outcome, timeLeft);
  }

  /**
   * Publishes a notice that says of itself that it is a test.
   *
   * @param account the twelve digits of the guard's own account
   * @throws TryAgainException if the notice was not accepted
   */
  void tellTest(String account, TimeLeft timeLeft);
}
