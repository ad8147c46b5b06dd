package httpsguard;

import static httpsguard.GuardFixture.REFUSAL;
import static httpsguard.GuardFixture.failureOf;
import static httpsguard.GuardFixture.says;
import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.TryAgainException;
import httpsguard.distribution.UpdatedDistribution;
import httpsguard.distribution.VersionedConfig;
import httpsguard.policy.Assessment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of a repair, answer by answer of CloudFront. */
class RepairAnswersTest {
  private static final Distributions.Refusal PRECONDITION =
      new Distributions.Refusal("UpdateDistribution", "PreconditionFailed", "it is another", "r");

  private static final Distributions.Replaced OUTDATED =
      new Distributions.Replaced.PreconditionFailed(false, PRECONDITION);

  private final GuardFixture drifted = new GuardFixture(config());

  @Test
  void aConfigThatMayNotBeReadIsNotRepaired() {
    drifted.cloud.reads.add(() -> new Distributions.Read.Refused(REFUSAL));
    Outcome.NotRepaired outcome =
        drifted.told(Outcome.NotRepaired.class, Events.update("allow-all"));
    assertEquals(refused(Optional.empty()), outcome.obstacle());
    assertEquals(Optional.of(Map.of()), outcome.about().tags(), "for the owner's tags");
  }

  @Test
  void aConfigThatMayNotBeWrittenIsNotRepaired() {
    drifted.cloud.writes.add(() -> new Distributions.Replaced.Refused(REFUSAL));
    Outcome.NotRepaired outcome =
        drifted.told(Outcome.NotRepaired.class, Events.update("allow-all"));
    assertEquals(1, outcome.obstacle().found().orElseThrow().findings().size());
    assertEquals(refused(outcome.obstacle().found()), outcome.obstacle());
  }

  @Test
  void aDistributionThatIsDeletedMeanwhileIsGone() {
    drifted.cloud.writes.add(Distributions.Replaced.Missing::new);
    Outcome.Gone outcome = drifted.told(Outcome.Gone.class, Events.update("allow-all"));
    assertEquals(Optional.of(Map.of()), outcome.about().tags(), "these were read by then");
  }

  @Test
  void aLostRaceIsRunAgain() {
    losesTheRace(4);
    drifted.told(Outcome.Repaired.class, Events.update("allow-all"));
    assertEquals(5, drifted.cloud.writesSeen());
  }

  @Test
  void aRaceThatIsLostFiveTimesIsLeftForAnotherTry() {
    losesTheRace(9);
    says("5 times in a row", failureOf(drifted));
    assertEquals(5, drifted.cloud.writesSeen());
    assertEquals(List.of(), drifted.cloud.told);
  }

  /** Tried for ever, and told for ever that others were faster. */
  @Test
  void anETagThatIsRefusedThoughItIsTheLiveOneIsARefusal() {
    drifted.cloud.writes.addAll(List.of(() -> OUTDATED, () -> OUTDATED));
    Outcome.NotRepaired outcome =
        drifted.told(Outcome.NotRepaired.class, Events.update("allow-all"));
    assertEquals(
        PRECONDITION,
        assertInstanceOf(Outcome.NotRepaired.Obstacle.Refused.class, outcome.obstacle()).refusal());
    assertEquals(2, drifted.cloud.writesSeen());
  }

  @Test
  void anETagThatIsRefusedOnceIsTriedOnceMore() {
    drifted.cloud.writes.add(() -> OUTDATED);
    drifted.told(Outcome.Repaired.class, Events.update("allow-all"));
    assertEquals(2, drifted.cloud.writesSeen());
  }

  /** Refused twice, and somebody was faster the second time. */
  @Test
  void aRaceLostAfterAnOldAnswerIsRunAgain() {
    drifted.cloud.writes.add(() -> OUTDATED);
    losesTheRace(1);
    drifted.told(Outcome.Repaired.class, Events.update("allow-all"));
    assertEquals(3, drifted.cloud.writesSeen());
  }

