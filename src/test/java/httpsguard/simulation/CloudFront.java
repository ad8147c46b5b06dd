package httpsguard.simulation;

import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.DistributionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * CloudFront as it is: versions with ETags, a rate at which it takes updates, and a record of each
 * call. Whether it can be reached is the ports' business.
 */
final class CloudFront {
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private final VirtualTime time;
  private final Chance chance;
  private Consumer<CloudTrail> trail = _ -> {};
  private final Map<DistributionId, Site> sites =
      new TreeMap<>(java.util.Comparator.comparing(DistributionId::value));
  private final Deque<Long> updates = new ArrayDeque<>();
  private boolean humansShareTheRate = true;
  private int numbers = 1;

  CloudFront(VirtualTime time, Chance chance) {
    this.time = time;
    this.chance = chance;
  }

  void countHumans(boolean are) {
    humansShareTheRate = are;
  }

  /** Where records of calls go: to nobody, as long as nobody asks. */
  void record(Consumer<CloudTrail> to) {
    trail = to;
  }

  Collection<Site> all() {
    return sites.values();
  }

  Optional<Site> find(DistributionId id) {
    return Optional.ofNullable(sites.get(id)).filter(site -> !site.deleted);
  }

  /** One that was there before the month began: no event tells of it. */
  Site existing(SiteConfig config, boolean refuses) {
    int number = numbers++;
    Site site =
        new Site(
            new DistributionId("ESIM%09d".formatted(number)), refuses, version(number, config));
    sites.put(site.id, site);
    return site;
  }

  Site create(SiteConfig config) {
    Site site = existing(config, false);
    trail.accept(
        CloudTrail.write(
            numbers++, "CreateDistribution", site, CloudTrail.Caller.HUMAN, showsConfig(), now()));
    return site;
  }

  /** A human's write; those who write by hand try again until CloudFront takes it. */
  void write(Site site, UnaryOperator<SiteConfig> change) {
    if (!site.deleted) {
      if (humansShareTheRate) {
        updates.add(time.now());
      }
      replace(site, version(numbers++, change.apply(site.live.config())), CloudTrail.Caller.HUMAN);
    }
  }

  int nextRevision() {
    return numbers;
  }

  boolean isThrottled(int updatesAMinute) {
    while (!updates.isEmpty() && updates.getFirst() <= time.now() - MINUTE) {
      updates.removeFirst();
    }
    return updates.size() >= updatesAMinute;
  }

  void guardWrites(Site site, SiteConfig config, DistributionDocument document) {
    updates.add(time.now());
    site.guardWrote = time.now();
    site.untold.add(time.now());
    replace(site, new Site.Version(numbers++, config, document, now()), CloudTrail.Caller.GUARD);
  }

  void delete(Site site) {
    site.deleted = true;
  }

  void tag(Site site, Map<String, String> tags) {
    site.tags.putAll(tags);
    trail.accept(CloudTrail.tagging(numbers++, site, tags, now()));
  }

  void untag(Site site, String key) {
    site.tags.remove(key);
    trail.accept(CloudTrail.untagging(numbers++, site, key, now()));
  }

  private void replace(Site site, Site.Version next, CloudTrail.Caller caller) {
    site.before = site.live;
    site.live = next;
    trail.accept(
        CloudTrail.write(numbers++, "UpdateDistribution", site, caller, showsConfig(), now()));
  }

  /** CloudTrail leaves out what is over 100 KB. */
  private boolean showsConfig() {
    return !chance.onceIn(40);
  }

  private Site.Version version(int number, SiteConfig config) {
    return new Site.Version(number, config, DistributionDocument.of(config.bytes()), now());
  }

  /** CloudTrail has no fractions of seconds. */
  private Instant now() {
    return Instant.ofEpochSecond(time.instant().getEpochSecond());
  }
}
