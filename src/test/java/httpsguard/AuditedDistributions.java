package httpsguard;

import static java.util.Objects.requireNonNull;

import httpsguard.distribution.Configs;
import httpsguard.distribution.DependentResources;
import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.DistributionPage;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.ListedDistribution;
import httpsguard.distribution.Listing;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import httpsguard.distribution.UpdatedDistribution;
import httpsguard.distribution.VersionedConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** CloudFront to an {@link AuditedAccount}, in memory: some are refused, some are throttled. */
final class AuditedDistributions implements Distributions, Listing {
  private static final DistributionDocument SMALL = Configs.config().document();
  private static final DistributionDocument LARGE = large();
  private static final DistributionDocument IN_POLICY =
      Configs.config().defaultTo("s3", "https-only").document();

  private final Random random;
  final Map<DistributionId, Live> all = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
  Instant now = Instant.parse("2026-11-24T10:17:00Z");
  Duration timeLeft = Duration.ZERO;

  /** Those that were refused or not answered included. */
  int writes;

  int repairs;

  AuditedDistributions(Random random) {
    this.random = random;
  }

  /** What happens to whoever writes it. */
  enum Kind {
    WRITABLE,
    THROTTLED,
    REFUSED
  }

  static final class Live {
    final Kind kind;
    private DistributionDocument document;
    private Instant lastModified;
    boolean isDrifted = true;
    int auditsSinceDrift;

    Live(Kind kind, DistributionDocument document, Instant lastModified) {
      this.kind = kind;
      this.document = document;
      this.lastModified = lastModified;
    }
  }

  void add(Kind kind, int count, Instant lastModified) {
    for (int n = 0; n < count; n++) {
      DistributionId id = new DistributionId("E" + (1_000_000 + random.nextInt(9_000_000)));
      all.put(id, new Live(kind, random.nextInt(3) == 0 ? SMALL : LARGE, lastModified));
    }
  }

  private static DistributionDocument large() {
    Configs config = Configs.config();
    for (int n = 0; n < 8; n++) {
      config.path("/" + "x".repeat(240) + n, "s3", "allow-all");
    }
    return config.document();
  }

  Set<String> ids(Kind kind) {
    return all.entrySet().stream()
        .filter(each -> each.getValue().kind == kind)
        .map(each -> each.getKey().value())
        .collect(Collectors.toSet());
  }

  @Override
  public DistributionPage page(Optional<String> marker, TimeLeft within) {
    return new DistributionPage(
        all.entrySet().stream()
            .<DistributionPage.Entry>map(
                each ->
                    new DistributionPage.Entry.Judgeable(
                        new ListedDistribution(
                            each.getKey(),
                            Optional.empty(),
                            Optional.of(each.getValue().lastModified),
                            each.getValue().document.config(),
                            DependentResources.NONE)))
            .toList(),
        Optional.empty());
  }

  @Override
  public Distributions.Read read(DistributionId distribution, TimeLeft within) {
    timeLeft = timeLeft.minusMillis(300);
    return new Read.Found(new VersionedConfig("E1", live(distribution).document));
  }

  @Override
  public Replaced replace(
      DistributionId distribution, String eTag, DistributionDocument document, TimeLeft within) {
    Live live = live(distribution);
    writes++;
    return switch (live.kind) {
      case REFUSED -> {
        timeLeft = timeLeft.minusSeconds(40);
        yield new Replaced.Refused(
            new Refusal("UpdateDistribution", "AccessDenied", "not authorized", "r"));
      }
      case THROTTLED ->
          random.nextInt(3) > 0 ? throttled() : accepted(distribution, live, document);
      case WRITABLE -> accepted(distribution, live, document);
    };
  }

  private Replaced throttled() {
    timeLeft = timeLeft.minusSeconds(80);
    return new Replaced.Unanswered(new TryAgainException("UpdateDistribution was throttled"));
  }

  private Replaced accepted(DistributionId distribution, Live live, DistributionDocument document) {
    timeLeft = timeLeft.minusSeconds(20);
    replace(live, document);
    repairs++;
    return new Replaced.Accepted(
        new UpdatedDistribution(
            distribution.value(), "d111111abcdef8.cloudfront.net", document.config()));
  }

  void putRight(Live live) {
    replace(live, IN_POLICY);
  }

  /** By one that is in policy. */
  private void replace(Live live, DistributionDocument document) {
    live.document = document;
    live.lastModified = now;
    live.isDrifted = false;
  }

  private Live live(DistributionId distribution) {
    return requireNonNull(all.get(distribution));
  }

  @Override
  public Distributions.Tags tags(DistributionId distribution, String account, TimeLeft within) {
    return new Distributions.Tags.Found(Map.of());
  }
}
