package httpsguard.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.grack.nanojson.JsonObject;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.distribution.TryAgainException;
import httpsguard.local.Fault;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tags that are not known were judged as tags that are not there. A rule with tags demands HTTPS,
 * before one without tags that allows plain HTTP: what the second excuses, the first may not.
 */
class UnknownTagsTest {
  private static final String BOTH_DIRECTIONS =
      """
      {"policy": "redirect-to-https", "rules": [
        {"tags": {"data": "personal"}, "policy": "https-only"},
        {"account": "111122223333", "policy": "allow-all", "until": "2027-03-31", "reason": "old"}]}
      """;

  private final Lab lab = new Lab().withTimeLeft(Duration.ofMinutes(3));

  @BeforeEach
  void setPolicy() {
    lab.set("HTTPS_POLICY", BOTH_DIRECTIONS);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void aRepairWhoseNoticeFailedIsToldWhenTheEventComesAgain() {
    tagged(Configs.config());
    Events event = Events.update("allow-all");
    lab.cloud().faults().always("Publish", Fault.internalError());
    assertThrows(TryAgainException.class, () -> lab.handle(event));
    lab.cloud().faults().clear();
    lab.cloud().forget();

    assertEquals("AlreadyBack", lab.handle(event).getString("outcome"));

    assertTrue(lab.noticeWords().contains("A call to CloudFront let viewers use plain HTTP"));
  }

  @Test
  void driftThatSomebodyPutRightIsTold() {
    tagged(Configs.config().defaultTo("s3", "https-only"));
    JsonObject outcome = lab.handle(Events.update("allow-all"));
    assertEquals("AlreadyBack", outcome.getString("outcome"));
    assertEquals("perhaps", outcome.getString("carriedDrift"));
    assertEquals(1, lab.cloud().published().size());
  }

  @Test
  void driftOfADistributionThatIsGoneIsTold() {
    assertEquals("Gone", lab.handle(Events.update("allow-all")).getString("outcome"));
    assertEquals(1, lab.cloud().published().size());
  }

  @Test
  void whatCannotBeDecidedInModeNotifyIsTold() {
    lab.set("MODE", "notify");
    tagged(Configs.config());
    lab.cloud().faults().always("ListTagsForResource", Fault.accessDenied("no"));
    assertEquals("WouldRepair", lab.handle(Events.update("allow-all")).getString("outcome"));
    assertTrue(lab.noticeWords().contains("UNDECIDED: allow-all"), lab.notice());
    assertTrue(
        lab.noticeWords().contains("it would set 1 cache behavior to https-only (unless the tags"),
        lab.notice());
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments("denied", Fault.accessDenied("no")),
        arguments("throttled", Fault.throttling()),
        arguments("reset", new Fault.Reset(Fault.Moment.BEFORE_ACTING)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void whatTheAuditCannotDecideItCountsAsUndecidedAndTheGuardLooksAgain(String name, Fault fault) {
    tagged(Configs.config());
    lab.cloud().faults().always("ListTagsForResource", fault);
    JsonObject report = lab.audit(DestinationRecords.input("repair"));
    JsonObject totals = report.getObject("totals");
    assertEquals(1, totals.getInt("undecided"), totals.toString());
    assertEquals(0, totals.getInt("exempt"));
    lab.cloud().faults().clear();
    lab.handle(lab.guard(), DestinationRecords.success("repair", report));
    assertTrue(lab.live().contains(">https-only<"), lab.live());
  }

  /** Nobody who tags decides: where the record shows what is live, no earlier try repaired it. */
  @Test
  void whatTheRuleWithoutTagsExemptsIsNoNewsWhereTheTagsAreKnown() {
    lab.put(Configs.config());
    assertEquals("Exempt", lab.handle(live("allow-all")).getString("outcome"));
    assertEquals(0, lab.cloud().published().size());
  }

  @Test
  void itIsToldWhereSomebodyWroteSinceForAnEarlierTryMayHaveRepairedIt() {
    lab.put(Configs.config());
    assertEquals("Exempt", lab.handle(Events.update("allow-all")).getString("outcome"));
    assertEquals(1, lab.cloud().published().size());
  }

  @Test
  void aRepairByTheGuardThatLeftAloneWhatTagsExemptIsNoNews() {
    lab.put(Configs.config());
    assertEquals("Exempt", lab.handle(live("allow-all").byTheGuard()).getString("outcome"));
    assertEquals(0, lab.cloud().published().size());
  }

  private Events live(String policy) {
    return Events.update(policy).with("detail.responseElements.eTag", lab.eTag());
  }

  private void tagged(Configs config) {
    lab.put(config).cloud().distributions().tag(Events.ID, "data", "personal");
  }
}
