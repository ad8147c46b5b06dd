package httpsguard;

import httpsguard.cloudtrail.DistributionChange;
import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.UpdatedDistribution;
import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.policy.Assessment;
import httpsguard.policy.Subject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One invocation's way from a change to its outcome. */
final class ChangeAttempt {
  /** How often the config is written, and the race lost, before the invocation gives up. */
  private static final int MAX_WRITES = 5;

  private final HttpsGuard guard;
  private final Trigger.Change trigger;
  private final DistributionChange change;
  private final TimeLeft timeLeft;
  private final Optional<Assessment> carried;
  private Optional<Sent> sent = Optional.empty();

  /** A write of which it is not known whether it arrived. */
  private record Sent(DistributionDocument document, Outcome.Repaired ifItArrived) {}

  ChangeAttempt(HttpsGuard guard, Trigger.Change trigger, TimeLeft timeLeft) {
    this.guard = guard;
    this.trigger = trigger;
    this.timeLeft = timeLeft;
    change = trigger.change();
    carried = change.written().map(this::assess);
  }

  Outcome run() {
    for (int write = 0; write < MAX_WRITES; write++) {
      Optional<Outcome> outcome = attempt();
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
    throw new TryAgainException(
        "others changed distribution "
            + trigger.distribution()
            + " between reading and writing, "
            + MAX_WRITES
            + " times in a row");
  }

  /** Empty if the race was lost: the config that was judged is not the live one any more. */
  private Optional<Outcome> attempt() {
    return switch (guard.distributions().read(trigger.distribution(), timeLeft)) {
      case Distributions.Read.Missing() -> Optional.of(gone());
      case Distributions.Read.Refused(var refusal) ->
          Optional.of(new Outcome.NotRepaired(aboutUnread(), Optional.empty(), refusal));
      case Distributions.Read.Found(var snapshot) -> settle(snapshot);
    };
  }

  private Optional<Outcome> settle(Snapshot snapshot) {
    if (sent.isPresent() && sent.get().document().equals(snapshot.document())) {
      return Optional.of(sent.get().ifItArrived());
    }
    Assessment found = assess(snapshot.document().config());
    if (found.findings().isEmpty()) {
      return Optional.of(nothingToRepair(about(snapshot), found));
    }
    return switch (guard.mode()) {
      case NOTIFY -> Optional.of(new Outcome.WouldRepair(about(snapshot), found, !isOwnWrite()));
      case REMEDIATE -> repair(snapshot, found);
    };
  }

  private Optional<Outcome> repair(Snapshot snapshot, Assessment found) {
    DistributionDocument repaired = snapshot.document().with(found.repairs());
    return switch (guard
        .distributions()
        .replace(trigger.distribution(), snapshot.eTag(), repaired, timeLeft)) {
      case Distributions.Replaced.Accepted(var updated) -> {
        requireRepaired(updated, found.repairs());
        yield Optional.of(
            new Outcome.Repaired(about(snapshot, Optional.of(updated.domainName())), found));
      }
      case Distributions.Replaced.Outdated() -> {
        sent = Optional.of(new Sent(repaired, new Outcome.Repaired(about(snapshot), found)));
        yield Optional.empty();
      }
      case Distributions.Replaced.Missing() -> Optional.of(gone());
      case Distributions.Replaced.Refused(var refusal) ->
          Optional.of(new Outcome.NotRepaired(about(snapshot), Optional.of(found), refusal));
    };
  }

  private void requireRepaired(
      UpdatedDistribution updated, Map<Integer, ViewerProtocolPolicy> asked) {
    List<CacheBehavior> answered = updated.config().behaviors();
    boolean repaired =
        asked.entrySet().stream()
            .allMatch(
                wanted ->
                    answered.stream()
                        .anyMatch(
                            behavior ->
                                behavior.precedence() == wanted.getKey()
                                    && behavior.viewerProtocolPolicy().equals(wanted.getValue())));
    if (!repaired) {
      throw new TryAgainException(
          "CloudFront accepted the config of "
              + trigger.distribution()
              + ", but its answer does not show the viewer protocol policies that were asked for");
    }
  }

  private Outcome nothingToRepair(Outcome.About about, Assessment assessment) {
    if (assessment.hasLatentFindings()) {
      return new Outcome.Disabled(about, assessment, mayHaveCarriedDrift());
    }
    return mayHaveCarriedDrift()
        ? new Outcome.AlreadyBack(about, assessment, carried)
        : new Outcome.InPolicy(about, assessment);
  }

  private Outcome gone() {
    return new Outcome.Gone(aboutUnread(), mayHaveCarriedDrift());
  }

  /**
   * A config that CloudTrail left out may have carried drift; the guard's own writes carry none.
   */
  private boolean mayHaveCarriedDrift() {
    return !isOwnWrite() && carried.map(config -> !config.findings().isEmpty()).orElse(true);
  }

  private boolean isOwnWrite() {
    return trigger.call().actor().issuerArn().equals(Optional.of(guard.guardRoleArn()));
  }

  private Assessment assess(DistributionConfig config) {
    return guard
        .policy()
        .assess(
            config,
            new Subject(trigger.account(), trigger.distribution()),
            LocalDate.ofInstant(guard.clock().instant(), ZoneOffset.UTC));
  }

  private Outcome.About about(Snapshot snapshot) {
    return about(snapshot, Optional.empty());
  }

  private Outcome.About about(Snapshot snapshot, Optional<String> domainName) {
    return new Outcome.About(
        trigger,
        domainName.or(change::domainName),
        snapshot.document().config().aliases(),
        change.eTag().equals(Optional.of(snapshot.eTag())),
        Optional.empty());
  }

  private Outcome.About aboutUnread() {
    return new Outcome.About(
        trigger,
        change.domainName(),
        change.written().map(DistributionConfig::aliases).orElse(List.of()),
        false,
        Optional.empty());
  }
}
