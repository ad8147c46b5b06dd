package httpsguard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import httpsguard.cloudtrail.CloudTrailEvent;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Mode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A guard over {@link FakePorts}, at 10:05 on 2026-11-24, with a minute to run. */
final class GuardFixture {
  static final Instant NOW = Instant.parse("2026-11-24T10:05:00Z");

  final FakePorts cloud;
  final List<Duration> pauses = new ArrayList<>();
  Pause pause = pauses::add;
  String policy = "redirect-to-https";
  Mode mode = Mode.REMEDIATE;
  Duration timeLeft = Duration.ofMinutes(1);

  GuardFixture(Configs live) {
    cloud = new FakePorts(live.document());
  }

  /** A policy document with these rules. */
  GuardFixture rules(String rules) {
    policy = "{\"policy\":\"redirect-to-https\",\"rules\":[" + rules + "]}";
    return this;
  }

  Outcome handle(Trigger trigger) {
    return new HttpsGuard(
            HttpsPolicy.parse(policy),
            mode,
            Events.GUARD_ROLE,
            cloud,
            cloud,
            Clock.fixed(NOW, ZoneOffset.UTC),
            pause)
        .handle(trigger, () -> timeLeft);
  }

  Outcome handle(Events event) {
    return handle(trigger(event));
  }

  /** Requires that this is what comes of it, and that people are told of it. */
  <T extends Outcome> T told(Class<T> outcome, Events event) {
    return told(outcome, trigger(event));
  }

  <T extends Outcome> T told(Class<T> outcome, Trigger trigger) {
    T came = assertInstanceOf(outcome, handle(trigger));
    assertEquals(List.of(came), cloud.told);
    return came;
  }

  /** Requires that this is what comes of it, and that nobody is told. */
  <T extends Outcome> T untold(Class<T> outcome, Events event) {
    T came = assertInstanceOf(outcome, handle(event));
    assertEquals(List.of(), cloud.told);
    return came;
  }

  private static Trigger trigger(Events event) {
    return switch (CloudTrailEvent.of(event.scheduledEvent())) {
      case CloudTrailEvent.Changed(var change) -> new Trigger.Change(change);
      case CloudTrailEvent.Tagged(var change) -> new Trigger.Tags(change);
      case CloudTrailEvent.NotOurs(var reason) -> throw new AssertionError(reason.words());
    };
  }
}
