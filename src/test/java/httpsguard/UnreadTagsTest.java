package httpsguard;

import static httpsguard.GuardFixture.REFUSAL;
import static httpsguard.GuardFixture.failureOf;
import static httpsguard.GuardFixture.says;
import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;

import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.TryAgainException;
import httpsguard.policy.Mode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What comes of a change where the distribution's tags cannot be read. */
class UnreadTagsTest {
  private final GuardFixture drifted = new GuardFixture(config());
  private final GuardFixture secure = new GuardFixture(config().defaultTo("s3", "https-only"));

  @Test
  void tagsThatMayNotBeReadLeaveItUnrepaired() {
    drifted.cloud.tags = () -> new Distributions.Tags.Refused(REFUSAL);
    Outcome.NotRepaired outcome =
        drifted.told(Outcome.NotRepaired.class, Events.update("allow-all"));
    assertEquals(1, outcome.obstacle().found().orElseThrow().undecided().size());
    assertEquals(0, drifted.cloud.writesSeen());
    assertEquals(
        Optional.of("ListTagsForResource was refused: \"AccessDenied\""),
        outcome.about().tagsFailure());
  }

  @Test
  void tagsThatCannotBeReadNowLeaveItForAnotherTry() {
    drifted.cloud.tags = UnreadTagsTest::noAnswer;
    says("no answer", failureOf(drifted));
  }

  @Test
  void tagsThatCannotBeReadKeepNoNoticeFromBeingSent() {
    secure.cloud.tags = UnreadTagsTest::noAnswer;
    Outcome.AlreadyBack outcome =
        secure.told(Outcome.AlreadyBack.class, Events.update("allow-all"));
    assertEquals(Optional.of("no answer"), outcome.about().tagsFailure());
    assertEquals(List.of("read", "tags within 20"), secure.cloud.calls, "asked for once");
  }

  @Test
  void aModeThatIsKnownWithoutTagsDoesNotHangOnThem() {
    drifted.mode = Mode.NOTIFY;
    drifted.cloud.tags = Distributions.Tags.Missing::new;
    assertEquals(
        Optional.of("the distribution does not exist any more"),
        drifted.told(Outcome.WouldRepair.class, Events.update("allow-all")).about().tagsFailure());
  }

  @Test
  void tagsForANoticeGetWhatTimeThereIs() {
    secure.timeLeft = FakePorts.LONGEST.plusSeconds(7);
    secure.told(Outcome.AlreadyBack.class, Events.update("allow-all"));
    assertEquals(List.of("read", "tags within 7"), secure.cloud.calls);
  }

  @Test
  void noTimeIsLeftOnceTellingNeedsItAll() {
    secure.timeLeft = FakePorts.LONGEST.minusSeconds(1);
    secure.told(Outcome.AlreadyBack.class, Events.update("allow-all"));
    assertEquals(List.of("read", "tags within 0"), secure.cloud.calls);
  }

  @Test
  void aDistributionWithoutTagsToListIsGoneIfItCannotBeReadEither() {
    drifted.cloud.tags = Distributions.Tags.Missing::new;
    drifted.cloud.reads.addAll(List.of(drifted.cloud::found, Distributions.Read.Missing::new));
    drifted.told(Outcome.Gone.class, Events.update("allow-all"));
  }

  @Test
  void aDistributionWithoutTagsToListThatCanBeReadIsLeftForAnotherTry() {
    drifted.cloud.tags = Distributions.Tags.Missing::new;
    says("does not exist when asked for its tags", failureOf(drifted));
  }

  @Test
  void aDistributionWithoutTagsToListThatMayNotBeReadIsLeftForAnotherTry() {
    drifted.cloud.tags = Distributions.Tags.Missing::new;
    drifted.cloud.reads.add(drifted.cloud::found);
    drifted.cloud.reads.add(() -> new Distributions.Read.Refused(REFUSAL));
    says("does not exist when asked for its tags", failureOf(drifted));
  }

  private static Distributions.Tags noAnswer() {
    throw new TryAgainException("no answer");
  }
}
