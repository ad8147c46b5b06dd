package httpsguard;

/** What came of a trigger, and whether it is news. */
sealed interface Settled {
  Outcome.Concerning outcome();

  record News(Outcome.Notable outcome) implements Settled {}

  record NoNews(Outcome.Concerning outcome) implements Settled {}

  static Settled of(Outcome.Notable outcome, boolean isNews) {
    return isNews ? new News(outcome) : new NoNews(outcome);
  }
}
