package httpsguard.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import httpsguard.AuditRemediation;
import httpsguard.CallOutcome;
import httpsguard.HttpsGuard;
import httpsguard.Notices;
import httpsguard.Outcome;
import httpsguard.Pause;
import httpsguard.ReportOutcome;
import httpsguard.Trigger;
import httpsguard.audit.Report;
import httpsguard.aws.AwsPorts;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import httpsguard.json.StrictJson;
import httpsguard.text.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The guard's entry point: takes the CloudTrail event that EventBridge put into the guard's queue,
 * or the report that Lambda put there for the audit, and answers with what came of it as JSON.
 * Either comes in SQS's envelope, or bare where somebody invokes the function by hand. {@code
 * {"test": true}} publishes a notice that is a test.
 */
public final class GuardHandler implements RequestStreamHandler {
  /** How many distributions an error's message names. */
  private static final int MAX_NAMED = 10;

  /**
   * Of a report in which something failed. Each try tells again what it finds repaired, and the
   * next audit finds what is left.
   */
  private static final int TRIES_OF_A_REPORT = 3;

  private final Settings settings;
  private final AwsPorts aws;
  private final PrintStream log;
  private final Clock clock;
  private final Pause pause;

  /**
   * Lambda's constructor.
   *
   * @throws InvalidSettingsException if an environment variable is missing or wrong
   */
  public GuardHandler() {
    Settings settings = Settings.from(System.getenv());
    this(
        settings, AwsPorts.connect(settings.topic()), System.out, Clock.systemUTC(), Thread::sleep);
    Rehearsal.rehearse(log, () -> Rehearsal.repair(settings.topic()));
  }

  GuardHandler(Settings settings, AwsPorts aws, PrintStream log, Clock clock, Pause pause) {
    this.settings = settings;
    this.aws = aws;
    this.log = log;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * @throws httpsguard.cloudtrail.MalformedEventException if the event cannot be acted upon, or
   *     more than one came at once
   * @throws httpsguard.distribution.TryAgainException if the event is to be delivered again
   */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    output.write(answer(input, InvocationDetails.of(context)).getBytes(UTF_8));
  }

  String answer(InputStream input, InvocationDetails invocation) throws IOException {
    EventLog eventLog = new EventLog(log, clock, invocation.functionName(), Optional.empty());
    try {
      Map<String, Object> event = StrictJson.read(input);
      Optional<QueuedWork> message = QueuedWork.in(event);
      if (message.isPresent()) {
        eventLog = eventLog.about(message.get());
        event = message.get().event();
      }
      return answer(event, message, eventLog, invocation).line();
    } catch (RuntimeException e) {
      throw eventLog.failed(e);
    }
  }

  private InvocationResult answer(
      Map<String, Object> event,
      Optional<QueuedWork> message,
      EventLog eventLog,
      InvocationDetails invocation) {
    TimeLeft timeLeft = invocation.timeLeft();
    Notices notices = new LoggedNotices(aws.notices(), eventLog);
    WorkReader reader = new WorkReader(settings, message, invocation.account(), clock.instant());
    return switch (reader.read(event)) {
      case Work.Test _ -> {
        notices.tellTest(invocation.account(), timeLeft);
        yield InvocationResult.ofTest();
      }
      case Work.Audited(var report) -> answer(report, message, notices, eventLog, timeLeft);
      case Work.Called(var trigger) -> {
        CallOutcome came = handle(trigger, notices, timeLeft);
        yield logged(InvocationResult.of(came), came instanceof CallOutcome.Told, eventLog);
      }
      case Work.Nothing(var reason) ->
          logged(InvocationResult.of(new Outcome.Unrelated(reason)), false, eventLog);
    };
  }

  private InvocationResult answer(
      Report report,
      Optional<QueuedWork> message,
      Notices notices,
      EventLog eventLog,
      TimeLeft timeLeft) {
    ReportOutcome outcome =
        new AuditRemediation(
                guard(aws.patientDistributions(), notices),
                settings.maxRepairsPerAudit(),
                settings.auditInterval())
            .handle(
                report, message.isPresent() && message.get().mayBeRepeat(report.time()), timeLeft);
    InvocationResult result = logged(InvocationResult.of(outcome), outcome.isTold(), eventLog);
    if (!outcome.failed().isEmpty()) {
      TryAgainException unfinished = unfinished(outcome.failed());
      if (message.isEmpty() || message.get().receiveCount() < TRIES_OF_A_REPORT) {
        throw unfinished;
      }
      // This was the last try: the next audit goes on.
      eventLog.writeFailure(unfinished, InvocationResult.metricsOfLeft(outcome));
    }
    return result;
  }

  /** What is told was logged just before. */
  private static InvocationResult logged(
      InvocationResult result, boolean isTold, EventLog eventLog) {
    if (!isTold) {
      eventLog.write(result);
    }
    return result;
  }

  private CallOutcome handle(Trigger.Called called, Notices notices, TimeLeft timeLeft) {
    try {
      return guard(aws.distributions(), notices).handle(called, timeLeft);
    } catch (TryAgainException e) {
      throw new TryAgainException(
          "distribution "
              + called.distribution()
              + ", CloudTrail event "
              + Excerpt.of(called.call().eventId())
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private HttpsGuard guard(Distributions distributions, Notices notices) {
    return new HttpsGuard(
        settings.httpsPolicy(),
        settings.mode(),
        settings.guardRoleArn(),
        distributions,
        notices,
        clock,
        pause);
  }

  private static TryAgainException unfinished(List<Outcome.Failed> failed) {
    return new TryAgainException(
        failed.size()
            + " of the report's distributions could not be finished: "
            + failed.stream()
                .limit(MAX_NAMED)
                .map(each -> each.about().distribution() + ": " + each.why())
                .collect(Collectors.joining("; "))
            + (failed.size() > MAX_NAMED ? "; and others" : ""));
  }
}
