package httpsguard;

import httpsguard.cloudtrail.DistributionChange;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionKind;
import httpsguard.distribution.PathPattern;
import httpsguard.policy.Assessment;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Judged;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The call wrote a config.
 *
 * @param byGuard whether the guard's own role made the call
 */
record ConfigWrite(
    Trigger.Called trigger,
    DistributionChange change,
    HttpsPolicy policy,
    Optional<Assessment> carried,
    boolean byGuard)
    implements TriggerImpact {
  /**
   * Whether the call is a repair, as far as can be told: the guard's role made it, and it carried
   * none of what the guard repairs.
   */
  private boolean isRepair() {
    return byGuard && carried.map(config -> config.drift().isEmpty()).orElse(false);
  }

  /**
   * Whether it may be a repair that left alone what is to be, such as what a tag exempts: no write
   * has come after it, so that no notice about one can have been lost.
   */
  private boolean mayBeLiveRepair(String eTag) {
    return byGuard && carried.isPresent() && trigger.made(Optional.of(eTag));
  }

  /**
   * Whether an earlier try may have repaired what this call did not carry, and died before it told:
   * somebody has written since the call.
   */
  private boolean mayHaveBeenRepaired(String eTag) {
    return trigger.isRepeat() && !trigger.made(Optional.of(eTag));
  }

  @Override
  public boolean tellsWhereInPolicy(Assessment live, String eTag) {
    return (mayHaveLetHttpIn() && !isRepair() && !(mayBeLiveRepair(eTag) && isExcusedBy(live)))
        || (live.reachesS3() && mayHaveBeenRepaired(eTag));
  }

  @Override
  public boolean tellsWhereGone() {
    return (mayHaveLetHttpIn() && !isRepair()) || trigger.isRepeat();
  }

  @Override
  public boolean tellsOfDrift() {
    return !isRepair() || trigger.isRepeat();
  }

  @Override
  public boolean tellsOfWhatIsLeftOpen(String eTag) {
    return (!isRepair() && !mayBeLiveRepair(eTag)) || mayHaveBeenRepaired(eTag);
  }

  @Override
  public boolean isExcusedBy(Assessment live) {
    Set<Optional<PathPattern>> excused = patterns(live.exempt());
    return carried
        .map(Assessment::open)
        .filter(open -> !open.isEmpty())
        .map(open -> excused.containsAll(patterns(open)))
        .orElse(false);
  }

  /**
   * The policy's author knows what a rule exempts, so that is not told. What people who may tag
   * have decided is told: that it is exempt, or that it was not when an earlier try looked, which
   * may have repaired it.
   */
  @Override
  public boolean tellsOfExemption(Assessment live, String eTag) {
    return live.exempt().stream().anyMatch(excused -> policy.dependsOnTags(excused.exemption()))
        || (!trigger.made(Optional.of(eTag))
            && carried.map(config -> !config.undecided().isEmpty()).orElse(false))
        || mayHaveBeenRepaired(eTag);
  }

  @Override
  public Optional<String> domainName() {
    return change.domainName();
  }

  @Override
  public List<String> aliases() {
    return change.written().map(DistributionConfig::aliases).orElse(List.of());
  }

  @Override
  public Optional<DistributionKind> kind() {
    return change.written().map(DistributionConfig::kind);
  }

  private static Set<Optional<PathPattern>> patterns(List<? extends Judged> behaviors) {
    return behaviors.stream()
        .map(judged -> judged.behavior().pathPattern())
        .collect(Collectors.toSet());
  }
}
