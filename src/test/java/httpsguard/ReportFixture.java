package httpsguard;

import static httpsguard.ReportFixture.id;
import static httpsguard.ReportFixture.names;
import static httpsguard.ReportFixture.report;
import static httpsguard.ReportFixture.reported;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import httpsguard.audit.Report;
import httpsguard.audit.ReportedDistribution;
import httpsguard.audit.ReportedDistribution.Standing;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import httpsguard.distribution.UpdatedDistribution;
import httpsguard.distribution.VersionedConfig;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Mode;
import httpsguard.policy.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A guard that is handed reports, at 10:05 on 2026-11-24, with three minutes to run. */
final class ReportFixture {
  static final Instant NOW = Instant.parse("2026-11-24T10:05:00Z");
  private static final Duration FOR_TELLING = Duration.ofSeconds(15);
  final Cloud cloud = new Cloud();
  final Notices notices = mock(Notices.class);
  final List<ReportOutcome> told = new ArrayList<>();
  Duration timeLeft = Duration.ofMinutes(3);
  int maxRepairs = 10;

  /** Whether what is handled was delivered before. */
  boolean isRepeat;

  ReportFixture() {
    when(notices.longest()).thenReturn(FOR_TELLING);
    doAnswer(
            call -> {
              TimeLeft left = call.getArgument(1);
              assertFalse(left.remaining().compareTo(FOR_TELLING) < 0, "no time to tell");
              return told.add(call.getArgument(0));
            })
        .when(notices)
        .tell(any(ReportOutcome.class), any());
  }

  ReportOutcome handle(Report report) {
    return handle(report, cloud);
  }

  ReportOutcome handle(Report report, Distributions distributions) {
    HttpsGuard guard =
        new HttpsGuard(
            HttpsPolicy.parse("redirect-to-https"),
            Mode.REMEDIATE,
            Events.GUARD_ROLE,
            distributions,
            notices,
            Clock.fixed(NOW, ZoneOffset.UTC),
            _ -> {});
    return new AuditRemediation(guard, maxRepairs, Optional.of(Duration.ofHours(1)))
        .handle(report, isRepeat, () -> timeLeft);
  }

  static DistributionId id(int index) {
    return new DistributionId("EXAMPLE" + index);
  }

  static List<ReportedDistribution> drifted(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> reported(i, ReportedDistribution.Standing.DRIFTED, Optional.empty()))
        .toList();
  }

  static ReportedDistribution reported(
      int index, ReportedDistribution.Standing standing, Optional<Instant> lastModified) {
    return new ReportedDistribution(
        id(index),
        standing,
        Optional.empty(),
        List.of(),
        lastModified,
        List.of(),
        Optional.empty());
  }

  static Report report(Report.Purpose purpose, List<ReportedDistribution> distributions) {
    return new Report(
        "495b12a8",
        NOW,
        "111122223333",
        Optional.of(purpose),
        Mode.REMEDIATE,
        new Report.Totals(100, Map.of(Standing.DRIFTED, distributions.size()), 0, true),
        distributions,
        0,
        List.of(),
        Report.Dependents.NONE);
  }

  static List<String> names(ReportOutcome outcome) {
    return outcome.handled().stream()
        .map(each -> each.outcome().getClass().getSimpleName())
        .toList();
  }

  static List<String> sortedNames(ReportOutcome outcome) {
    return names(outcome).stream().sorted().toList();
  }

  static Outcome.HeldBack heldBack(ReportOutcome outcome) {
    return (Outcome.HeldBack) outcome.handled().getLast().outcome();
  }

  /** Distributions on {@code allow-all}, but for those that are set otherwise. */
  final class Cloud implements Distributions {
    final Map<DistributionId, DistributionDocument> live = new HashMap<>();
    final Set<DistributionId> gone = new HashSet<>();
    final Set<DistributionId> failing = new HashSet<>();
    final Set<DistributionId> broken = new HashSet<>();
    final Set<DistributionId> refusing = new HashSet<>();
    final List<String> written = new ArrayList<>();
    Duration eachWriteTakes = Duration.ZERO;

    @Override
    public Read read(DistributionId distribution, TimeLeft timeLeft) {
      return gone.contains(distribution)
          ? new Read.Missing()
          : new Read.Found(
              new VersionedConfig(
                  "E1", live.getOrDefault(distribution, Configs.config().document())));
    }

    @Override
    public Replaced replace(
        DistributionId distribution,
        String eTag,
        DistributionDocument document,
        TimeLeft timeLeft) {
      ReportFixture.this.timeLeft = ReportFixture.this.timeLeft.minus(eachWriteTakes);
      if (broken.contains(distribution)) {
        throw new IllegalStateException("a fault of the guard's own");
      }
      if (failing.contains(distribution)) {
        return new Replaced.Unanswered(new TryAgainException("the connection broke"));
      }
      if (refusing.contains(distribution)) {
        return new Replaced.Refused(
            new Refusal("UpdateDistribution", "AccessDenied", "not authorized", "r"));
      }
      live.put(distribution, document);
      written.add(distribution.value());
      return new Replaced.Accepted(
          new UpdatedDistribution(
              distribution.value(), "d111111abcdef8.cloudfront.net", document.config()));
    }

    @Override
    public Tags tags(DistributionId distribution, String account, TimeLeft timeLeft) {
      return new Tags.Found(Map.of());
    }
  }
}
