package httpsguard.audit;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.audit.ReportedDistribution.Standing;
import httpsguard.distribution.DependentResources;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.DistributionPage;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.ListedDistribution;
import httpsguard.distribution.Listing;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Mode;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an audit keeps of an account, however large: its findings, as many as there is room for. */
@Tag("large")
class ManyDistributionsTest {
  private static final int ROOM = 190_000;
  private static final int PAGE = 100;
  private static final HttpsPolicy WITHOUT_TAGS =
      new HttpsPolicy(ViewerProtocolPolicy.HTTPS_ONLY, List.of(), Optional.empty());
  private static final DistributionConfig DRIFTED = config().document().config();
  private static final DistributionConfig IN_POLICY =
      config().defaultTo("s3", "https-only").document().config();

  @Test
  void keepsNothingOfAPageThatItHasJudgedButTheFindings() {
    int pages = 30;
    List<WeakReference<ListedDistribution>> handedOut = new ArrayList<>();

    Report report =
        audit(
            pages,
            page -> {
              if (page == pages - 1) {
                // The page before may still stand in a variable of the loop.
                awaitCollected(handedOut.subList(0, 2 * (page - 1)));
              }
              List<ListedDistribution> fresh =
                  List.of(
                      listed("EDRIFTED" + page, DRIFTED), listed("EINPOLICY" + page, IN_POLICY));
              fresh.forEach(each -> handedOut.add(new WeakReference<>(each)));
              return fresh.stream()
                  .<DistributionPage.Entry>map(DistributionPage.Entry.Judgeable::new)
                  .toList();
            });

    assertEquals(2 * pages, report.totals().audited());
    assertEquals(pages, report.distributions().size());
  }

  @Test
  void findingsAreBoundedByTheRoomForThemAndCountedBeyond() {
    IntFunction<List<DistributionPage.Entry>> pages =
        page -> page(page, id -> new DistributionPage.Entry.Judgeable(listed("E" + id, DRIFTED)));

    Report many = audit(100, pages);
    Report manyMore = audit(1000, pages);

    assertEquals(many.distributions().size(), manyMore.distributions().size());
    assertEquals(1000 * PAGE, manyMore.totals().of(Standing.DRIFTED));
    assertEquals(1000 * PAGE, manyMore.distributions().size() + manyMore.leftOut());
  }

  @Test
  void soAreThoseThatCannotBeJudged() {
    IntFunction<List<DistributionPage.Entry>> pages =
        page -> page(page, id -> new DistributionPage.Entry.Unjudgeable("E" + id, "it is broken"));

    Report many = audit(10, pages);
    Report manyMore = audit(1000, pages);

    assertEquals(many.unreadable(), manyMore.unreadable());
    assertEquals(1000 * PAGE, manyMore.totals().unreadable());
  }

  private static void awaitCollected(List<WeakReference<ListedDistribution>> all) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (all.stream().anyMatch(each -> each.get() != null) && System.nanoTime() < deadline) {
      System.gc();
    }
    assertTrue(
        all.stream().allMatch(each -> each.get() == null),
        "of pages that were judged something is still held");
  }

  private static Report audit(int pages, IntFunction<List<DistributionPage.Entry>> entriesOf) {
    return new Audit(WITHOUT_TAGS, Mode.REMEDIATE, new Pages(pages, entriesOf), Clock.systemUTC())
        .run(
            "495b12a8-xmpl-4eca-8168-160484189f99",
            "111122223333",
            Optional.of(Report.Purpose.REPAIR),
            ROOM,
            () -> Duration.ofMinutes(15));
  }

  private static List<DistributionPage.Entry> page(
      int page, IntFunction<DistributionPage.Entry> entry) {
    return IntStream.range(0, PAGE)
        .mapToObj(at -> entry.apply(1_000_000 + PAGE * page + at))
        .toList();
  }

  private static ListedDistribution listed(String id, DistributionConfig config) {
    return new ListedDistribution(
        new DistributionId(id),
        Optional.empty(),
        Optional.empty(),
        config,
        DependentResources.NONE);
  }

  /** Pages that are made when they are asked for. */
  private record Pages(int count, IntFunction<List<DistributionPage.Entry>> entriesOf)
      implements Listing {
    @Override
    public DistributionPage page(Optional<String> marker, TimeLeft timeLeft) {
      int page = marker.map(Integer::parseInt).orElse(0);
      return new DistributionPage(
          entriesOf.apply(page),
          page + 1 < count ? Optional.of(Integer.toString(page + 1)) : Optional.empty());
    }

    @Override
    public Distributions.Tags tags(DistributionId distribution, String account, TimeLeft timeLeft) {
      return new Distributions.Tags.Found(Map.of());
    }
  }
}
