package httpsguard.audit;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.audit.ReportedDistribution.Standing;
import httpsguard.distribution.Configs;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an audit makes of CloudFront's answers, over a listing in memory. */
class AuditRunTest {
  private static final Instant NOW = Instant.parse("2026-11-24T23:59:59Z");
  private static final String ACCOUNT = "111122223333";
  private static final String RULES =
      """
      {"policy": "redirect-to-https",
       "rules": [
        {"distribution": "EEXEMPT", "policy": "allow-all", "until": "2026-11-24", "reason": "boxes"},
        {"tags": {"team": "tv"}, "mode": "notify"}]}
      """;

  private final Pages listing = new Pages();
  private String policy = RULES;
  private Mode mode = Mode.REMEDIATE;
  private Duration timeLeft = Duration.ofMinutes(1);

  @Test
  void listsWhatIsFoundWithItsStanding() {
    listing.tags.put("ETVTEAM", Map.of("team", "tv"));
    listing.page(
        listed(
            "EDRIFTED",
            config()
                .path("/img/*", "s3", "allow-all")
                .path("/a", "web", "allow-all")
                .path("/b", "s3", "https-only")),
        listed("EEXEMPT", config()),
        listed("ETVTEAM", config()),
        listed("EDISABLED", config().disabled()),
        listed("EINPOLICY", config().defaultTo("s3", "https-only")),
        new DistributionPage.Entry.Unjudgeable("EODD", "it is odd"));

    Report report = run();

    assertEquals(
        List.of("EDRIFTED drifted", "EEXEMPT exempt", "ETVTEAM notify-only", "EDISABLED disabled"),
        standings(report));
    assertEquals(
        new Report.Totals(
            6,
            Map.of(
                Standing.DRIFTED,
                1,
                Standing.NOTIFY_ONLY,
                1,
                Standing.EXEMPT,
                1,
                Standing.DISABLED,
                1),
            1,
            true),
        report.totals());
    assertEquals(List.of(new Report.Unreadable("EODD", "it is odd")), report.unreadable());
    assertEquals("495b12a8", report.requestId());
    assertEquals(NOW, report.time());
    assertEquals(ACCOUNT, report.account());
    assertEquals(Mode.REMEDIATE, report.mode());
    ReportedDistribution drifted = report.distributions().getFirst();
    assertEquals(Optional.of("edrifted.cloudfront.net"), drifted.domainName());
    assertEquals(List.of("www.example.com"), drifted.aliases());
    assertEquals(Optional.of(NOW.minusSeconds(60)), drifted.lastModified());
    assertEquals(
        List.of(
            new ReportedDistribution.Behavior(
                "/img/*", "s3", new ReportedVerdict.Finding("redirect-to-https")),
            new ReportedDistribution.Behavior(
                "Default (*)", "s3", new ReportedVerdict.Finding("redirect-to-https"))),
        drifted.behaviors());
    assertEquals(
        new ReportedVerdict.Exempt(LocalDate.of(2026, 11, 24), "boxes"),
        report.distributions().get(1).behaviors().getFirst().verdict());
  }

  @Test
  void readsEveryPageFromWhereTheOneBeforeEnded() {
    listing.page(listed("EFIRST1", config()));
    listing.page(listed("ESECOND", config()));
    listing.page(listed("ETHIRD1", config()));
    Report report = run();
    assertEquals(
        List.of("EFIRST1 drifted", "ESECOND drifted", "ETHIRD1 drifted"), standings(report));
    assertEquals(List.of("", "page 1", "page 2"), listing.markers);
    assertTrue(report.totals().complete());
  }

  @ParameterizedTest
  @CsvSource({"21, 2, true", "20, 1, false", "5, 1, false"})
  void reportsWhatItHasWhenTimeIsOut(int secondsLeft, int pages, boolean complete) {
    listing.page(listed("EFIRST1", config()));
    listing.page(listed("ESECOND", config()));
    timeLeft = Duration.ofSeconds(secondsLeft);
    Report report = run();
    assertEquals(pages, report.totals().audited());
    assertEquals(complete, report.totals().complete());
  }

  @Test
  void aFirstPageThatFailsIsAFailureHoweverLittleTimeIsLeft() {
    listing.page(listed("EFIRST1", config()));
    listing.failingPage = 0;
    timeLeft = Duration.ofSeconds(5);
    assertThrows(TryAgainException.class, this::run);
  }

  @Test
  void anotherPageThatFailsInTimeIsAFailure() {
    listing.page(listed("EFIRST1", config()));
    listing.page(listed("ESECOND", config()));
    listing.failingPage = 1;
    assertThrows(TryAgainException.class, this::run);
  }

