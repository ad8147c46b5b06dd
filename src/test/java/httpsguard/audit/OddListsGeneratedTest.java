package httpsguard.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.audit.ReportedDistribution.Standing;
import httpsguard.distribution.Configs;
import httpsguard.distribution.DependentResources;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.DistributionPage;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.ListedDistribution;
import httpsguard.distribution.Listing;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Mode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Lists in pages of random lengths, some of which repeat distributions of those before, lead back,
 * or go on with nothing: an audit counts each distribution once, or fails; and it ends.
 */
class OddListsGeneratedTest {
  private static final int CASES = 1_000;
  private static final DistributionConfig CONFIG = Configs.config().document().config();

  @Test
  void eachDistributionCountsOnceOrTheAuditFails() {
    int failed = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Pages pages = new Pages(new Random(seed * 0x9E37_79B9_7F4A_7C15L));
      String what = "seed " + seed + ": " + pages.all + ", back to " + pages.backTo;
      if (pages.leadsNowhere()) {
        assertThrows(TryAgainException.class, () -> audit(pages), what);
        failed++;
      } else {
        Report report = audit(pages);
        assertEquals(pages.ids().size(), report.totals().audited(), what);
        assertEquals(pages.ids().size(), report.totals().of(Standing.DRIFTED), what);
        assertTrue(report.totals().complete(), what);
      }
      assertTrue(pages.calls <= pages.all.size() + 1, what);
    }
    assertTrue(failed > CASES / 4 && failed < 3 * CASES / 4, "failed: " + failed);
  }

  private static Report audit(Pages pages) {
    return new Audit(
            HttpsPolicy.parse("redirect-to-https"),
            Mode.REMEDIATE,
            pages,
            Clock.fixed(Instant.parse("2026-11-24T10:05:00Z"), ZoneOffset.UTC))
        .run("495b12a8", "111122223333", Optional.empty(), 1_000_000, () -> Duration.ofMinutes(1));
  }

  private static final class Pages implements Listing {
    private final List<List<String>> all = new ArrayList<>();

    /** Where the last page leads; none if it is the end. */
    private final Optional<Integer> backTo;

    private int calls;

    Pages(Random random) {
      int ids = 0;
      for (int page = 1 + random.nextInt(5); page > 0; page--) {
        List<String> names = new ArrayList<>();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
          names.add("EX000" + ids++);
        }
        if (ids > names.size() && random.nextInt(3) == 0) {
          names.add("EX000" + random.nextInt(ids - names.size()));
        }
        all.add(names);
      }
      if (random.nextInt(6) == 0) {
        all.add(1, List.of());
      }
      backTo = random.nextInt(3) == 0 ? Optional.of(random.nextInt(all.size())) : Optional.empty();
    }

    Set<String> ids() {
      Set<String> ids = new HashSet<>();
      all.forEach(ids::addAll);
      return ids;
    }

    /** It leads back, or there is a page of nothing that is not the last. */
    boolean leadsNowhere() {
      return backTo.isPresent() || all.subList(0, all.size() - 1).stream().anyMatch(List::isEmpty);
    }

    @Override
    public DistributionPage page(Optional<String> marker, TimeLeft timeLeft) {
      if (++calls > all.size() + 1) {
        throw new AssertionError("the audit goes round in a circle");
      }
      int page = marker.map(Integer::parseInt).orElse(0);
      Optional<Integer> next = page + 1 < all.size() ? Optional.of(page + 1) : backTo;
      return new DistributionPage(
          all.get(page).stream().map(Pages::entry).toList(), next.map(String::valueOf));
    }

    private static DistributionPage.Entry entry(String id) {
      return new DistributionPage.Entry.Judgeable(
          new ListedDistribution(
              new DistributionId(id),
              Optional.empty(),
              Optional.empty(),
              CONFIG,
              DependentResources.NONE));
    }

    @Override
    public Distributions.Tags tags(DistributionId distribution, String account, TimeLeft timeLeft) {
      return new Distributions.Tags.Found(Map.of());
    }
  }
}
