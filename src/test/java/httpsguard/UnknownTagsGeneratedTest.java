package httpsguard;

import static httpsguard.UnknownTagsTruth.PATTERNS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.audit.Audit;
import httpsguard.audit.Report;
import httpsguard.audit.ReportedDistribution.Standing;
import httpsguard.cloudtrail.CloudTrailEvent;
import httpsguard.cloudtrail.DistributionChange;
import httpsguard.cloudtrail.Events;
import httpsguard.cloudtrail.TagChange;
import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.DependentResources;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.DistributionPage;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.ListedDistribution;
import httpsguard.distribution.Listing;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import httpsguard.policy.Mode;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random policies whose rules ask for tags in both directions, to demand HTTPS and to allow plain
 * HTTP; tags that cannot be read; records whose config, or whose tag keys, cannot be read; calls
 * that are delivered again after a notice failed. What is right is known from the tags, which the
 * guard may not see: nothing that is out of policy stays silent, and nothing is written that is
 * exempt.
 */
@Tag("large")
@Execution(ExecutionMode.CONCURRENT)
class UnknownTagsGeneratedTest {
  private static final int CASES = 1_000;

  /** Seeds a thousand apart. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1_000, 2_000, 3_000})
  void nothingOutOfPolicyIsSilentAndNothingExemptIsWritten(long first) {
    for (long seed = first; seed < first + CASES; seed++) {
      var generated = new UnknownTagsCase(new Random(seed * 0x9E37_79B9_7F4A_7C15L));
      Trial trial = new Trial(generated);
      try {
        trial.deliver();
        trial.tag();
        trial.audit();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ", " + generated + ": " + e.getMessage(), e);
      }
    }
  }

  /** One case, and a cloud for each thing that happens to it. */
  private static final class Trial {
    private final UnknownTagsCase generated;
    private final UnknownTagsTruth truth;
    private FakePorts cloud;

    Trial(UnknownTagsCase generated) {
      this.generated = generated;
      truth = generated.truth;
      cloud = generated.cloud();
    }

    /** A notice fails; the event comes again. */
    void deliver() {
      cloud.failingNotices = 1;
      boolean isGoneFirst = generated.isGone;
      Optional<CallOutcome> came = Optional.empty();
      boolean isKept = false;
      for (int tries = 0; tries < 3 && came.isEmpty(); tries++) {
        if (isGoneFirst) {
          cloud.reads.add(Distributions.Read.Missing::new);
        }
        try {
          came = Optional.of(handle());
        } catch (TryAgainException e) {
          isKept = tries == 2;
        }
      }
      boolean isTold = !cloud.told.isEmpty();
      if (truth.wroteFinding()) {
        assertTrue(isTold || isKept, "it was out of policy, and nobody hears of it: " + came);
      }
      if (cloud.writesSeen() > 0) {
        assertTrue(isTold || isKept, "a write that nobody hears of");
        assertEquals(Mode.REMEDIATE, generated.mode);
      }
      for (String pattern : PATTERNS) {
        if (truth.isOpen(pattern) && truth.isExempt(pattern) && !generated.isPutRight) {
          assertEquals("allow-all", liveNow(pattern), "it is exempt, and was written");
        }
      }
      boolean isLeftOpen =
          PATTERNS.stream()
              .anyMatch(
                  pattern -> liveNow(pattern).equals("allow-all") && !truth.isExempt(pattern));
      if (isLeftOpen && !generated.isGone) {
        came.ifPresent(outcome -> assertFalse(saysThatAllIsWell(outcome.outcome()), "it is not"));
      }
      boolean isLeftExempt = !generated.isPutRight && !generated.isGone && !truth.wroteFinding();
      if (generated.isUnreadableRecord && !isLeftExempt) {
        assertTrue(isTold || isKept, "what it wrote is not known, and nobody hears of it: " + came);
      }
      if (generated.isReadable
          && isLeftExempt
          && truth.wroteWhatTagsExempt()
          && !generated.byGuard) {
        assertTrue(isTold, "whoever may tag decided, and nobody hears of it");
      }
    }

    private static boolean saysThatAllIsWell(Outcome outcome) {
      return outcome instanceof Outcome.InPolicy
          || outcome instanceof Outcome.AlreadyBack
          || outcome instanceof Outcome.Exempt;
    }

    /** Somebody sets or removes tags of a distribution that is out of policy. */
    void tag() {
      cloud = generated.cloud();
      List<String> keys = generated.keys();
      Events event = generated.tagging(keys);
      boolean isKept = false;
      try {
        var _ = handle(new Trigger.Called(tagged(event), /* isRepeat= */ false));
      } catch (TryAgainException e) {
        isKept = true;
      }
      if (!generated.isPutRight
          && truth.wroteFinding()
          && keys.stream().anyMatch(truth::mayDecide)) {
        assertTrue(isKept || !cloud.told.isEmpty(), "nobody hears of the drift: " + keys);
      }
    }

    private static TagChange tagged(Events event) {
      return (TagChange) CloudTrailEvent.of(event.scheduledEvent());
    }

    private CallOutcome handle() {
      return handle(
          new Trigger.Called(
              (DistributionChange) CloudTrailEvent.of(generated.event().scheduledEvent()),
              /* isRepeat= */ false));
    }

    private CallOutcome handle(Trigger.Called called) {
      return new HttpsGuard(
              generated.policy(),
              generated.mode,
              Events.GUARD_ROLE,
              cloud,
              cloud,
              Clock.fixed(GuardFixture.NOW, ZoneOffset.UTC),
              _ -> {})
          .handle(called, () -> Duration.ofMinutes(1));
    }

    private String liveNow(String pattern) {
      return cloud.live.document().config().behaviors().stream()
          .filter(
              behavior ->
                  behavior.isDefault() ? pattern.equals("*") : behavior.label().equals(pattern))
          .map(CacheBehavior::viewerProtocolPolicy)
          .findFirst()
          .orElseThrow()
          .value();
    }

    /** What an audit says of it, who may not see the tags either. */
    void audit() {
      DistributionConfig config = generated.config().document().config();
      Report report =
          new Audit(
                  generated.policy(),
                  generated.mode,
                  listing(config),
                  Clock.fixed(GuardFixture.NOW, ZoneOffset.UTC))
              .run(
                  "495b12a8",
                  "111122223333",
                  Optional.empty(),
                  1_000_000,
                  () -> Duration.ofMinutes(1));
      Report.Totals totals = report.totals();
      int told =
          totals.of(Standing.DRIFTED)
              + totals.of(Standing.UNDECIDED)
              + totals.of(Standing.NOTIFY_ONLY);
      if (truth.wroteFinding()) {
        assertEquals(1, told, "an audit does not see it: " + totals);
      } else {
        assertEquals(
            0,
            totals.of(Standing.DRIFTED),
            "an audit has it repaired, and it is exempt: " + totals);
      }
    }

    private Listing listing(DistributionConfig config) {
      return new Listing() {
        @Override
        public DistributionPage page(Optional<String> marker, TimeLeft timeLeft) {
          return new DistributionPage(
              List.of(
                  new DistributionPage.Entry.Judgeable(
                      new ListedDistribution(
                          new DistributionId(Events.ID),
                          Optional.empty(),
                          Optional.empty(),
                          config,
                          DependentResources.NONE))),
              Optional.empty());
        }

        @Override
        public Distributions.Tags tags(
            DistributionId distribution, String account, TimeLeft timeLeft) {
          return cloud.tags.get();
        }
      };
    }
  }
}
