package httpsguard.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.grack.nanojson.JsonObject;
import httpsguard.Distributions;
import httpsguard.HttpsGuard;
import httpsguard.Outcome;
import httpsguard.Pause;
import httpsguard.Report;
import httpsguard.ReportGuard;
import httpsguard.ReportOutcome;
import httpsguard.TimeLeft;
import httpsguard.Trigger;
import httpsguard.TryAgainException;
import httpsguard.aws.AwsPorts;
import httpsguard.aws.Topic;
import httpsguard.cloudtrail.CloudTrailEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The guard's entry point: takes the CloudTrail event that EventBridge delivers, or the report that
 * Lambda hands over from the audit, and answers with what came of it as JSON. {@code {"test":
 * true}} publishes a notice that is a test.
 */
public final class GuardHandler implements RequestStreamHandler {
  /** Of the distributions that an error's message names. */
  private static final int MAX_NAMED = 10;

  private final Settings settings;
  private final AwsPorts aws;
  private final HttpsGuard guard;
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
    guard = guard(aws.distributions());
  }

  /**
   * @throws httpsguard.cloudtrail.MalformedEventException if the event cannot be acted upon
   * @throws httpsguard.TryAgainException if the event is to be delivered again
   */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    EventLog eventLog = new EventLog(log, clock, context.getFunctionName());
    try {
      Answer answer = answer(EventJson.read(input), context);
      eventLog.write(answer.fields(), answer.metrics());
      requireFinished(answer.unfinished());
      output.write(answer.line().getBytes(StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      RuntimeException failure = Failures.loggable(e);
      eventLog.writeFailure(failure);
      throw failure;
    }
  }

  private Answer answer(JsonObject event, Context context) {
    TimeLeft timeLeft = () -> Duration.ofMillis(context.getRemainingTimeInMillis());
    String ownArn = context.getInvokedFunctionArn();
    if (event.equals(Map.of("test", true))) {
      aws.notices().tellTest(HandOver.account(ownArn), timeLeft);
      return Answer.ofTest();
    }
    if (HandOver.isOne(event)) {
      return switch (HandOver.of(event, ownArn)) {
        case HandOver.Meaning.Asked(var report) -> Answer.of(handle(report, timeLeft));
        case HandOver.Meaning.NotOurs(var reason) -> Answer.of(new Outcome.Unrelated(reason));
      };
    }
    return Answer.of(handle(CloudTrailEvent.of(EventJson.fromEventBridge(event)), timeLeft));
  }

  private ReportOutcome handle(Report report, TimeLeft timeLeft) {
    return new ReportGuard(
            guard(aws.patientDistributions()),
            settings.maxRepairsPerAudit(),
            settings.auditInterval(),
            new Random())
        .handle(report, timeLeft);
  }

  private Outcome handle(CloudTrailEvent event, TimeLeft timeLeft) {
    return switch (event) {
      case CloudTrailEvent.NotOurs(var reason) -> new Outcome.Unrelated(reason.words());
      case CloudTrailEvent.Changed(var change) ->
          guard.handle(new Trigger.Change(change), timeLeft);
      case CloudTrailEvent.Tagged(var change) -> guard.handle(new Trigger.Tags(change), timeLeft);
    };
  }

  private HttpsGuard guard(Distributions distributions) {
    return new HttpsGuard(
        settings.httpsPolicy(),
        settings.mode(),
        settings.guardRoleArn(),
        distributions,
        aws.notices(),
        clock,
        pause);
  }

  private static void requireFinished(List<String> unfinished) {
    if (!unfinished.isEmpty()) {
      throw new TryAgainException(
          unfinished.size()
              + " distributions of the report could not be brought to an end: "
              + unfinished.stream().limit(MAX_NAMED).collect(Collectors.joining("; "))
              + (unfinished.size() > MAX_NAMED ? "; and others" : ""));
    }
  }
}
