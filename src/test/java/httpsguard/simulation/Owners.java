package httpsguard.simulation;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Those who own distributions: they write drift and put it right, tag, delete and create. */
final class Owners {
  private static final Duration QUICK = Duration.ofMillis(400);
  private static final Duration SHORT = Duration.ofSeconds(2);

  private final World world;
  private final CloudFront cloudFront;
  private boolean active = true;

  Owners(World world, CloudFront cloudFront) {
    this.world = world;
    this.cloudFront = cloudFront;
  }

  /** From now on nobody writes. */
  void rest() {
    active = false;
  }

  /** Somebody is right behind the guard, in a fight whenever it reads. */
  void seeingTheGuardRead(Site site) {
    if (active && world.weather().isFight(world.time().now())) {
      world.saw(Sighting.FIGHT);
      world.time().after(world.chance().between(Duration.ZERO, QUICK), () -> fight(site));
    } else if (active && world.chance().percent(world.weather().provoked())) {
      world.time().after(world.chance().between(Duration.ZERO, SHORT), () -> write(site));
    }
  }

  /** Some days of work: now and then a deployment that touches several distributions. */
  void work(int deployments, Duration within) {
    for (int i = 0; i < deployments; i++) {
      Duration begins = world.chance().between(Duration.ZERO, within);
      int calls = world.chance().oneOf(List.of(1, 1, 2, 3, 6));
      for (int call = 0; call < calls; call++) {
        world
            .time()
            .after(
                begins.plus(world.chance().between(Duration.ZERO, Duration.ofMinutes(4))),
                this::doSomething);
      }
    }
  }

  private void doSomething() {
    List<Site> sites = cloudFront.all().stream().filter(site -> !site.deleted).toList();
    if (!active || sites.isEmpty()) {
      return;
    }
    Site site = world.chance().oneOf(sites);
    switch (world.chance().below(20)) {
      case 0 -> delete(site);
      case 1 -> create();
      case 2 -> exempt(site);
      case 3 -> unexempt(site);
      case 4 -> cloudFront.tag(site, Map.of("owner", "team-" + world.chance().below(3)));
      case 5 -> enable(site);
      default -> write(site);
    }
  }

  private void write(Site site) {
    Chance chance = world.chance();
    if (site.deleted) {
      return;
    }
    world.saw(Sighting.HUMAN_WRITE);
    switch (chance.below(6)) {
      case 0, 1, 2 -> drift(site);
      case 3 -> edit(site);
      case 4 -> putRight(site);
      default -> putBack(site);
    }
  }

  void drift(Site site) {
    Chance chance = world.chance();
    boolean all = chance.onceIn(2);
    world.saw(Sighting.DRIFT, () -> site.id + "");
    cloudFront.write(
        site,
        config ->
            config.with(each -> all || chance.onceIn(2) ? each.on(SiteConfig.ALLOW_ALL) : each));
  }

  /** Writes what was there, and another revision. */
  private void fight(Site site) {
    cloudFront.write(
        site,
        config ->
            config
                .edited(cloudFront.nextRevision())
                .with(each -> world.chance().onceIn(8) ? each : each.on(SiteConfig.ALLOW_ALL)));
  }

  private void edit(Site site) {
    world.saw(Sighting.OTHER_WRITE, () -> "edits " + site.id);
    cloudFront.write(site, config -> config.edited(cloudFront.nextRevision()));
  }

  private void putRight(Site site) {
    world.saw(Sighting.OTHER_WRITE, () -> "puts right " + site.id);
    String policy = world.chance().oneOf(List.of(SiteConfig.REDIRECT, "https-only"));
    cloudFront.write(site, config -> config.with(each -> each.on(policy)));
  }

  /** As infrastructure as code does that knows an older config. */
  private void putBack(Site site) {
    world.saw(Sighting.OTHER_WRITE, () -> "puts back an older config of " + site.id);
    SiteConfig older = site.before.config();
    cloudFront.write(site, _ -> older);
  }

  private void enable(Site site) {
    world.saw(Sighting.OTHER_WRITE, () -> "enables or disables " + site.id);
    cloudFront.write(site, config -> config.enabled(!config.enabled()));
  }

  private void create() {
    SiteConfig config = SiteConfig.drawn(world.chance());
    Site site =
        cloudFront.create(
            world.chance().onceIn(2) ? config.with(each -> each.on(SiteConfig.ALLOW_ALL)) : config);
    world.say(() -> "creates " + site.id);
    if (world.chance().onceIn(2)) {
      world.time().after(world.chance().between(SHORT, Duration.ofSeconds(50)), () -> exempt(site));
    }
  }

  private void delete(Site site) {
    world.saw(Sighting.DELETED, () -> site.id + "");
    cloudFront.delete(site);
  }

  private void exempt(Site site) {
    Chance chance = world.chance();
    if (site.deleted) {
      return;
    }
    world.saw(Sighting.EXEMPTED, () -> site.id + "");
    LocalDate today = LocalDate.ofInstant(world.time().instant(), ZoneOffset.UTC);
    String claim =
        chance.onceIn(5)
            ? chance.oneOf(
                List.of("soon", today.minusDays(1) + " late", today.plusDays(900) + " far"))
            : today.plusDays(chance.from(0, 20)) + " set-top boxes";
    cloudFront.tag(site, Map.of(Site.EXEMPTION, claim));
  }

  private void unexempt(Site site) {
    if (site.tags.containsKey(Site.EXEMPTION)) {
      world.say(() -> "no longer exempts " + site.id);
      cloudFront.untag(site, Site.EXEMPTION);
    }
  }
}
