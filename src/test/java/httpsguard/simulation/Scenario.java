package httpsguard.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One account whose distributions drift within five minutes, and nothing else that happens. */
final class Scenario {
  private static final long SEED = 1;
  private static final Duration DRIFT = Duration.ofMinutes(5);
  private static final SiteConfig BUCKET =
      new SiteConfig(
          0, true, List.of(new SiteConfig.Behavior("", SiteConfig.Target.S3, SiteConfig.REDIRECT)));

  final World world = new World(SEED, false);
  final Stack stack;
  final List<Site> sites = new ArrayList<>();

  /**
   * What came of it.
   *
   * @param repaired and told
   * @param hours until the last was repaired
   */
  record Came(int repaired, int failed, double hours, int writes, int refused, int invocations) {}

  Scenario(int distributions, Weather weather) {
    stack = new Stack(world, QueueSettings.deployed());
    world.have(weather);
    for (int i = 0; i < distributions; i++) {
      sites.add(stack.cloudFront.existing(BUCKET, false));
    }
    for (int i = 0; i < distributions; i++) {
      Site site = sites.get(i);
      world
          .time()
          .after(
              DRIFT.multipliedBy(i).dividedBy(distributions),
              () ->
                  stack.cloudFront.write(
                      site, config -> config.with(each -> each.on(SiteConfig.ALLOW_ALL))));
    }
  }

  Came play(Duration time) {
    world.time().advance(time);
    long last = sites.stream().mapToLong(site -> site.guardWrote).max().orElseThrow();
    return new Came(
        (int)
            sites.stream()
                .filter(site -> !site.live.config().isDrifted() && site.named >= site.guardWrote)
                .filter(site -> site.guardWrote >= 0)
                .count(),
        stack.queue.failed(),
        last / (double) Duration.ofHours(1).toMillis(),
        seen(Sighting.GUARD_WRITE),
        seen(Sighting.THROTTLED_WRITE),
        seen(Sighting.INVOCATION));
  }

  private int seen(Sighting sighting) {
    return world.log().sightings().getOrDefault(sighting, 0);
  }
}
