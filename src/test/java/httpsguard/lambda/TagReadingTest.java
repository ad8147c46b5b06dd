package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.cloudtrail.Events;
import httpsguard.distribution.TryAgainException;
import httpsguard.local.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the guard reads tags, and what it does where it cannot. */
class TagReadingTest {
  private static final String TAG = "https-guard-exempt";
  private static final List<String> READ = List.of("GetDistributionConfig");
  private static final List<String> READ_WITH_TAGS =
      List.of("GetDistributionConfig", "ListTagsForResource");

  private final Lab lab = new Lab();

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void readsNoTagsWhereThereIsNothingToRepairOrToTell() {
    lab.put(config().defaultTo("s3", "https-only"));
    tag("2027-03-31 boxes");
    assertEquals("InPolicy", lab.handle(Events.update("https-only")).getString("outcome"));
    assertEquals(READ, lab.cloudFrontCalls());
  }

  @Test
  void triesAgainWhereTagsCannotBeReadBeforeARepair() {
    lab.put(config());
    lab.cloud().faults().always("ListTagsForResource", Fault.throttling());
    assertThrows(TryAgainException.class, () -> lab.handle(lab.drift()));
    assertTrue(lab.cloud().calls("UpdateDistribution").isEmpty());
    assertTrue(lab.cloud().published().isEmpty());
  }

  @Test
  void repairsNothingWhereTagsAreRefusedAndSaysSo() {
    lab.put(config());
    lab.cloud().faults().always("ListTagsForResource", Fault.accessDenied("no"));

    assertEquals("NotRepaired", lab.handle(lab.drift()).getString("outcome"));

    assertEquals(READ_WITH_TAGS, lab.cloudFrontCalls());
    lab.says(
        "ListTagsForResource was refused",
        "Whether its owner exempted it is not known",
        "Default (*) STILL OPEN: allow-all");
  }

  @Test
  void tellsWithoutTheTagsWhereThereIsOnlySomethingToTell() {
    lab.put(config().defaultTo("s3", "https-only"));
    lab.cloud().faults().always("ListTagsForResource", Fault.accessDenied("no"));
    assertEquals("AlreadyBack", lab.handle(lab.drift()).getString("outcome"));
    lab.says("The distribution's tags could not be read (ListTagsForResource was refused");
  }

  @Test
  void tellsWithoutTheTagsInModeNotify() {
    lab.put(config()).set("MODE", "notify");
    lab.cloud().faults().always("ListTagsForResource", Fault.throttling());
    assertEquals("WouldRepair", lab.handle(lab.drift()).getString("outcome"));
    lab.says("tags could not be read", "Whether its owner exempted it is not known");
  }

  @Test
  void tellsARepairWhoseTagsCouldNotBeReadWhereTheyDecideNothing() {
    lab.put(config()).set("HTTPS_POLICY", "{\"policy\":\"https-only\",\"exemptionTag\":null}");
    lab.cloud().faults().always("ListTagsForResource", Fault.accessDenied("no"));
    assertEquals("Repaired", lab.handle(lab.drift()).getString("outcome"));
    lab.says("The distribution's tags could not be read");
    assertFalse(lab.noticeWords().contains("exempted"), lab.notice());
  }

  @Test
  void doesNotTakeTagsThatItCannotReadForAbsentWhereARuleNamesThem() {
    lab.put(config())
        .set(
            "HTTPS_POLICY",
            "{\"policy\":\"redirect-to-https\",\"exemptionTag\":null,\"rules\":["
                + "{\"tags\":{\"managed-by\":\"terraform\"},\"mode\":\"notify\"}]}");
    lab.cloud().faults().always("ListTagsForResource", Fault.internalError());
    assertThrows(TryAgainException.class, () -> lab.handle(lab.drift()));
    assertTrue(lab.cloud().calls("UpdateDistribution").isEmpty());
  }

  @Test
  void readsTagsAgainAfterALostRace() {
    lab.put(config());
    boolean[] lost = {false};
    lab.cloud()
        .before(
            "UpdateDistribution",
            id -> {
              if (!lost[0]) {
                lost[0] = true;
                lab.cloud().distributions().moveETag(id);
                tag("2027-03-31 boxes");
              }
            });
    assertEquals("Exempt", lab.handle(lab.drift()).getString("outcome"));
    assertTrue(lab.live().contains("allow-all"));
  }

  @Test
  void tellsThatADistributionIsGoneWhichWentBeforeItsTagsWereRead() {
    lab.put(config());
    Events event = lab.drift();
    lab.cloud().after("GetDistributionConfig", id -> lab.cloud().distributions().delete(id));
    assertEquals("Gone", lab.handle(event).getString("outcome"));
  }

  @ParameterizedTest
  @CsvSource({
    "CreateDistribution, 0, 60",
    "CreateDistribution, 20, 40",
    "CopyDistribution, 59, 1",
    "CreateDistribution, -3600, 60"
  })
  void waitsForTheTagOfAYoungDistribution(String operation, int secondsAgo, int wait) {
    lab.put(config()).withTimeLeft(Duration.ofMinutes(3)).at(after(secondsAgo));
    lab.handle(lab.drift().with("detail.eventName", operation));
    assertEquals(List.of(Duration.ofSeconds(wait)), lab.pauses());
    assertFalse(lab.live().contains("allow-all"), "repaired all the same");
  }

  @ParameterizedTest
  @CsvSource({
    "CreateDistribution, 60",
    "CreateDistribution, 3600",
    "CreateDistributionWithTags, 0",
    "UpdateDistribution, 0",
  })
  void waitsForNothingElse(String operation, int secondsAgo) {
    lab.put(config()).withTimeLeft(Duration.ofMinutes(3)).at(after(secondsAgo));
    lab.handle(lab.drift().with("detail.eventName", operation));
    assertEquals(List.of(), lab.pauses());
  }

  @Test
  void doesNotWaitForTagsThatDecideNothing() {
    lab.put(config())
        .withTimeLeft(Duration.ofMinutes(3))
        .at(after(0))
        .set("HTTPS_POLICY", "{\"policy\":\"https-only\",\"exemptionTag\":null}");
    lab.handle(lab.drift().with("detail.eventName", "CreateDistribution"));
    assertEquals(List.of(), lab.pauses());
  }

  @Test
  void doesNotWaitWhereTheNewDistributionIsInPolicy() {
    lab.put(config().defaultTo("s3", "https-only"))
        .withTimeLeft(Duration.ofMinutes(3))
        .at(after(0));
    lab.handle(Events.update("https-only").with("detail.eventName", "CreateDistribution"));
    assertEquals(List.of(), lab.pauses());
  }

  @Test
  void waitsNoLongerThanTheInvocationCanBear() {
    lab.put(config()).withTimeLeft(Duration.ofSeconds(70)).at(after(0));
    lab.handle(lab.drift().with("detail.eventName", "CreateDistribution"));
    assertEquals(1, lab.pauses().size());
    assertTrue(lab.pauses().getFirst().compareTo(Duration.ofSeconds(15)) <= 0, "wait");
    assertFalse(lab.live().contains("allow-all"));
  }

  /** So many seconds after the call that {@link Events} tell of. */
  private static Instant after(int seconds) {
    return Instant.parse("2026-11-24T09:59:30Z").plusSeconds(seconds);
  }

  private void tag(String value) {
    lab.cloud().distributions().tag(Events.ID, TAG, value);
  }
}
