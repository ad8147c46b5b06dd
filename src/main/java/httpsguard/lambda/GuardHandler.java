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
import httpsguard.aws.Topic;
import httpsguard.cloudtrail.CloudTrailEvent;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import httpsguard.json.StrictJson;
import httpsguard.lambda.DestinationRecord.Meaning;
import httpsguard.text.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
  private final Pause pause;
  private final PrintStream log;
  private final Clock clock;

  /**
   * Lambda's constructor.
   *
   * @throws InvalidSettingsException if an environment variable is missing or wrong
   */
  public GuardHandler() {
    this(
        Settings.from(System.getenv()),
        AwsPorts::connect,
        System.out,
        Clock.systemUTC(),
        Thread::sleep);
    Rehearsal.ofGuard(settings.topic(), log);
  }

  GuardHandler(
      Settings settings,
      Function<Topic, AwsPorts> connect,
      PrintStream log,
      Clock clock,
      Pause pause) {
    this.log = log;
    this.clock = clock;
    this.settings = settings;
    this.pause = pause;
    aws = connect.apply(settings.topic());
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
    EventLog eventLog = new EventLog(log, clock, invocation.functionName());
    try {
      Map<String, Object> event = StrictJson.read(input);
      Optional<QueuedWork> message = QueuedWork.in(event);
      if (message.isPresent()) {
        eventLog = eventLog.about(message.get());
        event = message.get().event();
      }
      InvocationResult answer = answer(event, message, eventLog, invocation);
      if (!answer.unfinished().isEmpty()) {
        TryAgainException unfinished = unfinished(answer.unfinished());
        if (message.isEmpty() || message.get().receiveCount() < TRIES_OF_A_REPORT) {
          throw unfinished;
        }
        // This was the last try: the next audit goes on.
        eventLog.writeFailure(unfinished, answer.left());
      }
      return answer.line();
    } catch (RuntimeException e) {
      RuntimeException failure = Failures.loggable(e);
      eventLog.writeFailure(failure);
      throw failure;
    }
  }

  private InvocationResult answer(
      Map<String, Object> event,
      Optional<QueuedWork> message,
      EventLog eventLog,
      InvocationDetails invocation) {
    TimeLeft timeLeft = invocation.timeLeft();
    Notices notices = new LoggedNotices(aws.notices(), eventLog);
    String ownArn = invocation.functionArn();
    if (event.equals(Map.of("test", true))) {
      notices.tellTest(DestinationRecord.account(ownArn), timeLeft);
      return InvocationResult.ofTest();
    }
    if (DestinationRecord.isOne(event)) {
      return switch (DestinationRecord.of(event, ownArn, settings.auditFunctionArn())) {
        case Meaning.Asked(var report) when isOvertaken(report, message) ->
            unrelated("a report that waited until a later audit was due", eventLog);
        case Meaning.Asked(var report) ->
            answer(report, mayBeRepeat(message, report.time()), notices, eventLog, timeLeft);
        case Meaning.NotOurs(var reason) -> unrelated(reason, eventLog);
      };
    }
    return switch (CloudTrailEvent.of(EventJson.fromEventBridge(event))) {
      case CloudTrailEvent.NotOurs(var reason) -> unrelated(reason.words(), eventLog);
      case CloudTrailEvent.Ours ours -> {
        boolean isRepeat = mayBeRepeat(message, ours.call().time());
        yield answer(new Trigger.Called(ours, isRepeat), notices, eventLog, timeLeft);
      }
    };
  }

  private static boolean mayBeRepeat(Optional<QueuedWork> message, Instant made) {
    return message.map(work -> work.mayBeRepeat(made)).orElse(false);
  }

  /**
   * Whether the report was not begun, and a later audit looks at the same distributions again:
   * after a stop of days, each waiting report would tell again what the first one repaired.
   */
  private boolean isOvertaken(Report report, Optional<QueuedWork> message) {
    Optional<Instant> until = AuditRemediation.overtakenAt(report, settings.auditInterval());
    return message.isPresent()
        && until.isPresent()
        && message.get().hasOnlyWaited(until.get(), clock.instant());
  }

  private InvocationResult answer(
      Report report, boolean isRepeat, Notices notices, EventLog eventLog, TimeLeft timeLeft) {
    ReportOutcome outcome =
        new AuditRemediation(
                guard(aws.patientDistributions(), notices),
                settings.maxRepairsPerAudit(),
                settings.auditInterval())
            .handle(report, isRepeat, timeLeft);
    return logged(InvocationResult.of(outcome), outcome.isTold(), eventLog);
  }

  private static InvocationResult unrelated(String reason, EventLog eventLog) {
    return logged(InvocationResult.of(new Outcome.Unrelated(reason)), false, eventLog);
  }

  /** What is told was logged just before. */
  private static InvocationResult logged(
      InvocationResult answer, boolean isTold, EventLog eventLog) {
    if (!isTold) {
      eventLog.write(answer);
    }
    return answer;
  }

  private InvocationResult answer(
      Trigger.Called called, Notices notices, EventLog eventLog, TimeLeft timeLeft) {
    if (!called.account().equals(settings.account())) {
      return unrelated("a call in another account, which has a guard of its own", eventLog);
    }
    CallOutcome came = handle(called, notices, timeLeft);
    return logged(InvocationResult.of(came), came instanceof CallOutcome.Told, eventLog);
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

  private static TryAgainException unfinished(List<String> unfinished) {
    return new TryAgainException(
        unfinished.size()
            + " of the report's distributions could not be finished: "
            + unfinished.stream().limit(MAX_NAMED).collect(Collectors.joining("; "))
            + (unfinished.size() > MAX_NAMED ? "; and others" : ""));
  }
}
