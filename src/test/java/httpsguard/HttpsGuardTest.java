package httpsguard;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.DistributionKind;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.TryAgainException;
import httpsguard.distribution.UpdatedDistribution;
import httpsguard.distribution.VersionedConfig;
import httpsguard.policy.Assessment;
import httpsguard.policy.Mode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of a change, answer by answer of CloudFront. */
class HttpsGuardTest {
  private static final Distributions.Refusal REFUSAL =
      new Distributions.Refusal("ListTagsForResource", "AccessDenied", "not authorized", "r");
  private static final Distributions.Refusal PRECONDITION =
      new Distributions.Refusal("UpdateDistribution", "PreconditionFailed", "it is another", "r");
  private static final Distributions.Replaced OUTDATED =
      new Distributions.Replaced.PreconditionFailed(false, PRECONDITION);

  private static final String ALLOW =
      "{\"account\":\"111122223333\",\"policy\":\"allow-all\",\"reason\":\"boxes\","
          + "\"until\":\"2027-03-31\"}";

  private final GuardFixture drifted = new GuardFixture(config());
  private final GuardFixture secure = new GuardFixture(config().defaultTo("s3", "https-only"));

  @Test
  void repairsAndTells() {
    drifted.cloud.tags = () -> new Distributions.Tags.Found(Map.of("team", "web"));
    Outcome.Repaired outcome = drifted.told(Outcome.Repaired.class, Events.update("allow-all"));
    assertArrayEquals(
        config().defaultTo("s3", "redirect-to-https").bytes(),
        drifted.cloud.live.document().bytes());
    assertEquals(1, outcome.found().findings().size());
    assertEquals(Optional.of(FakePorts.DOMAIN_NAME), outcome.about().domainName());
    assertEquals(List.of("www.example.com"), outcome.about().aliases());
    assertEquals(Optional.of(DistributionKind.STANDARD), outcome.about().kind());
    assertEquals(Optional.of(Map.of("team", "web")), outcome.about().tags());
    assertTrue(drifted.lastWritten());
    assertEquals(
        List.of("read", "tags within 45", "write against E2"),
        drifted.cloud.calls,
        "15 of the 60 seconds are for telling");
  }

  @Test
  void anotherVersionWasNotLastWrittenByThisCall() {
    drifted.cloud.live = new VersionedConfig("E7", drifted.cloud.live.document());
    drifted.told(Outcome.Repaired.class, Events.update("allow-all"));
    assertFalse(drifted.lastWritten());
  }

  @Test
  void wouldRepairInModeNotify() {
    drifted.mode = Mode.NOTIFY;
    Outcome.WouldRepair outcome =
        drifted.told(Outcome.WouldRepair.class, Events.update("allow-all"));
    assertEquals(0, drifted.cloud.writesSeen());
    assertEquals(
        Optional.of("d111111abcdef8.cloudfront.net"), outcome.about().domainName(), "the event's");
  }

  @Test
  void theGuardsOwnRepairIsNoNews() {
    secure.untold(Outcome.InPolicy.class, Events.update("https-only").byTheGuard());
    drifted.mode = Mode.NOTIFY;
    drifted.untold(Outcome.WouldRepair.class, Events.update("https-only").byTheGuard());
  }

  /** A repair leaves alone what a tag exempts, and its event shows that too. */
  @Test
  void theGuardsOwnRepairThatLeftAloneWhatATagExemptsIsNoNews() {
    drifted.cloud.tags =
        () -> new Distributions.Tags.Found(Map.of("https-guard-exempt", "2027-03-31 boxes"));
    drifted.untold(Outcome.Exempt.class, Events.update("allow-all").byTheGuard());
  }

  /** Whoever may tag decides nothing there; the rule is the record of it. */
  @Test
  void whatARuleWithoutTagsExemptsIsNoNewsWhoeverWroteSince() {
    drifted.rules(ALLOW);
    drifted.cloud.live = new VersionedConfig("E9", drifted.cloud.live.document());
    drifted.untold(Outcome.Exempt.class, Events.update("allow-all"));
  }

  /** Other tags may have demanded HTTPS when an earlier try looked, which then repaired it. */
  @Test
  void whatARuleExemptsOnlyAsTheTagsAreIsToldWhereSomebodyWroteSince() {
    drifted.rules("{\"tags\":{\"data\":\"personal\"},\"policy\":\"https-only\"}," + ALLOW);
    drifted.untold(Outcome.Exempt.class, Events.update("allow-all"));
    drifted.cloud.live = new VersionedConfig("E9", drifted.cloud.live.document());
    drifted.told(Outcome.Exempt.class, Events.update("allow-all"));
  }

