package httpsguard.simulation;

import httpsguard.CallOutcome;
import httpsguard.Outcome;
import httpsguard.distribution.DistributionId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Whether what a notice says is so. */
final class Claims {
  private final World world;

  Claims(World world) {
    this.world = world;
  }

  /** Whether an outcome that people are told is what the invocation did or saw. */
  void check(Invocation invocation, Site site, Outcome.Concerning outcome) {
    Optional<Site.Version> version = Optional.ofNullable(invocation.read.get(site.id));
    Optional<SiteConfig> read = version.map(Site.Version::config);
    boolean isDrifted =
        read.map(SiteConfig::isDrifted).orElse(false) && !isExempt(invocation, site.id);
    boolean isTrue =
        switch (outcome) {
          case Outcome.Repaired _ ->
              invocation.wrote.contains(site.id)
                  || wasWrittenByAnother(invocation, site.id, version.orElseThrow());
          case Outcome.AlreadyBack _ -> read.isPresent() && !isDrifted;
          case Outcome.WouldRepair _ -> !invocation.repairs() && isDrifted;
          case Outcome.Exempt _ -> isExempt(invocation, site.id);
          case Outcome.Disabled _ -> read.map(config -> !config.enabled()).orElse(false);
          case Outcome.NotRepaired(var _, Outcome.NotRepaired.Obstacle.Refused _) ->
              invocation.refused.contains(site.id);
          case Outcome.NotRepaired(var _, Outcome.NotRepaired.Obstacle.LeftOpen _) ->
              read.map(SiteConfig::isLeftOpen).orElse(false) && !isDrifted;
          case Outcome.Gone _ -> site.deleted;
          case Outcome.HeldBack _ -> !invocation.wrote.contains(site.id);
          case Outcome.Failed _ -> true;
          case Outcome.InPolicy _ -> !isDrifted;
        };
    Promises.require(
        isTrue,
        "%s told %s of %s, and that is not so: read %s, tags %s"
            .formatted(
                invocation.name(), outcome.name(), site.id, read, invocation.tags.get(site.id)));
    count(outcome);
  }

  /** The guard's own repairs are no news, unless an earlier try may have repaired another drift. */
  void checkOwn(Invocation invocation, CloudTrail record, CallOutcome.Told notice) {
    boolean isAboutOthers =
        notice.outcome() instanceof Outcome.Repaired
            || notice.outcome() instanceof Outcome.NotRepaired;
    Promises.require(
        !record.isRepair() || isAboutOthers || notice.trigger().isRepeat(),
        invocation.name() + " told " + notice.outcome().name() + " of the guard's own repair");
  }

  /** Rules are judged on the date on which the invocation began, or on that of now. */
  boolean isExempt(Invocation invocation, DistributionId distribution) {
    Map<String, String> tags = invocation.tags.getOrDefault(distribution, Map.of());
    Instant began = world.time().instant().minusMillis(world.time().now() - invocation.begin);
    return Site.isExempt(tags, began);
  }

  /**
   * Somebody else wrote the very bytes that the invocation sent and got no answer about, in
   * between: nobody can tell them apart.
   */
  private boolean wasWrittenByAnother(
      Invocation invocation, DistributionId distribution, Site.Version read) {
    boolean isSame =
        Optional.ofNullable(invocation.unanswered.get(distribution))
            .equals(Optional.of(read.document()));
    if (isSame) {
      world.saw(Sighting.SAME_BYTES_BY_ANOTHER);
    }
    return isSame;
  }

  private void count(Outcome.Concerning outcome) {
    switch (outcome) {
      case Outcome.Repaired _ -> world.saw(Sighting.TOLD_REPAIRED);
      case Outcome.AlreadyBack _ -> world.saw(Sighting.TOLD_ALREADY_BACK);
      case Outcome.WouldRepair _ -> world.saw(Sighting.TOLD_WOULD_REPAIR);
      case Outcome.NotRepaired _ -> world.saw(Sighting.TOLD_NOT_REPAIRED);
      case Outcome.Exempt _ -> world.saw(Sighting.TOLD_EXEMPT);
      case Outcome.Gone _ -> world.saw(Sighting.TOLD_GONE);
      case Outcome.Disabled _ -> world.saw(Sighting.TOLD_DISABLED);
      case Outcome.HeldBack(var _, Outcome.HeldBack.Why why) -> {
        if (why == Outcome.HeldBack.Why.NO_TIME) {
          world.saw(Sighting.HELD_BACK_FOR_WANT_OF_TIME);
        }
      }
      case Outcome.Failed _, Outcome.InPolicy _ -> {
        // Counted elsewhere.
      }
    }
  }
}
