package httpsguard.lambda;

import httpsguard.CallOutcome;
import httpsguard.Notices;
import httpsguard.ReportOutcome;
import httpsguard.distribution.TimeLeft;
import java.time.Duration;

/** Logs what came of an event before people are told: a failure to tell hides no write. */
record LoggedNotices(Notices notices, EventLog log) implements Notices {
  @Override
  public Duration longest() {
    return notices.longest();
  }

  @Override
  public void tell(CallOutcome.Told told, TimeLeft timeLeft) {
    log.write(InvocationResult.of(told));
    notices.tell(told, timeLeft);
  }

  @Override
  public void tell(ReportOutcome outcome, TimeLeft timeLeft) {
    log.write(InvocationResult.of(outcome));
    notices.tell(outcome, timeLeft);
  }

  @Override
  public void tellTest(String account, TimeLeft timeLeft) {
    log.write(InvocationResult.ofTest());
    notices.tellTest(account, timeLeft);
  }
}
