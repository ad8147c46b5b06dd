package httpsguard.audit;

import httpsguard.audit.Report.Unreadable;
import httpsguard.audit.ReportedDistribution.Behavior;
import httpsguard.audit.ReportedDistribution.Standing;
import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.DistributionPage;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.ListedDistribution;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import httpsguard.policy.Assessment;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.Subject;
import httpsguard.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** One audit, from the first page to the report. */
final class AuditRun {
  /** What one more page, or one more distribution's tags, may take before the report is written. */
  private static final Duration ONE_MORE_CALL = Duration.ofSeconds(20);

  /** So many in a row mean that the next will fail as well: the audit does not wait for each. */
  private static final int MAX_UNREADABLE_TAGS = 3;

  private final Audit audit;
  private final String requestId;
  private final String account;
  private final TimeLeft timeLeft;
  private final Instant begin;
  private final LocalDate today;
  private final ReportBuilder report;
  private final ListProgress progress = new ListProgress();
  private int unreadableTagsInARow;

  AuditRun(
      Audit audit,
      String requestId,
      String account,
      Optional<Report.Purpose> purpose,
      int room,
      TimeLeft timeLeft) {
    this.audit = audit;
    this.requestId = requestId;
    this.account = account;
    this.timeLeft = timeLeft;
    begin = audit.clock().instant();
    today = LocalDate.ofInstant(begin, ZoneOffset.UTC);
    report = new ReportBuilder(purpose, today, Turns.at(begin), room);
  }

  Report run() {
    boolean complete = false;
    Optional<DistributionPage> page = page(Optional.empty());
    while (page.isPresent()) {
      Optional<String> next = progress.next(page.get(), look(page.get().entries()));
      complete = next.isEmpty();
      page = complete ? Optional.empty() : page(next);
    }
    return report.build(requestId, begin, account, audit.mode(), complete);
  }

  /** Empty if time is out: what was found until then is worth a report. */
  private Optional<DistributionPage> page(Optional<String> marker) {
    boolean isFirst = marker.isEmpty();
    if (!isFirst && !hasTime()) {
      return Optional.empty();
    }
    try {
      return Optional.of(audit.listing().page(marker, timeLeft));
    } catch (TryAgainException e) {
      if (isFirst || hasTime()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private boolean hasTime() {
    return timeLeft.remaining().compareTo(ONE_MORE_CALL) > 0;
  }

  /** Answers with whether any of them was not seen before. */
  private boolean look(List<DistributionPage.Entry> entries) {
    boolean anyNew = false;
    for (DistributionPage.Entry entry : entries) {
      if (progress.isNew(entry)) {
        anyNew = true;
        look(entry);
      }
    }
    return anyNew;
  }

  private void look(DistributionPage.Entry entry) {
    report.count();
    switch (entry) {
      case DistributionPage.Entry.Judgeable(var distribution) -> judge(distribution);
      case DistributionPage.Entry.Unjudgeable(var id, var why) ->
          report.add(new Unreadable(id, why));
    }
  }

  private void judge(ListedDistribution listed) {
    Subject untagged = new Subject(account, listed.id());
    Subject subject =
        audit.policy().needsTags(listed.config(), untagged, today)
            ? tagged(listed, untagged).orElse(untagged)
            : untagged;
    Assessment assessment = audit.policy().assess(listed.config(), subject, today);
    Optional<Standing> standing = standing(assessment, subject);
    if (standing.filter(there -> there != Standing.EXEMPT).isEmpty()
        && !assessment.leftOpen().isEmpty()) {
      report.add(new Unreadable(listed.id().value(), unknownSettings(assessment)));
      return;
    }
    standing.ifPresent(
        there -> report.add(reported(listed, there, assessment), listed.dependentResources()));
  }

  private static String unknownSettings(Assessment assessment) {
    StringJoiner settings = new StringJoiner("; ");
    for (JudgedBehavior judged : assessment.behaviors()) {
      if (judged.verdict() instanceof Verdict.Unjudgeable(var setting, var value)) {
        settings.add(
            judged.behavior().label() + " has " + setting + " " + value + ", which is not known");
      }
    }
    return settings.toString();
  }

  /** Empty if the tags could not be read. */
  private Optional<Subject> tagged(ListedDistribution listed, Subject subject) {
    if (unreadableTagsInARow >= MAX_UNREADABLE_TAGS || !hasTime()) {
      return Optional.empty();
    }
    Optional<Subject> tagged = read(listed, subject);
    unreadableTagsInARow = tagged.isPresent() ? 0 : unreadableTagsInARow + 1;
    return tagged;
  }

  private Optional<Subject> read(ListedDistribution listed, Subject subject) {
    try {
      return switch (audit.listing().tags(listed.id(), account, timeLeft)) {
        case Distributions.Tags.Found(var tags) -> Optional.of(subject.with(tags));
        case Distributions.Tags.Missing(), Distributions.Tags.Refused(var _) -> Optional.empty();
      };
    } catch (TryAgainException e) {
      return Optional.empty();
    }
  }

  /** Empty if nothing of the distribution is worth a line. */
  private Optional<Standing> standing(Assessment assessment, Subject subject) {
    if (assessment.isOpenOnceEnabled()) {
      return Optional.of(Standing.DISABLED);
    }
    if (!assessment.drift().isEmpty()) {
      return Optional.of(standingOfDrift(assessment, subject));
    }
    if (assessment.leftOpen().stream()
        .anyMatch(judged -> judged.verdict() instanceof Verdict.Unservable)) {
      return Optional.of(Standing.UNSERVABLE);
    }
    return assessment.exempt().isEmpty() ? Optional.empty() : Optional.of(Standing.EXEMPT);
  }

  private Standing standingOfDrift(Assessment assessment, Subject subject) {
    return switch (audit.policy().mode(subject, audit.mode())) {
      case NOTIFY -> Standing.NOTIFY_ONLY;
      case REMEDIATE ->
          assessment.findings().isEmpty() || audit.policy().mayNotify(subject)
              ? Standing.UNDECIDED
              : Standing.DRIFTED;
    };
  }

  private static ReportedDistribution reported(
      ListedDistribution listed, Standing standing, Assessment assessment) {
    return new ReportedDistribution(
        listed.id(),
        standing,
        listed.domainName(),
        listed.config().aliases(),
        listed.lastModified(),
        behaviors(
            standing == Standing.DISABLED
                // Tags are not read for it; its heading says that one may exempt it.
                ? assessment.withoutUnknownExcuses()
                : assessment),
        Optional.empty());
  }

  private static List<Behavior> behaviors(Assessment assessment) {
    List<Behavior> behaviors = new ArrayList<>();
    for (JudgedBehavior judged : assessment.behaviors()) {
      CacheBehavior behavior = judged.behavior();
      ReportedVerdict.of(judged.verdict())
          .map(verdict -> new Behavior(behavior.label(), behavior.targetOriginId(), verdict))
          .ifPresent(behaviors::add);
    }
    return behaviors;
  }
}