  @Test
  void anotherPageThatTakesAllTheTimeEndsTheReport() {
    listing.page(listed("EFIRST1", config()));
    listing.page(listed("ESECOND", config()));
    listing.failingPage = 1;
    listing.failureTakes = Duration.ofSeconds(45);
    Report report = run();
    assertEquals(1, report.totals().audited());
    assertFalse(report.totals().complete());
  }

  @Test
  void threeInARowWhoseTagsCannotBeReadEndTheReadingOfTags() {
    listing.page(many("EONE", 3));
    listing.page(many("EEND", 3));
    listing.unanswered = List.of("EONE0", "EONE1", "EONE2");
    Report report = run();
    assertEquals(6, report.totals().of(Standing.UNDECIDED));
    assertEquals(List.of("EONE0", "EONE1", "EONE2"), listing.tagged);
  }

  @Test
  void twoWhoseTagsCannotBeReadDoNotEndTheReadingOfTags() {
    listing.page(many("EONE", 6));
    listing.unanswered = List.of("EONE0", "EONE1", "EONE3", "EONE4");
    Report report = run();
    assertEquals(4, report.totals().of(Standing.UNDECIDED));
    assertEquals(2, report.totals().of(Standing.DRIFTED));
    assertEquals(6, listing.tagged.size());
  }

  @Test
  void tagsThatAreRefusedOrGoneLeaveItUndecided() {
    listing.page(many("EONE", 2));
    listing.refused = List.of("EONE0");
    listing.gone = List.of("EONE1");
    assertEquals(2, run().totals().of(Standing.UNDECIDED));
  }

  @Test
  void tagsAreNotReadInTheLastSeconds() {
    timeLeft = Duration.ofSeconds(20);
    listing.page(many("EONE", 2));
    assertEquals(2, run().totals().of(Standing.UNDECIDED));
    assertEquals(List.of(), listing.tagged);
  }

  @Test
  void tagsAreNotReadWhereTheyDoNotCount() {
    policy = "{\"policy\":\"https-only\",\"exemptionTag\":null}";
    listing.page(many("EONE", 2));
    assertEquals(2, run().totals().of(Standing.DRIFTED));
    assertEquals(List.of(), listing.tagged);
  }

  @Test
  void whatCannotBeDecidedIsOnlyToldOfInModeNotify() {
    mode = Mode.NOTIFY;
    listing.page(many("EONE", 2));
    listing.unanswered = List.of("EONE0");
    Report report = run();
    assertEquals(2, report.totals().of(Standing.NOTIFY_ONLY));
    assertEquals(Mode.NOTIFY, report.mode());
  }

  /** Its repair would take away the only way that works. */
  @Test
  void whatWouldFailOverHttpsIsNotToBeRepaired() {
    listing.page(
        listed("EWEBSITE1", website().defaultTo("site", "allow-all")),
        listed("EBOTH", website().path("/site/*", "site", "allow-all")));
    Report report = run();
    assertEquals(List.of("EBOTH drifted", "EWEBSITE1 unservable"), standings(report));
    assertEquals(
        new Report.Totals(2, Map.of(Standing.DRIFTED, 1, Standing.UNSERVABLE, 1), 0, true),
        report.totals());
    assertEquals(
        new ReportedVerdict.Unservable(),
        report.distributions().getLast().behaviors().getFirst().verdict());
  }

  /** It was in policy. */
  @Test
  void whatHasAWordThatNobodyKnowsIsNotJudged() {
    listing.page(
        listed("EODDWORD", config().path("/a", "s3", "allow_all").defaultTo("s3", "ALLOW_ALL")),
        listed("EINPART", config().path("/a", "s3", "allow_all")),
        listed("EEXEMPT", config().path("/a", "s3", "allow_all")),
        listed("EBOTH", config().path("/a", "s3", "allow_all")),
        listed("EINPOLICY", config().path("/a", "web", "allow_all").defaultTo("s3", "https-only")));
    policy =
        """
        {"policy": "redirect-to-https",
         "rules": [
          {"distribution": "EINPART", "pathPattern": "*", "policy": "allow-all",
           "until": "2026-11-24", "reason": "x"},
          {"distribution": "EEXEMPT", "policy": "allow-all", "until": "2026-11-24", "reason": "x"}]}
        """;
    Report report = run();
    assertEquals(List.of("EBOTH drifted", "EEXEMPT exempt"), standings(report));
    assertEquals(
        List.of(
            new Report.Unreadable(
                "EODDWORD",
                "/a has ViewerProtocolPolicy allow_all, which is not known;"
                    + " Default (*) has ViewerProtocolPolicy ALLOW_ALL, which is not known"),
            new Report.Unreadable(
                "EINPART", "/a has ViewerProtocolPolicy allow_all, which is not known")),
        report.unreadable());
    assertEquals(
        new ReportedVerdict.Unjudgeable("ViewerProtocolPolicy", "allow_all"),
        report.distributions().getFirst().behaviors().getFirst().verdict());
  }

