package httpsguard.lambda;

import httpsguard.Trigger;
import httpsguard.audit.Report;

/** What an event asks of the guard. */
sealed interface Work {
  /** A notice that is a test. */
  record Test() implements Work {}

  /** A schedule had the audit make this report, and the guard is to answer it. */
  record Audited(Report report) implements Work {}

  /** Somebody called CloudFront about a distribution of the guard's own account. */
  record Called(Trigger.Called trigger) implements Work {}

  /**
   * Nothing.
   *
   * @param reason in words
   */
  record Nothing(String reason) implements Work {}
}
