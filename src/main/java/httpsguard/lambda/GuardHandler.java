package httpsguard.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import httpsguard.HttpsGuard;
import httpsguard.Outcome;
import httpsguard.Pause;
import httpsguard.TimeLeft;
import httpsguard.Trigger;
import httpsguard.aws.AwsPorts;
import httpsguard.aws.Topic;
import httpsguard.cloudtrail.CloudTrailEvent;
import httpsguard.notice.OutcomeJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;

/**
 * The guard's entry point: takes the CloudTrail event that EventBridge delivers, answers with the
 * outcome as JSON.
 */
public final class GuardHandler implements RequestStreamHandler {
  private final HttpsGuard guard;
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
    AwsPorts aws = connect.apply(settings.topic());
    guard =
        new HttpsGuard(
            settings.httpsPolicy(),
            settings.mode(),
            settings.guardRoleArn(),
            aws.distributions(),
            aws.notices(),
            clock,
            pause);
  }

  /**
   * @throws httpsguard.cloudtrail.MalformedEventException if the event cannot be acted upon
   * @throws httpsguard.TryAgainException if the event is to be delivered again
   */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    EventLog eventLog = new EventLog(log, clock, context.getFunctionName());
    Outcome outcome;
    try {
      outcome =
          handle(
              EventJson.read(input), () -> Duration.ofMillis(context.getRemainingTimeInMillis()));
    } catch (RuntimeException e) {
      RuntimeException failure = Failures.loggable(e);
      eventLog.writeFailure(failure);
      throw failure;
    }
    eventLog.write(outcome);
    output.write(OutcomeJson.line(outcome).getBytes(StandardCharsets.UTF_8));
  }

  private Outcome handle(ScheduledEvent event, TimeLeft timeLeft) {
    return switch (CloudTrailEvent.of(event)) {
      case CloudTrailEvent.NotOurs(var reason) -> new Outcome.Unrelated(reason.words());
      case CloudTrailEvent.Changed(var change) ->
          guard.handle(new Trigger.Change(change), timeLeft);
      case CloudTrailEvent.Tagged(var change) -> guard.handle(new Trigger.Tags(change), timeLeft);
    };
  }
}