  /** It was silent: repaired, the notice failed, and the event came again. */
  @Test
  void driftWrittenUnderTheGuardsOwnRoleIsToldThoughItIsInPolicyByNow() {
    secure.told(Outcome.AlreadyBack.class, Events.update("allow-all").byTheGuard());
  }

  @Test
  void driftWrittenUnderTheGuardsOwnRoleIsToldThoughTheDistributionIsGone() {
    drifted.cloud.reads.add(Distributions.Read.Missing::new);
    drifted.told(Outcome.Gone.class, Events.update("allow-all").byTheGuard());
  }

  @Test
  void driftWrittenUnderTheGuardsOwnRoleIsToldInModeNotify() {
    drifted.mode = Mode.NOTIFY;
    drifted.told(Outcome.WouldRepair.class, Events.update("allow-all").byTheGuard());
  }

  @Test
  void whatTheGuardsOwnRoleWroteIsToldWhereTheRecordLeftItOut() {
    secure.told(Outcome.AlreadyBack.class, withoutConfig().byTheGuard());
  }

  @Test
  void whatWasAndIsInPolicyIsNoNewsAndCostsOneCall() {
    secure.untold(Outcome.InPolicy.class, Events.update("https-only"));
    assertEquals(List.of("read"), secure.cloud.calls);
  }

  @Test
  void driftThatIsBackByNowIsTold() {
    Outcome.AlreadyBack outcome =
        secure.told(Outcome.AlreadyBack.class, Events.update("allow-all"));
    assertEquals(1, outcome.carried().orElseThrow().findings().size());
    assertEquals(List.of("read", "tags within 20"), secure.cloud.calls, "tags wait no longer");
  }

  @Test
  void aConfigThatTheRecordLeftOutMayHaveCarriedDrift() {
    assertEquals(
        Optional.empty(), secure.told(Outcome.AlreadyBack.class, withoutConfig()).carried());
  }

  @Test
  void aDistributionThatIsGoneIsToldWhereTheCallCarriedDrift() {
    drifted.cloud.reads.add(Distributions.Read.Missing::new);
    Outcome.Gone outcome = drifted.told(Outcome.Gone.class, Events.update("allow-all"));
    assertEquals(List.of("www.example.com"), outcome.about().aliases());
    assertEquals(Optional.of("d111111abcdef8.cloudfront.net"), outcome.about().domainName());
    assertEquals(Optional.of(DistributionKind.STANDARD), outcome.about().kind());
    assertFalse(drifted.lastWritten());
    assertEquals(Optional.empty(), outcome.about().tagsFailure());
    assertEquals(List.of("read"), drifted.cloud.calls);
  }

  @Test
  void aDistributionThatIsGoneIsNoNewsWhereTheCallCarriedNone() {
    drifted.cloud.reads.add(Distributions.Read.Missing::new);
    drifted.untold(Outcome.Gone.class, Events.update("https-only"));
  }

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
    drifted.cloud.tags = HttpsGuardTest::noAnswer;
    says("no answer", failureOf(drifted));
  }

  @Test
  void tagsThatCannotBeReadKeepNoNoticeFromBeingSent() {
    secure.cloud.tags = HttpsGuardTest::noAnswer;
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

  private static Outcome.NotRepaired.Obstacle refused(Optional<Assessment> found) {
    return new Outcome.NotRepaired.Obstacle.Refused(found, REFUSAL);
  }

  private static Events withoutConfig() {
    return Events.update("allow-all")
        .with("detail.requestParameters.distributionConfig", null)
        .with("detail.responseElements.distribution.distributionConfig", null);
  }

  private static TryAgainException failureOf(GuardFixture guard) {
    return assertThrows(TryAgainException.class, () -> guard.handle(Events.update("allow-all")));
  }

  private static void says(String words, TryAgainException failure) {
    assertTrue(String.valueOf(failure.getMessage()).contains(words), failure::getMessage);
  }

  private static Distributions.Replaced unanswered(TryAgainException failure) {
    return new Distributions.Replaced.Unanswered(failure);
  }

  private static Distributions.Tags noAnswer() {
    throw new TryAgainException("no answer");
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
