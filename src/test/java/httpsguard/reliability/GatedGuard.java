package httpsguard.reliability;

import httpsguard.HttpsGuard;
import httpsguard.Outcome;
import httpsguard.Trigger;
import httpsguard.aws.AwsPorts;
import httpsguard.aws.QuickPorts;
import httpsguard.cloudtrail.CloudTrailEvent;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import httpsguard.lambda.Lab;
import httpsguard.lambda.Settings;
import httpsguard.local.CloudStandIn;
import httpsguard.local.FunctionSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

/** The product behind {@link GatedPorts}; the SDK's real clients speak to the stand-in. */
final class GatedGuard {
  private static final TimeLeft PLENTY = () -> Duration.ofMinutes(2);

  private final Settings settings = Settings.from(FunctionSettings.ofGuard());
  private final AwsPorts ports;

  GatedGuard(CloudStandIn cloud) {
    ports = Lab.connected(cloud, () -> QuickPorts.connect(settings.topic()));
  }

  /** One invocation. */
  Outcome handle(Events event, Interleaving.Gate gate) {
    GatedPorts gated = new GatedPorts(ports, gate);
    HttpsGuard guard =
        new HttpsGuard(
            settings.httpsPolicy(),
            settings.mode(),
            settings.guardRoleArn(),
            gated,
            gated,
            Clock.fixed(Lab.NOW, ZoneOffset.UTC),
            time -> gate.pass());
    return switch (CloudTrailEvent.of(event.scheduledEvent())) {
      case CloudTrailEvent.Ours ours ->
          guard.handle(new Trigger.Called(ours, /* isRepeat= */ false), PLENTY).outcome();
      case CloudTrailEvent.NotOurs(var reason) -> throw new AssertionError(reason.words());
    };
  }

  /** The tries of its queue. */
  Outcome deliver(Events event, Interleaving.Gate gate) {
    for (int tries = 1; ; tries++) {
      try {
        return handle(event, gate);
      } catch (TryAgainException e) {
        if (tries == WorkQueue.RECEIVES) {
          throw e;
        }
      }
    }
  }
}
