package httpsguard.notice;

import httpsguard.Outcome;
import httpsguard.ReportOutcome;
import httpsguard.audit.Report;
import httpsguard.audit.ReportedDistribution;
import httpsguard.audit.ReportedDistribution.Standing;
import httpsguard.audit.ReportedVerdict;
import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.DistributionKind;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.Origin;
import httpsguard.distribution.PathPattern;
import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.lambda.Lab;
import httpsguard.policy.Assessment;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Mode;
import httpsguard.policy.Subject;
import httpsguard.text.Quoted;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Large reports of distributions with long and strange names, and what came of each. */
final class RandomReports {
  private static final String ACCOUNT = "111122223333";
  private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
  private static final List<String> STRANGE =
      List.of("x", "\"", "\\", "\u0001", "\u00e9", "\ud83d\ude80", "<", "a b", "\n", Foreign.WORDS);

  private final Random random;
  private int made = 10_000;

  RandomReports(Random random) {
    this.random = random;
  }

  /**
   * The path patterns, each of which occurs once in the report, without what is strange in them.
   */
  static List<String> patterns(ReportOutcome outcome) {
    Stream<String> repaired = outcome.handled().stream().flatMap(each -> patterns(each.found()));
    Stream<String> others =
        outcome.report().distributions().stream()
            .filter(
                each ->
                    each.standing() != Standing.DRIFTED && each.standing() != Standing.UNDECIDED)
            .flatMap(RandomReports::patterns);
    return Stream.concat(repaired, others).toList();
  }

  private static Stream<String> patterns(ReportedDistribution reported) {
    return reported.behaviors().stream()
        .map(behavior -> behavior.pathPattern().replaceFirst("^(/p\\d+q).*$(?s)", "$1"))
        .map(pattern -> pattern.substring(0, pattern.indexOf('q') + 1));
  }

  ReportOutcome next() {
    List<ReportedDistribution> distributions =
        IntStream.range(0, 150 + random.nextInt(150)).mapToObj(_ -> distribution()).toList();
    Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
    for (ReportedDistribution each : distributions) {
      var _ = counts.merge(each.standing(), 1, Integer::sum);
    }
    int leftOut = random.nextInt(3);
    var _ = counts.merge(Standing.DRIFTED, leftOut, Integer::sum);
    List<Report.Unreadable> unreadable =
        IntStream.range(0, random.nextInt(20))
            .mapToObj(n -> new Report.Unreadable("EUNREADABLE" + n, strange(600)))
            .toList();
    Report report =
        new Report(
            "495b12a8-xmpl-4eca-8168-160484189f99",
            Lab.NOW,
            ACCOUNT,
            Optional.of(Report.Purpose.REPORT),
            Mode.REMEDIATE,
            new Report.Totals(
                1_000 + random.nextInt(100_000), counts, unreadable.size(), random.nextBoolean()),
            distributions,
            leftOut,
            unreadable,
            Report.Dependents.NONE);
    List<ReportedDistribution> toRepair =
        distributions.stream()
            .filter(
                each ->
                    each.standing() == Standing.DRIFTED || each.standing() == Standing.UNDECIDED)
            .toList();
    return new ReportOutcome(
        report,
        toRepair.stream().map(each -> new ReportOutcome.Handled(each, outcome(each))).toList(),
        toRepair,
        /* isRepeat= */ false,
        /* isOvertaken= */ false);
  }

  private ReportedDistribution distribution() {
    Standing standing = oneOf(Standing.values());
    int many = random.nextInt(20) == 0 ? 76 : 1 + random.nextInt(4);
    return new ReportedDistribution(
        new DistributionId("E" + made++ + "X"),
        standing,
        Optional.of("d111111abcdef8.cloudfront.net"),
        IntStream.range(0, random.nextInt(4)).mapToObj(_ -> strange(250)).toList(),
        random.nextInt(10) == 0 ? Optional.empty() : Optional.of(Lab.NOW.minusSeconds(made)),
        IntStream.range(0, many)
            .mapToObj(
                _ ->
                    new ReportedDistribution.Behavior(
                        "/p" + made++ + "q" + strange(240),
                        strange(128),
                        standing == Standing.EXEMPT
                            ? new ReportedVerdict.Exempt(TODAY.plusDays(5), strange(256))
                            : new ReportedVerdict.Finding("redirect-to-https")))
            .toList(),
        Optional.empty());
  }

  private Outcome.Concerning outcome(ReportedDistribution reported) {
    Assessment found = assess(reported);
    int kind = random.nextInt(9);
    Outcome.About about = about(reported, kind > 2);
    return switch (kind) {
      case 0 -> new Outcome.HeldBack(about, Outcome.HeldBack.Why.TOO_MANY);
      case 1 -> new Outcome.HeldBack(about, Outcome.HeldBack.Why.NO_TIME);
      case 2 -> new Outcome.Failed(about, "CloudFront said " + Quoted.of(strange(600)));
      case 3 -> new Outcome.Gone(about);
      case 4 ->
          new Outcome.NotRepaired(
              about,
              new Outcome.NotRepaired.Obstacle.Refused(
                  random.nextBoolean() ? Optional.of(found) : Optional.empty(),
                  new Distributions.Refusal(
                      "UpdateDistribution", strange(60), strange(600), strange(60))));
      case 5 -> new Outcome.AlreadyBack(about, found, Optional.empty());
      case 6 -> new Outcome.WouldRepair(about, found);
      case 7 -> new Outcome.Exempt(about, found);
      default -> new Outcome.Repaired(about, found, Instant.EPOCH);
    };
  }

  private Outcome.About about(ReportedDistribution reported, boolean isRead) {
    return new Outcome.About(
        reported.id(),
        ACCOUNT,
        Optional.empty(),
        reported.domainName(),
        reported.aliases(),
        isRead ? Optional.of(oneOf(DistributionKind.values())) : Optional.empty(),
        Optional.of(Map.of("team", "team " + random.nextInt(1_000))),
        random.nextInt(5) == 0 ? Optional.of(Quoted.of(strange(300))) : Optional.empty());
  }

  /** The same cache behaviors as the audit's. */
  private Assessment assess(ReportedDistribution reported) {
    List<CacheBehavior> behaviors = new ArrayList<>();
    for (ReportedDistribution.Behavior behavior : reported.behaviors()) {
      behaviors.add(
          new CacheBehavior(
              behaviors.size(),
              Optional.of(new PathPattern(behavior.pathPattern())),
              "s3",
              ViewerProtocolPolicy.ALLOW_ALL,
              List.of("GET"),
              false));
    }
    return HttpsPolicy.parse("redirect-to-https")
        .assess(
            new DistributionConfig(
                true,
                DistributionKind.STANDARD,
                reported.aliases(),
                List.of(new Origin("s3", "b.s3.amazonaws.com", new Origin.Kind.S3())),
                List.of(),
                behaviors),
            new Subject(ACCOUNT, reported.id()).with(Map.of()),
            TODAY);
  }

  private <T> T oneOf(T[] all) {
    return List.of(all).get(random.nextInt(all.length));
  }

  private String strange(int most) {
    String part = STRANGE.get(random.nextInt(STRANGE.size()));
    return part.repeat(random.nextInt(most) / part.length());
  }
}
