package httpsguard.lambda;

import httpsguard.CallOutcome;
import httpsguard.Notices;
import httpsguard.ReportOutcome;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import httpsguard.json.JsonFields;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/**
 * Logs what came of an event before people are notified, so that a failure to notify hides no
 * write. Where a notice cannot be put into words, that is logged, too, and people get a plain one.
 */
record LoggedNotices(Notices notices, EventLog log) implements Notices {
  private static final int MAX_FRAMES = 20;

  @Override
  public Duration longest() {
    return notices.longest();
  }

  @Override
  public void tell(CallOutcome.Told told, TimeLeft timeLeft) {
    log.write(InvocationResult.of(told));
    tell(() -> notices.tell(told, timeLeft), () -> notices.tellPlainly(told, timeLeft));
  }

  @Override
  public void tell(ReportOutcome outcome, TimeLeft timeLeft) {
    log.write(InvocationResult.of(outcome));
    tell(() -> notices.tell(outcome, timeLeft), () -> notices.tellPlainly(outcome, timeLeft));
  }

  private void tell(Runnable inWords, Runnable plainly) {
    try {
      inWords.run();
    } catch (TryAgainException e) {
      throw e;
    } catch (RuntimeException e) {
      log.write(failure(Failures.loggable(e)), Map.of("NoticeNotWorded", 1));
      plainly.run();
    }
  }

  private static Map<String, Object> failure(RuntimeException e) {
    return new JsonFields()
        .with("outcome", "NoticeNotWorded")
        .with("message", String.valueOf(e.getMessage()))
        .with(
            "stackTrace",
            Arrays.stream(e.getStackTrace())
                .limit(MAX_FRAMES)
                .map(StackTraceElement::toString)
                .toList());
  }

  @Override
  public void tellTest(String account, TimeLeft timeLeft) {
    log.write(InvocationResult.ofTest());
    notices.tellTest(account, timeLeft);
  }
}
