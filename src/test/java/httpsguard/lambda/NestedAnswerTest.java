package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.grack.nanojson.JsonObject;
import httpsguard.aws.QuickPorts;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.TryAgainException;
import httpsguard.local.Fault;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers of AWS that are nested deep, to every call of the whole function. */
class NestedAnswerTest {
  private final Lab lab = new Lab().connectedBy(QuickPorts::connectWithoutRetries);

  @AfterEach
  void close() {
    lab.close();
  }

  /** The SDK read it before the guard did, and its reader recurses. */
  @Test
  void aDeeplyNestedAnswerOverflowedTheStackOfTheSdk() {
    lab.put(config());
    String deep = "<a>".repeat(100_000) + "</a>".repeat(100_000);
    for (String action : List.of("GetDistributionConfig", "ListTagsForResource", "Publish")) {
      for (int status : List.of(200, 403, 500)) {
        lab.cloud().faults().clear();
        lab.cloud().faults().always(action, new Fault.Stray(status, deep));
        assertThrows(
            TryAgainException.class,
            () -> lab.handle(Events.update("allow-all")),
            () -> action + " " + status);
      }
    }
    assertEquals("Failed", lab.log().getLast().getString("outcome"));
  }

  @Test
  void aDeeplyNestedAnswerToAWriteIsLookedBehind() {
    lab.put(config());
    String deep = "<a>".repeat(100_000) + "</a>".repeat(100_000);
    lab.cloud().faults().always("UpdateDistribution", new Fault.Stray(200, deep));

    assertThrows(TryAgainException.class, () -> lab.handle(Events.update("allow-all")));
    assertEquals(2, lab.cloud().calls("GetDistributionConfig").size());
  }

  /** An error of AWS's own is understood all the same. */
  @Test
  void aRefusalIsReadThoughDocumentsAreNot() {
    lab.put(config());
    lab.cloud().faults().always("GetDistributionConfig", Fault.accessDenied("says who?"));
    JsonObject outcome = lab.handle(Events.update("allow-all"));
    assertEquals("NotRepaired", outcome.getString("outcome"));
    assertEquals("AccessDenied", outcome.getObject("refusal").getString("code"));
    assertEquals("says who?", outcome.getObject("refusal").getString("message"));
  }
}
