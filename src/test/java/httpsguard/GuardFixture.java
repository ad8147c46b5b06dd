package httpsguard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.cloudtrail.CloudTrailEvent;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.TryAgainException;
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

  static final Distributions.Refusal REFUSAL =
      new Distributions.Refusal("ListTagsForResource", "AccessDenied", "not authorized", "r");

  final FakePorts cloud;
  final List<Duration> pauses = new ArrayList<>();
  Pause pause = pauses::add;
  String policy = "redirect-to-https";
  Mode mode = Mode.REMEDIATE;
  Duration timeLeft = Duration.ofMinutes(1);
  boolean isRepeat;

  GuardFixture(Configs live) {
    cloud = new FakePorts(live.document());
  }

  /** A policy document with these rules. */
  GuardFixture rules(String rules) {
    policy = "{\"policy\":\"redirect-to-https\",\"rules\":[" + rules + "]}";
    return this;
  }

  private HttpsGuard guard() {
    return new HttpsGuard(
        HttpsPolicy.parse(policy),
        mode,
        Events.GUARD_ROLE,
        cloud,
        cloud,
        Clock.fixed(NOW, ZoneOffset.UTC),
        pause);
  }

  CallOutcome handle(Events event) {
    return guard().handle(trigger(event), () -> timeLeft);
  }

  /** Requires that this is what comes of it, and that people are told of it. */
  <T extends Outcome> T told(Class<T> outcome, Events event) {
    CallOutcome.Told came = assertInstanceOf(CallOutcome.Told.class, handle(event));
    assertEquals(List.of(came), cloud.told);
    return assertInstanceOf(outcome, came.outcome());
  }

  /** Whether what people were told last names the call as the last write. */
  boolean lastWritten() {
    return cloud.told.getLast().lastWritten();
  }

  /** Requires that this is what comes of it, and that nobody is told. */
  <T extends Outcome> T untold(Class<T> outcome, Events event) {
    CallOutcome.Untold came = assertInstanceOf(CallOutcome.Untold.class, handle(event));
    assertEquals(List.of(), cloud.told);
    return assertInstanceOf(outcome, came.outcome());
  }

  /** Requires that this is what comes of what an audit found; the report tells of it. */
  <T extends Outcome> T cameOf(Class<T> outcome, Trigger.Audited trigger) {
    Outcome came = guard().remediate(trigger, () -> timeLeft);
    assertEquals(List.of(), cloud.told);
    return assertInstanceOf(outcome, came);
  }

  private Trigger.Called trigger(Events event) {
    return switch (CloudTrailEvent.of(event.scheduledEvent())) {
      case CloudTrailEvent.Ours ours -> new Trigger.Called(ours, isRepeat);
      case CloudTrailEvent.NotOurs(var reason) -> throw new AssertionError(reason.words());
    };
  }

  static TryAgainException failureOf(GuardFixture guard) {
    return assertThrows(TryAgainException.class, () -> guard.handle(Events.update("allow-all")));
  }

  static void says(String words, TryAgainException failure) {
    assertTrue(String.valueOf(failure.getMessage()).contains(words), failure::getMessage);
  }
}