  /** Tags are not read for it. */
  @Test
  void whatIsDisabledIsListedAsIfNoTagExemptedIt() {
    listing.page(listed("EDISABLED", config().disabled()));
    assertEquals(
        new ReportedVerdict.Finding("redirect-to-https"),
        run().distributions().getFirst().behaviors().getFirst().verdict());
    assertEquals(List.of(), listing.tagged);
  }

  private static Configs website() {
    return config().custom("site", "site.s3-website-us-east-1.amazonaws.com", "match-viewer");
  }

  private Report run() {
    return new Audit(HttpsPolicy.parse(policy), mode, listing, Clock.fixed(NOW, ZoneOffset.UTC))
        .run("495b12a8", ACCOUNT, Optional.empty(), 1_000_000, () -> timeLeft);
  }

  /** 12,000 calls in seven seconds, and each distribution counted 12,000 times. */
  @ParameterizedTest
  @CsvSource({"EFIRST1, page 1", "ESECOND, page 1", "EFIRST1, page 2"})
  void aListThatLeadsInACircleIsAnError(String id, String marker) {
    listing.page(listed("EFIRST1", config()));
    listing.page(listed(id, config()));
    listing.page(listed("ETHIRD1", config()));
    listing.next.put(1, marker);
    assertThrows(TryAgainException.class, this::run);
    assertEquals(2, listing.markers.size());
  }

  @Test
  void aListThatGoesOnWithNothingIsAnError() {
    listing.page(listed("EFIRST1", config()));
    listing.page();
    listing.page(listed("ETHIRD1", config()));
    assertThrows(TryAgainException.class, this::run);
  }

  /** As when somebody makes or deletes one while the list is read. */
  @Test
  void aDistributionOnTwoPagesCountsOnce() {
    listing.page(listed("EFIRST1", config()), listed("ESECOND", config()));
    listing.page(listed("ESECOND", config()), listed("ETHIRD1", config()));
    Report report = run();
    assertEquals(3, report.totals().audited());
    assertEquals(3, report.totals().of(Standing.DRIFTED));
    assertTrue(report.totals().complete());
    assertEquals(3, report.distributions().size());
  }

  private static List<String> standings(Report report) {
    return report.distributions().stream()
        .map(reported -> reported.id() + " " + reported.standing().word())
        .toList();
  }

  private static DistributionPage.Entry[] many(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(index -> listed(prefix + index, config()))
        .toArray(DistributionPage.Entry[]::new);
  }

  private static DistributionPage.Entry listed(String id, Configs configs) {
    return new DistributionPage.Entry.Judgeable(
        new ListedDistribution(
            new DistributionId(id),
            Optional.of(id.toLowerCase(Locale.ROOT) + ".cloudfront.net"),
            Optional.of(NOW.minusSeconds(60)),
            configs.document().config(),
            configs.document().dependentResources()));
  }

  private final class Pages implements Listing {
    private final List<List<DistributionPage.Entry>> pages = new ArrayList<>();
    private final Map<String, Map<String, String>> tags = new HashMap<>();
    private final List<String> markers = new ArrayList<>();
    private final List<String> tagged = new ArrayList<>();
    private List<String> unanswered = List.of();
    private List<String> refused = List.of();
    private List<String> gone = List.of();
    private final Map<Integer, String> next = new HashMap<>();
    private int failingPage = -1;
    private Duration failureTakes = Duration.ZERO;

    void page(DistributionPage.Entry... entries) {
      pages.add(List.of(entries));
    }

    @Override
    public DistributionPage page(Optional<String> marker, TimeLeft left) {
      markers.add(marker.orElse(""));
      int page = markers.size() - 1;
      if (page == failingPage) {
        timeLeft = timeLeft.minus(failureTakes);
        throw new TryAgainException("no answer");
      }
      boolean isLast = page == pages.size() - 1;
      return new DistributionPage(
          pages.get(page),
          isLast ? Optional.empty() : Optional.of(next.getOrDefault(page, "page " + (page + 1))));
    }

    @Override
    public Distributions.Tags tags(DistributionId distribution, String account, TimeLeft left) {
      assertEquals(ACCOUNT, account);
      String id = distribution.value();
      tagged.add(id);
      if (unanswered.contains(id)) {
        throw new TryAgainException("no answer");
      }
      if (refused.contains(id)) {
        return new Distributions.Tags.Refused(
            new Distributions.Refusal("ListTagsForResource", "AccessDenied", "no", "r"));
      }
      return gone.contains(id)
          ? new Distributions.Tags.Missing()
          : new Distributions.Tags.Found(tags.getOrDefault(id, Map.of()));
    }
  }
}
