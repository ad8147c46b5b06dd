package httpsguard;

/** The port to the people concerned. */
public interface Notices {
  /**
   * @throws TryAgainException if the notice was not accepted; it may have been sent all the same
   */
  void tell(Outcome outcome, TimeLeft timeLeft);
}
