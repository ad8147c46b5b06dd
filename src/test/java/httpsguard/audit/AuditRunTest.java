package httpsguard.audit;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;

import httpsguard.audit.ReportedDistribution.Standing;
import httpsguard.distribution.Configs;
import httpsguard.distribution.DistributionPage;
import httpsguard.policy.Mode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an audit makes of what CloudFront answers of each distribution. */
class AuditRunTest extends AuditFixture {
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
}
