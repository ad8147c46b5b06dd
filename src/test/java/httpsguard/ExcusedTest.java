package httpsguard;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.VersionedConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told where nothing is to be repaired: exempt, disabled, or a change of tags only. */
class ExcusedTest {
  private static final String TAG = "https-guard-exempt";
  private static final String ALLOW_DEFAULT =
      "{\"pathPattern\":\"*\",\"policy\":\"allow-all\",\"reason\":\"boxes\","
          + "\"until\":\"2027-03-31\"}";
  private static final String TEAM_RULE = "{\"tags\":{\"team\":\"tv\"},\"mode\":\"notify\"}";

  private final GuardFixture drifted = new GuardFixture(config());
  private final GuardFixture secure = new GuardFixture(config().defaultTo("s3", "https-only"));
  private final GuardFixture noS3 = new GuardFixture(config().defaultTo("web", "allow-all"));

  @Test
  void whatATagExemptsIsToldWhereTheCallCarriedIt() {
    exemptByTag(drifted).told(Outcome.Exempt.class, Events.update("allow-all"));
    assertEquals(0, drifted.cloud.writesSeen());
  }

  @Test
  void whatATagExemptsIsNoNewsWhereTheCallCarriedNone() {
    exemptByTag(drifted).untold(Outcome.Exempt.class, Events.update("https-only"));
  }

  @Test
  void whatARuleExemptsIsNoNews() {
    drifted.rules(ALLOW_DEFAULT).untold(Outcome.Exempt.class, Events.update("allow-all"));
  }

  /** It was silent, though whoever may tag decides. */
  @Test
  void whatARuleExemptsByTheDistributionsTagsIsToldWhereTheCallCarriedIt() {
    drifted.rules(ALLOW_DEFAULT.replace("{", "{\"tags\":{\"team\":\"tv\"},")).cloud.tags =
        () -> new Distributions.Tags.Found(Map.of("team", "tv"));
    drifted.told(Outcome.Exempt.class, Events.update("allow-all"));
  }

  @Test
  void aTagThatCameTooLateForTheRepairIsSeenInWhatIsTold() {
    secure.cloud.live = new VersionedConfig("E2", withExemptPath().document());
    exemptByTag(secure);
    Outcome.AlreadyBack outcome =
        secure.told(Outcome.AlreadyBack.class, Events.update("allow-all"));
    assertEquals(1, outcome.assessment().exempt().size(), "another behavior than the call's");
  }

  @Test
  void aConfigThatTheRecordLeftOutIsNotKnownToBeExcused() {
    Events omitted =
        Events.update("allow-all")
            .with("detail.requestParameters.distributionConfig", null)
            .with("detail.responseElements.distribution.distributionConfig", null);
    exemptByTag(drifted).told(Outcome.AlreadyBack.class, omitted);
  }

  @Test
  void aDisabledDistributionIsToldWhereTheCallCarriedDrift() {
    GuardFixture disabled = new GuardFixture(config().disabled());
    disabled.told(Outcome.Disabled.class, Events.update("allow-all"));
    assertEquals(0, disabled.cloud.writesSeen());
  }

  @Test
  void aDisabledDistributionIsNoNewsWhereTheCallCarriedNone() {
    new GuardFixture(config().disabled())
        .untold(Outcome.Disabled.class, Events.update("https-only"));
  }

  @Test
  void tagsThatThePolicyDoesNotNameAreUnrelatedAndCostNoCall() {
    Outcome.Unrelated outcome =
        drifted.untold(Outcome.Unrelated.class, Events.tagging("cost-center"));
    assertEquals("tags that the HTTPS policy does not name", outcome.reason());
    assertEquals(List.of(), drifted.cloud.calls);
  }

  @Test
  void keysThatCannotBeReadMayBeAny() {
    drifted.told(Outcome.Repaired.class, unreadableKeys());
  }

  @Test
  void keysThatCannotBeReadAreUnrelatedWhereNoTagCounts() {
    drifted.policy = "{\"policy\":\"https-only\",\"exemptionTag\":null}";
    drifted.untold(Outcome.Unrelated.class, unreadableKeys());
  }

  @Test
  void aRemovedExemptionIsFollowedByTheRepair() {
    drifted.told(Outcome.Repaired.class, Events.untagging(TAG));
    assertFalse(drifted.lastWritten(), "the tags were, not the config");
  }

  @Test
  void aNewExemptionIsTold() {
    exemptByTag(drifted).told(Outcome.Exempt.class, Events.tagging(TAG));
  }

  @Test
  void anExemptionByARuleIsToldAfterAChangeOfTags() {
    drifted.rules(ALLOW_DEFAULT).told(Outcome.Exempt.class, Events.tagging(TAG));
  }

  @Test
  void aChangedExemptionIsToldWhereTheConfigIsInPolicy() {
    Outcome.AlreadyBack outcome = secure.told(Outcome.AlreadyBack.class, Events.tagging(TAG));
    assertEquals(Optional.empty(), outcome.carried());
    assertEquals(Optional.empty(), outcome.about().domainName());
  }

  @Test
  void aChangedExemptionIsToldThoughNothingLeadsToS3() {
    noS3.told(Outcome.AlreadyBack.class, Events.untagging(TAG));
  }

  @Test
  void anotherTagIsNoNewsWhereNothingLeadsToS3() {
    noS3.rules(TEAM_RULE).untold(Outcome.InPolicy.class, Events.tagging("team"));
  }

  @Test
  void anotherTagIsToldWhereTheConfigLeadsToS3() {
    secure.rules(TEAM_RULE).told(Outcome.AlreadyBack.class, Events.tagging("team"));
  }

  @Test
  void aTagOfADistributionThatIsGoneIsNoNews() {
    drifted.cloud.reads.add(Distributions.Read.Missing::new);
    Outcome.Gone outcome = drifted.untold(Outcome.Gone.class, Events.tagging(TAG));
    assertEquals(List.of(), outcome.about().aliases());
    assertEquals(Optional.empty(), outcome.about().kind());
  }

  @Test
  void aTagOfAnUnwrittenModeIsToldInModeNotify() {
    drifted.rules(TEAM_RULE).cloud.tags = () -> new Distributions.Tags.Found(Map.of("team", "tv"));
    drifted.told(Outcome.WouldRepair.class, Events.tagging("team"));
    assertEquals(0, drifted.cloud.writesSeen());
  }

  private static GuardFixture exemptByTag(GuardFixture guard) {
    guard.cloud.tags = () -> new Distributions.Tags.Found(Map.of(TAG, "2027-03-31 boxes"));
    return guard;
  }

  private static Configs withExemptPath() {
    return config().path("/tv/*", "s3", "allow-all").defaultTo("s3", "https-only");
  }

  private static Events unreadableKeys() {
    return Events.tagging(TAG).with("detail.requestParameters.tags", "HIDDEN");
  }
}
