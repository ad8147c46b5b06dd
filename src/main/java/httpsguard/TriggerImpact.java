package httpsguard;

import httpsguard.audit.ReportedDistribution;
import httpsguard.audit.ReportedVerdict;
import httpsguard.cloudtrail.DistributionChange;
import httpsguard.cloudtrail.TagChange;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionKind;
import httpsguard.distribution.PathPattern;
import httpsguard.policy.Assessment;
import httpsguard.policy.Exemption;
import httpsguard.policy.ExemptionTag;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a trigger says was done, and whether people are to hear of it. */
sealed interface TriggerImpact {
  /**
   * @param judge of configs by the rules of today
   */
  static TriggerImpact of(
      Trigger trigger, Function<DistributionConfig, Assessment> judge, HttpsGuard guard) {
    return switch (trigger) {
      case Trigger.Change(var change) -> Wrote.of(change, judge, guard.guardRoleArn());
      case Trigger.Tags(var change) -> new Tagged(change, guard.policy().exemptionTag());
      case Trigger.Audited audited -> new Found(audited.reported());
    };
  }

  /** The drift in the config that the call wrote; empty where there is none, or none is known. */
  default Optional<Assessment> carried() {
    return Optional.empty();
  }

  /**
   * Whether there is something to tell though there is nothing to repair.
   *
   * @param live the verdicts on the config as it is now
   */
  boolean isToldInPolicy(Assessment live);

  /** Whether it is told that there is nothing left to repair: the distribution is gone. */
  boolean isToldGone();

  /** Whether all that the call is known to have done is excused now by exemptions. */
  boolean isExcusedBy(Assessment live);

  /** Whether it is told that what would be findings is exempt. */
  default boolean tellsOfExemption(Assessment live) {
    return true;
  }

  default boolean isOwnWrite() {
    return false;
  }

  /** Empty where the record does not tell. */
  default Optional<String> domainName() {
    return Optional.empty();
  }

  /** The alternate domain names; empty too where the record does not tell. */
  default List<String> aliases() {
    return List.of();
  }

  /** Empty where the record does not tell. */
  default Optional<DistributionKind> kind() {
    return Optional.empty();
  }

  /** Whether the call is known to have made this version of the config. */
  default boolean made(String eTag) {
    return false;
  }

  /**
   * The call wrote a config.
   *
   * @param written the verdicts on it by the rules of today; tags excuse live findings only
   */
  record Wrote(DistributionChange change, Optional<Assessment> written, boolean isOwnWrite)
      implements TriggerImpact {
    static Wrote of(
        DistributionChange change,
        Function<DistributionConfig, Assessment> judge,
        String guardRoleArn) {
      return new Wrote(
          change,
          change.written().map(judge),
          change.call().actor().issuerArn().equals(Optional.of(guardRoleArn)));
    }

    /**
     * A config that CloudTrail left out may have carried drift; the guard's own writes carry none.
     */
    boolean mayHaveCarriedDrift() {
      return !isOwnWrite && written.map(config -> !config.findings().isEmpty()).orElse(true);
    }

    @Override
    public Optional<Assessment> carried() {
      return written;
    }

    @Override
    public boolean isToldInPolicy(Assessment live) {
      return mayHaveCarriedDrift();
    }

    @Override
    public boolean isToldGone() {
      return mayHaveCarriedDrift();
    }

    @Override
    public boolean isExcusedBy(Assessment live) {
      Set<Optional<PathPattern>> excused = patterns(live.exempt());
      return written.map(config -> excused.containsAll(patterns(config.findings()))).orElse(false);
    }

    /** What a rule exempts, the policy's author knows; what a tag exempts is told. */
    @Override
    public boolean tellsOfExemption(Assessment live) {
      return live.exempt().stream().anyMatch(judged -> isByTag(judged.verdict()));
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

    @Override
    public boolean made(String eTag) {
      return change.eTag().equals(Optional.of(eTag));
    }

    private static boolean isByTag(Verdict verdict) {
      return verdict instanceof Verdict.Exempt(var exemption)
          && exemption.source() instanceof Exemption.Source.ByTag;
    }

    private static Set<Optional<PathPattern>> patterns(List<JudgedBehavior> behaviors) {
      return behaviors.stream()
          .map(judged -> judged.behavior().pathPattern())
          .collect(Collectors.toSet());
    }
  }

  /** An audit found drift; which call brought it is not known. */
  record Found(ReportedDistribution reported) implements TriggerImpact {
    @Override
    public boolean isToldInPolicy(Assessment live) {
      return true;
    }

    @Override
    public boolean isToldGone() {
      return true;
    }

    /** Else something was put right, by this guard perhaps, which then died before it told. */
    @Override
    public boolean isExcusedBy(Assessment live) {
      Set<String> excused =
          live.exempt().stream()
              .map(judged -> judged.behavior().label())
              .collect(Collectors.toSet());
      return reported.moreBehaviors() == 0
          && reported.behaviors().stream()
              .filter(behavior -> behavior.verdict() instanceof ReportedVerdict.Finding)
              .allMatch(behavior -> excused.contains(behavior.pathPattern()));
    }

    @Override
    public Optional<String> domainName() {
      return reported.domainName();
    }

    @Override
    public List<String> aliases() {
      return reported.aliases();
    }
  }

  /** The call set or removed tags. */
  record Tagged(TagChange change, Optional<ExemptionTag> exemptionTag) implements TriggerImpact {
    /** Where nothing leads to S3, only the exemption itself is news. */
    @Override
    public boolean isToldInPolicy(Assessment live) {
      return live.reachesS3() || namesExemption();
    }

    @Override
    public boolean isToldGone() {
      return false;
    }

    @Override
    public boolean isExcusedBy(Assessment live) {
      return true;
    }

    private boolean namesExemption() {
      return exemptionTag
          .flatMap(tag -> change.keys().map(keys -> keys.contains(tag.key())))
          .orElse(false);
    }
  }
}