  @Test
  void anOutdatedWriteThatWasOursAfterAllIsARepair() {
    writesQuietly(new Distributions.Replaced.PreconditionFailed(true, PRECONDITION));
    Outcome.Repaired outcome = drifted.told(Outcome.Repaired.class, Events.update("allow-all"));
    assertEquals(1, outcome.found().findings().size());
    assertTrue(drifted.lastWritten(), "before the repair");
  }

  @Test
  void anOutdatedWriteThatIsSomebodyElsesIsNoRepair() {
    writesQuietly(OUTDATED);
    drifted.told(Outcome.AlreadyBack.class, Events.update("allow-all"));
  }

  @Test
  void anOutdatedWriteOfWhichThereIsNoTraceIsMadeAgain() {
    drifted.cloud.writes.add(
        () -> new Distributions.Replaced.PreconditionFailed(true, PRECONDITION));
    drifted.told(Outcome.Repaired.class, Events.update("allow-all"));
    assertEquals(2, drifted.cloud.writesSeen());
  }

  @Test
  void anUnansweredWriteThatIsLiveIsARepair() {
    writesQuietly(unanswered(new TryAgainException("no answer")));
    drifted.told(Outcome.Repaired.class, Events.update("allow-all"));
    assertEquals(1, drifted.cloud.writesSeen());
  }

  @Test
  void anUnansweredWriteThatIsNotLiveIsAFailure() {
    TryAgainException failure = new TryAgainException("no answer");
    drifted.cloud.writes.add(() -> unanswered(failure));
    assertSame(failure, failureOf(drifted));
  }

  @Test
  void anUnansweredWriteThatCannotBeLookedForIsAFailureWithBothReasons() {
    TryAgainException failure = new TryAgainException("no answer");
    TryAgainException unread = new TryAgainException("no answer either");
    drifted.cloud.reads.add(drifted.cloud::found);
    drifted.cloud.reads.add(
        () -> {
          throw unread;
        });
    drifted.cloud.writes.add(() -> unanswered(failure));
    assertSame(failure, failureOf(drifted));
    assertArrayEquals(new Throwable[] {unread}, failure.getSuppressed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a/*", "/b/*"})
  void anAnswerWithoutOneOfTheValuesIsNoRepair(String left) {
    Configs live = config().path("/a/*", "s3", "allow-all").path("/b/*", "s3", "allow-all");
    Configs answer = config().defaultTo("s3", "redirect-to-https");
    for (String path : List.of("/a/*", "/b/*")) {
      answer.path(path, "s3", path.equals(left) ? "allow-all" : "redirect-to-https");
    }
    GuardFixture guard = new GuardFixture(live);
    DistributionConfig answered = answer.document().config();
    guard.cloud.writes.add(
        () ->
            new Distributions.Replaced.Accepted(
                new UpdatedDistribution(Events.ID, FakePorts.DOMAIN_NAME, answered)));
    says("its answer does not show", failureOf(guard));
  }

  private static Outcome.NotRepaired.Obstacle refused(Optional<Assessment> found) {
    return new Outcome.NotRepaired.Obstacle.Refused(found, REFUSAL);
  }

  private static Distributions.Replaced unanswered(TryAgainException failure) {
    return new Distributions.Replaced.Unanswered(failure);
  }

  /** So often somebody else writes just before. */
  private void losesTheRace(int times) {
    for (int race = 0; race < times; race++) {
      String eTag = "ELSE" + race;
      drifted.cloud.writes.add(
          () -> {
            drifted.cloud.live = new VersionedConfig(eTag, drifted.cloud.live.document());
            return OUTDATED;
          });
    }
  }

  /** The next write arrives, and this is all that the guard hears of it. */
  private void writesQuietly(Distributions.Replaced answer) {
    DistributionDocument repaired = config().defaultTo("s3", "redirect-to-https").document();
    drifted.cloud.writes.add(
        () -> {
          drifted.cloud.live = new VersionedConfig("E3", repaired);
          return answer;
        });
  }
}
