package httpsguard;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.cloudtrail.Events;
import httpsguard.distribution.DistributionKind;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.VersionedConfig;
import httpsguard.policy.Mode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What comes of a change, and who is told. */
class HttpsGuardTest {
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

  private static Events withoutConfig() {
    return Events.update("allow-all")
        .with("detail.requestParameters.distributionConfig", null)
        .with("detail.responseElements.distribution.distributionConfig", null);
  }
}
