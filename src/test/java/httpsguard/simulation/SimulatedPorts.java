package httpsguard.simulation;

import httpsguard.aws.Patience;
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
import httpsguard.simulation.Calls.Tried;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The product's ports on {@link CloudFront}, with all that can happen on the way there. */
final class SimulatedPorts implements Distributions, Listing {
  private static final int PAGE = 5;
  private static final Duration STALE = Duration.ofSeconds(10);

  private final World world;
  private final CloudFront cloudFront;
  private final Promises promises;
  private final Owners owners;
  private final Calls calls;
  private final Supplier<Invocation> current;

  /**
   * @param current the invocation that calls
   */
  SimulatedPorts(
      World world,
      CloudFront cloudFront,
      Promises promises,
      Owners owners,
      Supplier<Invocation> current) {
    this.world = world;
    this.cloudFront = cloudFront;
    this.promises = promises;
    this.owners = owners;
    this.current = current;
    calls = new Calls(world);
  }

  private <T> T call(String operation, TimeLeft timeLeft, Supplier<Tried<T>> answered) {
    Invocation invocation = current.get();
    return calls.call(
        invocation,
        operation,
        Patience.WITH_CLOUDFRONT,
        timeLeft,
        left ->
            isReached(invocation, left) ? answered.get() : new Tried.Again<>("no answer", false));
  }

  private boolean isReached(Invocation invocation, Duration left) {
    long now = world.time().now();
    boolean isOutage = world.weather().isOutage(now);
    boolean isSlow = world.weather().isSlow(now);
    if (isOutage) {
      world.saw(Sighting.OUTAGE_CALL);
    } else if (isSlow) {
      world.saw(Sighting.SLOW_CALL);
    }
    Duration latency =
        isOutage ? calls.latencyOfOutage() : isSlow ? calls.latencyWhenSlow() : calls.latency();
    return calls.takes(invocation, latency, Patience.WITH_CLOUDFRONT, left) && !isOutage;
  }

  @Override
  public Read read(DistributionId distribution, TimeLeft timeLeft) {
    return call("GetDistributionConfig", timeLeft, () -> new Tried.Answered<>(read(distribution)));
  }

  private Read read(DistributionId distribution) {
    Optional<Site> found = cloudFront.find(distribution);
    if (found.isEmpty()) {
      current.get().seesNothingOf(distribution);
      return new Read.Missing();
    }
    Site site = found.get();
    Site.Version version = site.live;
    if (version.written().plus(STALE).isAfter(world.time().instant())
        && world.chance().onceIn(10)) {
      version = site.before;
      world.saw(Sighting.STALE_READ);
    }
    current.get().sees(distribution, version);
    owners.seeingTheGuardRead(site);
    return new Read.Found(new VersionedConfig(version.eTag(), version.document()));
  }

  @Override
  public Tags tags(DistributionId distribution, String account, TimeLeft timeLeft) {
    return call(
        "ListTagsForResource",
        timeLeft,
        () -> {
          Optional<Site> site = cloudFront.find(distribution);
          site.ifPresent(there -> current.get().tags.put(distribution, Map.copyOf(there.tags)));
          return new Tried.Answered<>(
              site.<Tags>map(there -> new Tags.Found(there.tags)).orElseGet(Tags.Missing::new));
        });
  }

  @Override
  public Replaced replace(
      DistributionId distribution, String eTag, DistributionDocument document, TimeLeft timeLeft) {
    Invocation invocation = current.get();
    promises.asksToWrite(invocation, distribution);
    Write write = new Write(invocation, distribution, eTag, document);
    try {
      return calls.call(
          invocation, "UpdateDistribution", Patience.WITH_CLOUDFRONT, timeLeft, write::once);
    } catch (TryAgainException e) {
      if (write.mayHaveActed) {
        return new Replaced.Unanswered(e);
      }
      throw e;
    }
  }

  /** A write and its tries. */
  private final class Write {
    private final Invocation invocation;
    private final DistributionId distribution;
    private final String eTag;
    private final DistributionDocument document;
    private boolean mayHaveActed;

    Write(
        Invocation invocation,
        DistributionId distribution,
        String eTag,
        DistributionDocument document) {
      this.invocation = invocation;
      this.distribution = distribution;
      this.eTag = eTag;
      this.document = document;
    }

    Tried<Replaced> once(Duration left) {
      boolean isAnswered = isReached(invocation, left);
      if (!isAnswered && world.chance().onceIn(2)) {
        return unanswered("no answer");
      }
      Tried<Replaced> came = arrived();
      if (!isAnswered) {
        return unanswered("the answer did not come");
      }
      if (came instanceof Tried.Answered<Replaced>(var answer)
          && !(answer instanceof Replaced.Accepted)) {
        invocation.refused.add(distribution);
      }
      return came;
    }

    /** CloudFront gets it, whether or not the answer comes. */
    private Tried<Replaced> arrived() {
      if (cloudFront.isThrottled(world.weather().updatesAMinute())) {
        world.saw(Sighting.THROTTLED_WRITE);
        return new Tried.Again<>("Throttling", true);
      }
      return cloudFront
          .find(distribution)
          .map(this::on)
          .orElseGet(() -> new Tried.Answered<>(new Replaced.Missing()));
    }

    private Tried<Replaced> unanswered(String why) {
      mayHaveActed = true;
      invocation.unanswered.put(distribution, document);
      return new Tried.Again<>(why, false);
    }

    private Tried<Replaced> on(Site site) {
      if (site.refuses) {
        world.saw(Sighting.WRITE_REFUSED);
        return new Tried.Answered<>(new Replaced.Refused(refusal("AccessDenied")));
      }
      // Without an ETag, CloudFront refuses: here it stands for a write that none protects.
      if (!eTag.isEmpty() && !eTag.equals(site.live.eTag())) {
        world.saw(Sighting.LOST_RACE);
        return new Tried.Answered<>(
            new Replaced.PreconditionFailed(mayHaveActed, refusal("PreconditionFailed")));
      }
      SiteConfig written = promises.writes(invocation, site, document);
      cloudFront.guardWrites(site, written, document);
      invocation.wrote(distribution);
      if (world.chance().percent(world.weather().lostAnswer())) {
        world.saw(Sighting.WRITE_ANSWER_LOST);
        return unanswered("the answer was lost");
      }
      return new Tried.Answered<>(
          new Replaced.Accepted(
              new UpdatedDistribution(distribution.value(), site.domainName(), document.config())));
    }

    private static Refusal refusal(String code) {
      return new Refusal("UpdateDistribution", code, "refused", "request-1");
    }
  }

  @Override
  public DistributionPage page(Optional<String> marker, TimeLeft timeLeft) {
    return call("ListDistributions", timeLeft, () -> new Tried.Answered<>(page(marker.orElse(""))));
  }

  private DistributionPage page(String marker) {
    List<Site> behind =
        cloudFront.all().stream()
            .filter(site -> !site.deleted && site.id.value().compareTo(marker) > 0)
            .toList();
    List<Site> page = behind.stream().limit(PAGE).toList();
    return new DistributionPage(
        page.stream().map(SimulatedPorts::entry).toList(),
        behind.size() > PAGE ? Optional.of(page.getLast().id.value()) : Optional.empty());
  }

  private static DistributionPage.Entry entry(Site site) {
    return new DistributionPage.Entry.Judgeable(
        new ListedDistribution(
            site.id,
            Optional.of(site.domainName()),
            Optional.of(site.live.written()),
            site.live.document().config(),
            DependentResources.NONE));
  }
}
