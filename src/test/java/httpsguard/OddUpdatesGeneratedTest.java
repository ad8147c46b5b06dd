package httpsguard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import httpsguard.cloudtrail.CloudTrailEvent;
import httpsguard.cloudtrail.DistributionChange;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.TryAgainException;
import httpsguard.distribution.UpdatedDistribution;
import httpsguard.distribution.VersionedConfig;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Mode;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Answers to a write that name another distribution, or show another config than was sent, in one
 * place at random: none of them is taken for a repair, unless the live config shows it.
 */
class OddUpdatesGeneratedTest {
  private static final int CASES = 500;
  private static final List<String> IDS = List.of("EANOTHER123456", "EDFDVBD632BHDS6", "");

  private final HttpsPolicy policy = HttpsPolicy.parse("redirect-to-https");

  @Test
  void noneIsTakenForARepair() {
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
      int paths = 1 + random.nextInt(4);
      boolean isWritten = random.nextInt(4) == 0;
      String id = random.nextBoolean() ? Events.ID : IDS.get(random.nextInt(IDS.size()));
      Configs repaired = config(paths, "redirect-to-https");
      DistributionConfig shown =
          (id.equals(Events.ID) ? differing(paths, random) : repaired).document().config();
      FakePorts cloud = new FakePorts(config(paths, "allow-all").document());
      cloud.writes.add(
          () -> {
            if (isWritten) {
              cloud.live = new VersionedConfig("E3", repaired.document());
            }
            return new Distributions.Replaced.Accepted(
                new UpdatedDistribution(id, FakePorts.DOMAIN_NAME, shown));
          });
      String what = "seed " + seed;
      if (isWritten) {
        assertInstanceOf(Outcome.Repaired.class, handle(cloud).outcome(), what);
      } else {
        assertThrows(TryAgainException.class, () -> handle(cloud), what);
        assertEquals(List.of(), cloud.told, what);
      }
    }
  }

  private static Configs config(int paths, String policy) {
    Configs config = Configs.config().defaultTo("s3", policy);
    for (int path = 0; path < paths; path++) {
      config.path("/" + path + "/*", "s3", policy);
    }
    return config;
  }

  private static Configs differing(int paths, Random random) {
    Configs sent = config(paths, "redirect-to-https");
    int one = random.nextInt(paths);
    return switch (random.nextInt(8)) {
      case 0 -> sent.defaultTo("s3", "allow-all");
      case 1 -> sent.defaultTo("web", "redirect-to-https");
      case 2 -> sent.disabled();
      case 3 -> sent.path("/more/*", "s3", "redirect-to-https");
      case 4 -> sent.s3("more", "more.s3.amazonaws.com");
      case 5 -> sent.group("both", "s3", "web");
      case 6 -> config(paths - 1, "redirect-to-https").path("/" + one, "s3", "redirect-to-https");
      default -> config(paths, "https-only");
    };
  }

  private CallOutcome handle(FakePorts cloud) {
    return new HttpsGuard(
            policy,
            Mode.REMEDIATE,
            Events.GUARD_ROLE,
            cloud,
            cloud,
            Clock.fixed(GuardFixture.NOW, ZoneOffset.UTC),
            _ -> {})
        .handle(
            new Trigger.Called(
                (DistributionChange)
                    CloudTrailEvent.of(Events.update("allow-all").scheduledEvent()),
                /* isRepeat= */ false),
            () -> Duration.ofMinutes(1));
  }
}
