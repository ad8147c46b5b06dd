package httpsguard;

import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import httpsguard.distribution.VersionedConfig;
import httpsguard.policy.Assessment;
import httpsguard.policy.Mode;
import httpsguard.policy.Subject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** The way from a trigger to its outcome. */
final class Remediation {
  /** How often the config is written, and the race lost, before the invocation gives up. */
  private static final int MAX_WRITES = 5;

  private final HttpsGuard guard;
  private final Trigger trigger;
  private final TimeLeft timeLeft;
  private final TagReader tags;
  private final LocalDate today;
  private final Subject untagged;
  private final TriggerImpact effect;
  private final Race race = new Race();
  private Optional<Sent> sent = Optional.empty();

  /** A write of which it is not known whether it arrived. */
  private record Sent(DistributionDocument document, VersionedConfig before, Assessment found) {}

  Remediation(HttpsGuard guard, Trigger trigger, TimeLeft timeLeft) {
    this.guard = guard;
    this.trigger = trigger;
    this.timeLeft = timeLeft;
    tags = new TagReader(guard.distributions(), trigger, timeLeft);
    today = LocalDate.ofInstant(guard.clock().instant(), ZoneOffset.UTC);
    untagged = new Subject(trigger.account(), trigger.distribution());
    effect = TriggerImpact.of(trigger, config -> assess(config, untagged), guard);
  }

