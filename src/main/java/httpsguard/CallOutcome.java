package httpsguard;

/** What came of a call to CloudFront. */
public sealed interface CallOutcome {
  Trigger.Called trigger();

  Outcome outcome();

  /**
   * Whether the call is known to be the last write before the config was read: its ETag is the one
   * that was read.
   */
  default boolean lastWritten() {
    return outcome() instanceof Outcome.Concerning concerning
        && trigger().made(concerning.about().eTag());
  }

  /** People are notified of it. */
  record Told(Trigger.Called trigger, Outcome.Notable outcome) implements CallOutcome {}

  /** It is no news. */
  record Untold(Trigger.Called trigger, Outcome outcome) implements CallOutcome {}
}
