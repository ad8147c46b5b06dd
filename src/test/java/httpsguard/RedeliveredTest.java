package httpsguard;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.TryAgainException;
import httpsguard.distribution.VersionedConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An event that carries no drift comes again: an earlier try may have found drift whose own event
 * was lost, repaired it, and died before it told.
 */
class RedeliveredTest {
  private static final Events NO_DRIFT = Events.update("https-only");

  private final GuardFixture secure = new GuardFixture(config().defaultTo("s3", "https-only"));

  @BeforeEach
  void comesAgain() {
    secure.isRepeat = true;
    writtenSince();
  }

  private void writtenSince() {
    secure.cloud.live = new VersionedConfig("E9", secure.cloud.live.document());
  }

  @Test
  void aDriftWhoseEventWasLostWasRepairedOnAnotherEventAndToldToNobody() {
    Outcome.AlreadyBack outcome = secure.told(Outcome.AlreadyBack.class, NO_DRIFT);
    assertEquals(List.of(), outcome.carried().orElseThrow().open());
  }

  @Test
  void soWasOneThatWasRepairedOnTheEventOfAnEarlierRepair() {
    secure.told(Outcome.AlreadyBack.class, NO_DRIFT.byTheGuard());
  }

  @Test
  void soWasOneThatIsGoneByNow() {
    secure.cloud.reads.add(Distributions.Read.Missing::new);
    secure.told(Outcome.Gone.class, NO_DRIFT);
  }

  @Test
  void soWasOneWhoseTagsWereChangedAndThatIsGoneByNow() {
    secure.cloud.reads.add(Distributions.Read.Missing::new);
    secure.told(Outcome.Gone.class, Events.tagging("https-guard-exempt"));
  }

  @Test
  void soWasOneBesideWhatIsExemptByNow() {
    GuardFixture exempt = new GuardFixture(config().path("/tv/*", "s3", "allow-all"));
    exempt.isRepeat = true;
    exempt.cloud.live = new VersionedConfig("E9", exempt.cloud.live.document());
    exempt.cloud.tags =
        () -> new Distributions.Tags.Found(Map.of("https-guard-exempt", "2027-03-31 boxes"));
    exempt.told(Outcome.AlreadyBack.class, NO_DRIFT);
  }

  @Test
  void whatIsStillAsTheCallWroteItWasNotRepaired() {
    secure.cloud.live = new VersionedConfig("E2", secure.cloud.live.document());
    secure.untold(Outcome.InPolicy.class, NO_DRIFT);
  }

  @Test
  void theFirstTryRepairedNothing() {
    secure.isRepeat = false;
    secure.untold(Outcome.InPolicy.class, NO_DRIFT);
  }

  /** A write of this very try, whose answer was lost, and somebody wrote behind it. */
  @Test
  void aWriteThatMayHaveArrivedBeforeSomebodyElsesIsLookedAtAgainByTheNextTry() {
    secure.isRepeat = false;
    secure.cloud.reads.add(
        () -> new Distributions.Read.Found(new VersionedConfig("E2", config().document())));
    secure.cloud.writes.add(() -> preconditionFailed(true));
    assertThrows(TryAgainException.class, () -> secure.handle(NO_DRIFT));
    secure.isRepeat = true;
    secure.told(Outcome.AlreadyBack.class, NO_DRIFT);
  }

  /** It was told as refused: reads went on to answer what was there before it. */
  @Test
  void aWriteThatArrivedUnseenIsNotToldAsRefused() {
    GuardFixture drifted = new GuardFixture(config());
    drifted.cloud.writes.add(() -> preconditionFailed(true));
    drifted.cloud.writes.add(() -> preconditionFailed(false));
    assertThrows(TryAgainException.class, () -> drifted.handle(Events.update("allow-all")));
    assertEquals(List.of(), drifted.cloud.told);
  }

  private static Distributions.Replaced preconditionFailed(boolean mayBeOurs) {
    return new Distributions.Replaced.PreconditionFailed(
        mayBeOurs,
        new Distributions.Refusal("UpdateDistribution", "PreconditionFailed", "old", "r"));
  }
}
