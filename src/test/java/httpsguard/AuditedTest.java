package httpsguard;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;

import httpsguard.audit.ReportedDistribution;
import httpsguard.audit.ReportedVerdict;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.Distributions;
import httpsguard.policy.Mode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What comes of one distribution that an audit found drifted; the report tells of it. */
class AuditedTest {
  private static final String ALLOW_TV =
      "{\"pathPattern\":\"/tv/*\",\"policy\":\"allow-all\",\"reason\":\"boxes\","
          + "\"until\":\"2027-03-31\"}";
  private static final ReportedVerdict FINDING = new ReportedVerdict.Finding("redirect-to-https");
  private static final Trigger.Audited FOUND = found("Default (*)", FINDING);

  private final GuardFixture drifted = new GuardFixture(config());

  @Test
  void isRepairedAtOnce() {
    drifted.cameOf(Outcome.Repaired.class, FOUND);
    assertEquals(List.of(), drifted.pauses);
  }

  @Test
  void isLookedAtThoughItIsInPolicyByNow() {
    Outcome.AlreadyBack outcome =
        new GuardFixture(config().defaultTo("s3", "https-only"))
            .cameOf(Outcome.AlreadyBack.class, FOUND);
    assertEquals(Optional.of("d333333abcdef8.cloudfront.net"), outcome.about().domainName());
    assertEquals(Optional.empty(), outcome.carried());
  }

  @Test
  void isLookedAtThoughItIsGone() {
    drifted.cloud.reads.add(Distributions.Read.Missing::new);
    Outcome.Gone outcome = drifted.cameOf(Outcome.Gone.class, FOUND);
    assertEquals(List.of("found.example.com"), outcome.about().aliases());
    assertEquals(Optional.empty(), outcome.about().kind());
  }

  /** The report tells of it, and the write may have been the last that anybody saw of it. */
  @Test
  void isGoneAfterAWriteThatMayHaveArrived() {
    drifted.cloud.writes.add(
        () ->
            new Distributions.Replaced.PreconditionFailed(
                true,
                new Distributions.Refusal("UpdateDistribution", "PreconditionFailed", "", "")));
    drifted.cloud.reads.add(drifted.cloud::found);
    drifted.cloud.reads.add(Distributions.Read.Missing::new);
    drifted.cameOf(Outcome.Gone.class, FOUND);
  }

  @Test
  void isLookedAtThoughItIsExemptByNow() {
    drifted.cloud.tags =
        () -> new Distributions.Tags.Found(Map.of("https-guard-exempt", "2027-03-31 boxes"));
    drifted.cameOf(Outcome.Exempt.class, FOUND);
  }

  @Test
  void isPutRightAndNotExemptWhereAnotherBehaviorIs() {
    tvOnly().cameOf(Outcome.AlreadyBack.class, FOUND);
  }

  @Test
  void isExemptWhereTheBehaviorThatWasFoundIs() {
    tvOnly().cameOf(Outcome.Exempt.class, found("/tv/*", FINDING));
  }

  @Test
  void isExemptWhereTheReportKnewOfNothingElse() {
    tvOnly()
        .cameOf(
            Outcome.Exempt.class,
            found("Default (*)", new ReportedVerdict.Exempt(LocalDate.of(2027, 3, 31), "boxes")));
  }

  private static GuardFixture tvOnly() {
    return new GuardFixture(config().path("/tv/*", "s3", "allow-all").defaultTo("s3", "https-only"))
        .rules(ALLOW_TV);
  }

  private static Trigger.Audited found(String behavior, ReportedVerdict verdict) {
    return new Trigger.Audited(
        "111122223333",
        new ReportedDistribution(
            new DistributionId(Events.ID),
            ReportedDistribution.Standing.DRIFTED,
            Optional.of("d333333abcdef8.cloudfront.net"),
            List.of("found.example.com"),
            Optional.empty(),
            List.of(new ReportedDistribution.Behavior(behavior, "s3", verdict)),
            Optional.empty()));
  }

  @Test
  void isLeftAloneInModeNotify() {
    drifted.mode = Mode.NOTIFY;
    drifted.cameOf(Outcome.WouldRepair.class, FOUND);
  }
}
