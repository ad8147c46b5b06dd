package httpsguard.audit;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** An audit over a listing in memory, at the last second of a day. */
abstract class AuditFixture {
  static final Instant NOW = Instant.parse("2026-11-24T23:59:59Z");
  static final String ACCOUNT = "111122223333";

  private static final String RULES =
      """
      {"policy": "redirect-to-https",
       "rules": [
        {"distribution": "EEXEMPT", "policy": "allow-all", "until": "2026-11-24", "reason": "boxes"},
        {"tags": {"team": "tv"}, "mode": "notify"}]}
      """;

  final Pages listing = new Pages();
  String policy = RULES;
  Mode mode = Mode.REMEDIATE;
  Duration timeLeft = Duration.ofMinutes(1);

  Report run() {
    return new Audit(HttpsPolicy.parse(policy), mode, listing, Clock.fixed(NOW, ZoneOffset.UTC))
        .run("495b12a8", ACCOUNT, Optional.empty(), 1_000_000, () -> timeLeft);
  }

  static List<String> standings(Report report) {
    return report.distributions().stream()
        .map(reported -> reported.id() + " " + reported.standing().word())
        .toList();
  }

  static DistributionPage.Entry[] many(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(index -> listed(prefix + index, config()))
        .toArray(DistributionPage.Entry[]::new);
  }

  static DistributionPage.Entry listed(String id, Configs configs) {
    return new DistributionPage.Entry.Judgeable(
        new ListedDistribution(
            new DistributionId(id),
            Optional.of(id.toLowerCase(Locale.ROOT) + ".cloudfront.net"),
            Optional.of(NOW.minusSeconds(60)),
            configs.document().config(),
            configs.document().dependentResources()));
  }

  final class Pages implements Listing {
    final List<List<DistributionPage.Entry>> pages = new ArrayList<>();
    final Map<String, Map<String, String>> tags = new HashMap<>();
    final List<String> markers = new ArrayList<>();
    final List<String> tagged = new ArrayList<>();
    List<String> unanswered = List.of();
    List<String> refused = List.of();
    List<String> gone = List.of();
    final Map<Integer, String> next = new HashMap<>();
    int failingPage = -1;
    Duration failureTakes = Duration.ZERO;

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
