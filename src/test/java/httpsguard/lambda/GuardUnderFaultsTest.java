package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.TryAgainException;
import httpsguard.local.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the guard makes of lost races, of lost answers and of refusals. */
class GuardUnderFaultsTest {
  private final Lab lab = new Lab();

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void keepsTheChangeOfAnotherWriterWhoWasFaster() {
    lab.put(config());
    boolean[] written = {false};
    lab.cloud()
        .before(
            "UpdateDistribution",
            id -> {
              if (!written[0]) {
                written[0] = true;
                lab.cloud()
                    .distributions()
                    .edit(id, xml -> xml.replace("index.html", "other.html"));
              }
            });

    JsonObject outcome = lab.handle(lab.drift());

    assertEquals("Repaired", outcome.getString("outcome"));
    assertTrue(lab.live().contains("other.html"), lab.live());
    assertFalse(lab.live().contains("allow-all"), lab.live());
    assertEquals(
        List.of(
            "GetDistributionConfig",
            "ListTagsForResource",
            "UpdateDistribution",
            "GetDistributionConfig",
            "ListTagsForResource",
            "UpdateDistribution"),
        lab.cloudFrontCalls());
  }

  @Test
  void givesUpAgainstWritersWhoAreAlwaysFaster() {
    lab.put(config());
    lab.cloud().before("UpdateDistribution", id -> lab.cloud().distributions().moveETag(id));

    TryAgainException thrown = assertThrows(TryAgainException.class, () -> lab.handle(lab.drift()));

    assertTrue(
        Objects.requireNonNull(thrown.getMessage()).contains("5 times"), thrown.getMessage());
    assertEquals(5, lab.cloud().calls("UpdateDistribution").size());
    assertTrue(lab.live().contains("allow-all"));
  }

  @Test
  void claimsItsOwnWriteWhoseReplyWasLost() {
    lab.put(config());
    lab.cloud().faults().once("UpdateDistribution", new Fault.Reset(Fault.Moment.AFTER_ACTING));

    JsonObject outcome = lab.handle(lab.drift());

    assertEquals("Repaired", outcome.getString("outcome"));
    assertEquals(1, lab.cloud().published().size());
    assertFalse(lab.live().contains("allow-all"), lab.live());
  }

  @Test
  void doesNotClaimTheSameRepairThatSomebodyElseMadeInBetween() {
    lab.put(config());
    lab.cloud()
        .before(
            "UpdateDistribution",
            id ->
                lab.cloud()
                    .distributions()
                    .edit(id, xml -> xml.replace("allow-all", "redirect-to-https")));

    JsonObject outcome = lab.handle(lab.drift());

    assertEquals("AlreadyBack", outcome.getString("outcome"));
    assertTrue(lab.noticeWords().contains("Who corrected it is not known"), lab.notice());
  }

  @Test
  void doesNotBelieveThatADistributionIsGoneWhenOnlyItsTagsAre() {
    lab.put(config());
    lab.cloud()
        .faults()
        .always(
            "ListTagsForResource", new Fault.Refuse(404, "NoSuchResource", "no, says the test"));

    assertThrows(TryAgainException.class, () -> lab.handle(lab.drift()));

    assertTrue(lab.cloud().published().isEmpty());
  }

  @Test
  void aNoticeThatIsNotPublishedHidesNoRepairFromTheLog() {
    lab.put(config());
    lab.cloud().faults().always("Publish", new Fault.Refuse(403, "AuthorizationError", "no"));

    TryAgainException thrown = assertThrows(TryAgainException.class, () -> lab.handle(lab.drift()));

    assertTrue(String.valueOf(thrown.getMessage()).contains(Events.ID), thrown.getMessage());
    assertEquals("Repaired", lab.log().getFirst().getString("outcome"));
    assertEquals(1, lab.log().getFirst().getInt("Repaired"));
    assertEquals("Failed", lab.log().getLast().getString("outcome"));
    assertTrue(
        lab.log().getLast().getString("message").contains("0a1b2c3d-1111-2222-3333-444455556666"));
  }

  @Test
  void aWriteThatWasPlainlyThrottledIsNotLookedFor() {
    lab.put(config());
    lab.cloud().faults().always("UpdateDistribution", Fault.throttling());

    assertThrows(TryAgainException.class, () -> lab.handle(lab.drift()));

    assertEquals(1, lab.cloud().calls("GetDistributionConfig").size());
  }

  @ParameterizedTest
  @CsvSource({
    "GetDistributionConfig, AccessDenied, 403",
    "UpdateDistribution, AccessDenied, 403",
    "UpdateDistribution, IllegalUpdate, 400",
  })
  void tellsWhatCannotBeRepaired(String action, String code, int status) {
    lab.put(config());
    lab.cloud().faults().always(action, new Fault.Refuse(status, code, "no, says the test"));

    JsonObject outcome = lab.handle(lab.drift());

    assertEquals("NotRepaired", outcome.getString("outcome"));
    assertTrue(lab.noticeWords().contains("\"" + code + "\""), lab.notice());
    assertTrue(lab.noticeWords().contains("\"no, says the test\""), lab.notice());
    assertTrue(lab.noticeWords().contains("could NOT"), lab.notice());
  }

  @Test
  void failsWhereTheNoticeCannotBePublished() {
    lab.put(config());
    lab.cloud()
        .faults()
        .always("Publish", new Fault.Refuse(403, "AuthorizationError", "not allowed"));
    assertThrows(TryAgainException.class, () -> lab.handle(lab.drift()));
    assertEquals("Failed", lab.log().getLast().getString("outcome"));
  }

  /** A proxy's page with status 200 was taken for SNS's answer, and the notice for published. */
  @Test
  void failsWhereSomethingElseAnswersForSns() {
    lab.put(config());
    lab.cloud().faults().always("Publish", new Fault.Stray(200, "<html>Please log in</html>"));
    assertThrows(TryAgainException.class, () -> lab.handle(lab.drift()));
    assertEquals("Failed", lab.log().getLast().getString("outcome"));
  }

  /** It was left to Lambda's next try, minutes later, which could not say who had repaired it. */
  @ParameterizedTest
  @EnumSource(names = {"EMPTY_BODY", "CUT_XML", "CUT_TRANSFER", "MALFORMED_XML"})
  void claimsItsOwnWriteWhoseAnswerCannotBeRead(Fault.Spoiled how) {
    lab.put(config());
    lab.cloud().faults().always("UpdateDistribution", new Fault.Spoil(how));

    assertEquals("Repaired", lab.handle(lab.drift()).getString("outcome"));
    assertFalse(lab.live().contains("allow-all"), lab.live());
    assertEquals(1, lab.cloud().published().size());
  }

  @Test
  void startsNothingThatItHasNoTimeToEnd() {
    lab.put(config()).withTimeLeft(Duration.ofMillis(300));
    TryAgainException thrown = assertThrows(TryAgainException.class, () -> lab.handle(lab.drift()));
    assertTrue(Objects.requireNonNull(thrown.getMessage()).contains("no time is left"));
    assertTrue(lab.cloud().calls().isEmpty());
  }
}
