package httpsguard;

import httpsguard.Outcome.About;
import httpsguard.Outcome.NotRepaired.Obstacle;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.Distributions.Read;
import httpsguard.distribution.Distributions.Refusal;
import httpsguard.distribution.Distributions.Replaced;
import httpsguard.distribution.Distributions.Tags;
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
  private final TriggerImpact impact;
  private final Race race = new Race();
  private Optional<Sent> sent = Optional.empty();

  /** A write that may have arrived, or not. */
  private record Sent(DistributionDocument document, VersionedConfig before, Assessment found) {}

  Remediation(HttpsGuard guard, Trigger trigger, TimeLeft timeLeft) {
    this.guard = guard;
    this.trigger = trigger;
    this.timeLeft = timeLeft;
    tags = new TagReader(guard.distributions(), trigger, timeLeft);
    today = LocalDate.ofInstant(guard.clock().instant(), ZoneOffset.UTC);
    untagged = new Subject(trigger.account(), trigger.distribution());
    impact = TriggerImpact.of(trigger, config -> assess(config, untagged), guard);
  }

  Settled run() {
    allowForTags();
    for (int write = 0; write < MAX_WRITES; write++) {
      Optional<Settled> settled = attempt();
      if (settled.isPresent()) {
        return sent.isPresent() ? settled.get().tellingOfWrite() : settled.get();
      }
    }
    throw new TryAgainException(
        "others changed distribution %s between reading and writing, %d times in a row"
            .formatted(trigger.distribution(), MAX_WRITES));
  }

  private void allowForTags() {
    Duration left = TaggingGracePeriod.left(trigger, guard.clock().instant(), timeLeft);
    if (left.isZero() || !impact.mayHaveLetHttpIn() || !guard.policy().consultsTags()) {
      return;
    }
    try {
      guard.pause().forAsLongAs(left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TryAgainException("interrupted while waiting for tags", e);
    }
  }

  /** Empty if the race was lost: the config that was judged is no longer the live one. */
  private Optional<Settled> attempt() {
    return switch (guard.distributions().read(trigger.distribution(), timeLeft)) {
      case Read.Missing() -> Optional.of(gone());
      case Read.Refused(var refusal) ->
          Optional.of(refused(aboutUnread(tags.forTelling()), Optional.empty(), refusal));
      case Read.Found(var snapshot) -> judgeWithTags(snapshot);
    };
  }

  private Optional<Settled> judgeWithTags(VersionedConfig snapshot) {
    if (sent.isPresent() && sent.get().document().equals(snapshot.document())) {
      return Optional.of(repaired(sent.get().before(), sent.get().found(), Optional.empty()));
    }
    DistributionConfig config = snapshot.document().config();
    if (!guard.policy().needsTags(config, untagged, today)) {
      return judgeAndRepair(snapshot, untagged);
    }
    Assessment unread = assess(config, untagged);
    if (unread.drift().isEmpty() || guard.policy().mode(untagged, guard.mode()) == Mode.NOTIFY) {
      return judgeAndRepair(snapshot, asFarAsKnown());
    }
    return switch (tags.read()) {
      case Tags.Found(var found) -> judgeAndRepair(snapshot, untagged.with(found));
      case Tags.Missing() -> Optional.of(goneSinceRead());
      case Tags.Refused(var refusal) -> Optional.of(refused(snapshot, unread, refusal));
    };
  }

  private Optional<Settled> judgeAndRepair(VersionedConfig snapshot, Subject subject) {
    Assessment found = assess(snapshot.document().config(), subject);
    if (found.drift().isEmpty()) {
      return Optional.of(nothingToRepair(snapshot, found));
    }
    if (guard.policy().mode(subject, guard.mode()) == Mode.REMEDIATE) {
      return repair(snapshot, found);
    }
    boolean isNews = impact.tellsOfDrift();
    return Optional.of(Settled.of(new Outcome.WouldRepair(about(snapshot, isNews), found), isNews));
  }

  private Settled refused(VersionedConfig snapshot, Assessment found, Refusal refusal) {
    return refused(about(snapshot, /* isTold= */ true), Optional.of(found), refusal);
  }

  private static Settled refused(About about, Optional<Assessment> found, Refusal refusal) {
    return new Settled.News(new Outcome.NotRepaired(about, new Obstacle.Refused(found, refusal)));
  }

  private Optional<Settled> repair(VersionedConfig snapshot, Assessment found) {
    return race.hopeless(snapshot.eTag())
        .map(refusal -> refused(snapshot, found, refusal))
        .or(() -> write(snapshot, found));
  }

  private Optional<Settled> write(VersionedConfig snapshot, Assessment found) {
    DistributionDocument repaired = snapshot.document().with(found.repairs());
    Sent write = new Sent(repaired, snapshot, found);
    return switch (guard
        .distributions()
        .replace(trigger.distribution(), snapshot.eTag(), repaired, timeLeft)) {
      case Replaced.Accepted(var updated) ->
          Optional.of(
              updated.shows(trigger.distribution(), repaired.config())
                  ? repaired(snapshot, found, Optional.of(updated.domainName()))
                  : lookFor(write, notShown()));
      case Replaced.PreconditionFailed(var mayBeOurs, var refusal) -> {
        if (mayBeOurs) {
          sent = Optional.of(write);
        }
        race.lost(snapshot.eTag(), refusal);
        yield Optional.empty();
      }
      case Replaced.Unanswered(var failure) -> Optional.of(lookFor(write, failure));
      case Replaced.Missing() -> Optional.of(gone());
      case Replaced.Refused(var refusal) -> Optional.of(refused(snapshot, found, refusal));
    };
  }

  private Settled repaired(VersionedConfig before, Assessment found, Optional<String> domainName) {
    About about = impact.about(Optional.of(before), domainName, tags.forTelling());
    return new Settled.News(new Outcome.Repaired(about, found, guard.clock().instant()));
  }

  /** Looks once whether a write whose response is not known has become the live config. */
  private Settled lookFor(Sent write, TryAgainException failure) {
    try {
      if (guard.distributions().read(trigger.distribution(), timeLeft)
              instanceof Read.Found(var snapshot)
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

  private Settled nothingToRepair(VersionedConfig snapshot, Assessment found) {
    String eTag = snapshot.eTag();
    boolean isLeftOpen = !found.leftOpen().isEmpty();
    boolean isNews =
        isLeftOpen ? impact.tellsOfWhatIsLeftOpen(eTag) : impact.tellsWhereInPolicy(found, eTag);
    About about = about(snapshot, isNews);
    Assessment live = isNews ? assess(snapshot.document().config(), asFarAsKnown()) : found;
    if (isLeftOpen) {
      return Settled.of(
          new Outcome.NotRepaired(about, new Obstacle.LeftOpen(live, impact.carried())), isNews);
    }
    if (live.isOpenOnceEnabled()) {
      return Settled.of(new Outcome.Disabled(about, live), isNews);
    }
    if (!live.exempt().isEmpty() && (!isNews || impact.isExcusedBy(live))) {
      return Settled.of(
          new Outcome.Exempt(about, live), isNews && impact.tellsOfExemption(live, eTag));
    }
    return isNews
        ? new Settled.News(new Outcome.AlreadyBack(about, live, impact.carried()))
        : new Settled.NoNews(new Outcome.InPolicy(about, live));
  }

  /** Where nothing is written: what could be read of the tags counts. */
  private Subject asFarAsKnown() {
    return tags.forTelling().tags().map(untagged::with).orElse(untagged);
  }

  /** Believed only if the distribution cannot be read either. */
  private Settled goneSinceRead() {
    return switch (guard.distributions().read(trigger.distribution(), timeLeft)) {
      case Read.Missing() -> gone();
      case Read.Found _, Read.Refused _ ->
          throw new TryAgainException(
              "CloudFront has distribution %s, and says that it does not exist when asked for its tags"
                  .formatted(trigger.distribution()));
    };
  }

  private Settled gone() {
    return Settled.of(new Outcome.Gone(aboutUnread(tags.soFar())), impact.tellsWhereGone());
  }

  private Assessment assess(DistributionConfig config, Subject subject) {
    return guard.policy().assess(config, subject, today);
  }

  private About about(VersionedConfig snapshot, boolean isTold) {
    return impact.about(
        Optional.of(snapshot), Optional.empty(), isTold ? tags.forTelling() : tags.soFar());
  }

  private About aboutUnread(TagReader.Known known) {
    return impact.about(Optional.empty(), Optional.empty(), known);
  }
}
