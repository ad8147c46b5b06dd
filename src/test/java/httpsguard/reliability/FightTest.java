package httpsguard.reliability;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.cloudtrail.Events;
import httpsguard.lambda.Lab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The guard against itself, and against an automation that puts allow-all back. */
class FightTest {
  private static final int ROUNDS = 8;
  private static final String BOT =
      "arn:aws:sts::111122223333:assumed-role/edge-automation/nightly";

  private final Lab lab = new Lab().put(config());

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void itsOwnWritesEndTheChain() {
    lab.handle(Events.update("allow-all"));
    lab.cloud().forget();

    for (int again = 0; again < 3; again++) {
      Events own =
          Events.update("redirect-to-https")
              .byTheGuard()
              .with("detail.responseElements.eTag", lab.eTag());
      assertEquals("InPolicy", lab.handle(own).getString("outcome"));
    }

    assertTrue(lab.cloud().calls("UpdateDistribution").isEmpty());
    assertTrue(lab.cloud().published().isEmpty());
  }

  @Test
  void everyRoundOfAFightIsRepairedToldAndCounted() {
    for (int round = 1; round <= ROUNDS; round++) {
      lab.cloud()
          .distributions()
          .edit(Events.ID, xml -> xml.replace("redirect-to-https", "allow-all"));
      lab.cloud().forget();

      lab.handle(
          Events.update("allow-all")
              .with("detail.userIdentity.arn", BOT)
              .with("detail.responseElements.eTag", lab.eTag()));

      assertFalse(lab.live().contains("allow-all"), lab.live());
      assertTrue(
          lab.noticeWords().contains("Last write before HTTPS Guard looked Who \"" + BOT + "\""),
          lab.notice());
    }
    long counted = lab.log().stream().filter(line -> line.getInt("Repaired", 0) == 1).count();
    assertEquals(ROUNDS, counted, "what the alarm on repairs an hour counts");
  }
}
