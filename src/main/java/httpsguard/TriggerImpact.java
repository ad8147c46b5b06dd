package httpsguard;

import httpsguard.Outcome.About;
import httpsguard.cloudtrail.DistributionChange;
import httpsguard.cloudtrail.TagChange;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionKind;
import httpsguard.distribution.VersionedConfig;
import httpsguard.policy.Assessment;
import httpsguard.policy.ExemptionTag;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a trigger says was done, and whether people are to hear of it. */
sealed interface TriggerImpact permits ConfigWrite, TriggerImpact.Found, TriggerImpact.Tagged {
  /**
   * @param judge of configs by the rules of today
   */
  static TriggerImpact of(
      Trigger trigger, Function<DistributionConfig, Assessment> judge, HttpsGuard guard) {
    return switch (trigger) {
      case Trigger.Called called ->
          switch (called.event()) {
            case DistributionChange change ->
                new ConfigWrite(
                    called,
                    change,
                    guard.policy(),
                    change.written().map(judge).map(Assessment::withoutUnknownExcuses),
                    called.call().actor().issuerArn().equals(Optional.of(guard.guardRoleArn())));
            case TagChange change -> new Tagged(called, change, guard.policy().exemptionTag());
          };
      case Trigger.Audited audited -> new Found(audited);
    };
  }

  Trigger trigger();

  /**
   * The config that the call wrote, judged by the rules of today; tags excuse nothing in it. Empty
   * where the call wrote none, or none is known.
   */
  default Optional<Assessment> carried() {
    return Optional.empty();
  }

  /** A config that is not known may have carried drift, whoever wrote it. */
  default boolean mayHaveLetHttpIn() {
    return carried().map(config -> !config.open().isEmpty()).orElse(true);
  }

  /**
   * Whether there is something to tell though there is nothing to repair.
   *
   * @param live the verdicts on the config as it is now
   * @param eTag the version that was judged
   */
  default boolean tellsWhereInPolicy(Assessment live, String eTag) {
    return true;
  }

  /** Whether it is told that there is nothing left to repair: the distribution is gone. */
  default boolean tellsWhereGone() {
    return true;
  }

  /** Whether all that the call is known to have done is excused now by exemptions. */
  boolean isExcusedBy(Assessment live);

  /** Whether it is told that what would be findings is exempt. */
  default boolean tellsOfExemption(Assessment live, String eTag) {
    return true;
  }

  /** Whether it is told what the guard would repair. */
  default boolean tellsOfDrift() {
    return true;
  }

  /** Whether it is told what stays open because only its owner can act. */
  default boolean tellsOfWhatIsLeftOpen(String eTag) {
    return true;
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

  /**
   * What is known of the distribution.
   *
   * @param read empty where its config could not be read
   * @param domainName as CloudFront returned it; the trigger's where it did not
   */
  default About about(
      Optional<VersionedConfig> read, Optional<String> domainName, TagReader.Known tags) {
    Optional<DistributionConfig> config = read.map(version -> version.document().config());
    return new About(
        trigger().distribution(),
        trigger().account(),
        read.map(VersionedConfig::eTag),
        domainName.or(this::domainName),
        config.map(DistributionConfig::aliases).orElseGet(this::aliases),
        config.map(DistributionConfig::kind).or(this::kind),
        tags.tags(),
        tags.failure());
  }

  /** An audit found drift; which call brought it is not known. */
  record Found(Trigger.Audited trigger) implements TriggerImpact {
    /** Else something was put right, by this guard perhaps, which then died before it told. */
    @Override
    public boolean isExcusedBy(Assessment live) {
      Set<String> excused =
          live.exempt().stream()
              .map(judged -> judged.behavior().label())
              .collect(Collectors.toSet());
      return trigger.reported().isWithin(excused);
    }

    @Override
    public Optional<String> domainName() {
      return trigger.reported().domainName();
    }

    @Override
    public List<String> aliases() {
      return trigger.reported().aliases();
    }
  }

  /** The call set or removed tags. */
  record Tagged(Trigger.Called trigger, TagChange change, Optional<ExemptionTag> exemptionTag)
      implements TriggerImpact {
    /** Where nothing leads to S3, only the exemption itself is news. */
    @Override
    public boolean tellsWhereInPolicy(Assessment live, String eTag) {
      return live.reachesS3() || namesExemption();
    }

    @Override
    public boolean tellsWhereGone() {
      return trigger.isRepeat();
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