  Outcome.Concerning run() {
    allowForTags();
    for (int write = 0; write < MAX_WRITES; write++) {
      Optional<Outcome.Concerning> outcome = attempt();
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

  private void allowForTags() {
    boolean mayDrift = effect.carried().map(config -> !config.findings().isEmpty()).orElse(true);
    Duration left = TaggingGracePeriod.left(trigger, guard.clock().instant(), timeLeft);
    if (left.isZero() || !mayDrift || !guard.policy().consultsTags()) {
      return;
    }
    try {
      guard.pause().forAsLongAs(left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TryAgainException("interrupted while waiting for tags", e);
    }
  }

  /** Empty if the race was lost: the config that was judged is not the live one any more. */
  private Optional<Outcome.Concerning> attempt() {
    return switch (guard.distributions().read(trigger.distribution(), timeLeft)) {
      case Distributions.Read.Missing() -> Optional.of(gone());
      case Distributions.Read.Refused(var refusal) ->
          Optional.of(
              new Outcome.NotRepaired(aboutUnread(tags.forTelling()), Optional.empty(), refusal));
      case Distributions.Read.Found(var snapshot) -> judge(snapshot);
    };
  }

  private Optional<Outcome.Concerning> judge(VersionedConfig snapshot) {
    if (sent.isPresent() && sent.get().document().equals(snapshot.document())) {
      return Optional.of(repaired(sent.get().before(), sent.get().found(), Optional.empty()));
    }
    DistributionConfig config = snapshot.document().config();
    if (!guard.policy().needsTags(config, untagged, today)) {
      return settle(snapshot, untagged);
    }
    if (guard.policy().mode(untagged, guard.mode()) == Mode.NOTIFY) {
      return settle(snapshot, asFarAsKnown());
    }
    return switch (tags.read()) {
      case Distributions.Tags.Found(var found) -> settle(snapshot, untagged.with(found));
      case Distributions.Tags.Missing() -> Optional.of(goneSinceRead());
      case Distributions.Tags.Refused(var refusal) ->
          Optional.of(
              new Outcome.NotRepaired(
                  toldAbout(snapshot), Optional.of(assess(config, untagged)), refusal));
    };
  }

  private Optional<Outcome.Concerning> settle(VersionedConfig snapshot, Subject subject) {
    Assessment found = assess(snapshot.document().config(), subject);
    if (found.findings().isEmpty()) {
      return Optional.of(nothingToRepair(snapshot, found));
    }
    return switch (guard.policy().mode(subject, guard.mode())) {
      case NOTIFY -> Optional.of(wouldRepair(snapshot, found));
      case REMEDIATE -> repair(snapshot, found);
    };
  }

  private Outcome.Concerning wouldRepair(VersionedConfig snapshot, Assessment found) {
    boolean isTold = !effect.isOwnWrite();
    return new Outcome.WouldRepair(about(snapshot, isTold), found, isTold);
  }

  private Optional<Outcome.Concerning> repair(VersionedConfig snapshot, Assessment found) {
    Optional<Distributions.Refusal> hopeless = race.hopeless(snapshot.eTag());
    return hopeless.isPresent()
        ? Optional.of(notRepaired(snapshot, found, hopeless.get()))
        : write(snapshot, found);
  }

  private Outcome.Concerning notRepaired(
      VersionedConfig snapshot, Assessment found, Distributions.Refusal refusal) {
    return new Outcome.NotRepaired(toldAbout(snapshot), Optional.of(found), refusal);
  }

  private Optional<Outcome.Concerning> write(VersionedConfig snapshot, Assessment found) {
    DistributionDocument repaired = snapshot.document().with(found.repairs());
    return switch (guard
        .distributions()
        .replace(trigger.distribution(), snapshot.eTag(), repaired, timeLeft)) {
      case Distributions.Replaced.Accepted(var updated) ->
          Optional.of(
              updated.shows(trigger.distribution(), repaired.config())
                  ? repaired(snapshot, found, Optional.of(updated.domainName()))
                  : lookFor(new Sent(repaired, snapshot, found), notShown()));
      case Distributions.Replaced.PreconditionFailed(var mayBeOurs, var refusal) -> {
        if (mayBeOurs) {
          sent = Optional.of(new Sent(repaired, snapshot, found));
        }
        race.lost(snapshot.eTag(), refusal);
        yield Optional.empty();
      }
      case Distributions.Replaced.Unanswered(var failure) ->
          Optional.of(lookFor(new Sent(repaired, snapshot, found), failure));
      case Distributions.Replaced.Missing() -> Optional.of(gone());
      case Distributions.Replaced.Refused(var refusal) ->
          Optional.of(notRepaired(snapshot, found, refusal));
    };
  }

  private Outcome.Concerning repaired(
      VersionedConfig before, Assessment found, Optional<String> domainName) {
    return new Outcome.Repaired(about(before, domainName, tags.forTelling()), found);
  }

  /** Looks once whether a write whose answer is not known has become the live config. */
  private Outcome.Concerning lookFor(Sent write, TryAgainException failure) {
    try {
      if (guard.distributions().read(trigger.distribution(), timeLeft)
              instanceof Distributions.Read.Found(var snapshot)
          && snapshot.document().equals(write.document())) {
        return repaired(write.before(), write.found(), Optional.empty());
      }
    } catch (TryAgainException unread) {
      failure.addSuppressed(unread);
    }
    throw failure;
  }

  private TryAgainException notShown() {
    return new TryAgainException(
        "CloudFront accepted the config of "
            + trigger.distribution()
            + ", but its answer does not show that distribution with what was sent");
  }

  private Outcome.Concerning nothingToRepair(VersionedConfig snapshot, Assessment found) {
    boolean isTold = effect.isToldInPolicy(found);
    Outcome.About about = about(snapshot, isTold);
    Assessment live = isTold ? assess(snapshot.document().config(), asFarAsKnown()) : found;
    if (live.hasLatentFindings()) {
      return new Outcome.Disabled(about, live, isTold);
    }
    if (!live.exempt().isEmpty() && (!isTold || effect.isExcusedBy(live))) {
      return new Outcome.Exempt(about, live, isTold && effect.tellsOfExemption(live));
    }
    return isTold
        ? new Outcome.AlreadyBack(about, live, effect.carried())
        : new Outcome.InPolicy(about, live);
  }

  /** For what is told only: what could be read of the tags counts. */
  private Subject asFarAsKnown() {
    return tags.forTelling().tags().map(untagged::with).orElse(untagged);
  }

  /**
   * A distribution was read and has no tags to list: believed only once it cannot be read either.
   */
  private Outcome.Concerning goneSinceRead() {
    return switch (guard.distributions().read(trigger.distribution(), timeLeft)) {
      case Distributions.Read.Missing() -> gone();
      case Distributions.Read.Found _, Distributions.Read.Refused _ ->
          throw new TryAgainException(
              "CloudFront has distribution "
                  + trigger.distribution()
                  + ", and says that it does not exist when asked for its tags");
    };
  }

  private Outcome.Concerning gone() {
    return new Outcome.Gone(aboutUnread(tags.soFar()), effect.isToldGone());
  }

  private Assessment assess(DistributionConfig config, Subject subject) {
    return guard.policy().assess(config, subject, today);
  }

  private Outcome.About toldAbout(VersionedConfig snapshot) {
    return about(snapshot, true);
  }

  private Outcome.About about(VersionedConfig snapshot, boolean isTold) {
    return about(snapshot, Optional.empty(), isTold ? tags.forTelling() : tags.soFar());
  }

  private Outcome.About about(
      VersionedConfig snapshot, Optional<String> domainName, TagReader.Known known) {
    return new Outcome.About(
        trigger,
        domainName.or(effect::domainName),
        snapshot.document().config().aliases(),
        Optional.of(snapshot.document().config().kind()),
        effect.made(snapshot.eTag()),
        known.tags(),
        known.failure());
  }

  private Outcome.About aboutUnread(TagReader.Known known) {
    return new Outcome.About(
        trigger,
        effect.domainName(),
        effect.aliases(),
        effect.kind(),
        false,
        known.tags(),
        known.failure());
  }
}
