package httpsguard;

import httpsguard.distribution.TryAgainException;

/** What came of a trigger, and whether it is news. */
sealed interface Settled {
  Outcome.Concerning outcome();

  record News(Outcome.Notable outcome) implements Settled {}

  record NoNews(Outcome.Concerning outcome) implements Settled {}

  /**
   * The same where a write may have arrived that was not seen.
   *
   * @throws TryAgainException if it does not tell of such a write: the next try does
   */
  default Settled tellingOfWrite() {
    if (!(this instanceof News(Outcome.PutRight _))) {
      throw new TryAgainException(
          "it is not known whether a write to distribution %s arrived"
              .formatted(outcome().about().distribution()));
    }
    return this;
  }

  static Settled of(Outcome.Notable outcome, boolean isNews) {
    return isNews ? new News(outcome) : new NoNews(outcome);
  }
}
