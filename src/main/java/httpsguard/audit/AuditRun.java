package httpsguard.audit;

import httpsguard.audit.Report.Unreadable;
import httpsguard.audit.ReportedDistribution.Behavior;
import httpsguard.audit.ReportedDistribution.Standing;
import httpsguard.distribution.DistributionId;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/** One audit, from the first page to the report. No distribution counts twice. */
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
  private final Set<String> ids = new HashSet<>();
  private final Set<String> markers = new HashSet<>();
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
      newOf(page.get()).forEach(this::look);
      Optional<String> next = page.get().next();
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

  /**
   * What no page before this one listed; what has no id never was.
   *
   * @throws TryAgainException if the list goes on without getting anywhere
   */
  private List<DistributionPage.Entry> newOf(DistributionPage page) {
    List<DistributionPage.Entry> entries =
        page.entries().stream()
            .filter(entry -> entry.id().isEmpty() || ids.add(entry.id()))
            .toList();
    if (page.next().isPresent() && (entries.isEmpty() || !markers.add(page.next().get()))) {
      throw new TryAgainException(
          "ListDistributions is going in circles: it says that there are more distributions, and"
              + " lists the same ones again");
    }
    return entries;
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
            ? withTags(listed.id(), untagged)
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

  /** The same where its tags could not be read. */
  private Subject withTags(DistributionId id, Subject untagged) {
    if (unreadableTagsInARow >= MAX_UNREADABLE_TAGS || !hasTime()) {
      return untagged;
    }
    try {
      if (audit.listing().tags(id, account, timeLeft)
          instanceof Distributions.Tags.Found(var tags)) {
        unreadableTagsInARow = 0;
        return untagged.with(tags);
      }
    } catch (TryAgainException e) {
      // As unreadable as tags that are refused: the guard looks again.
    }
    unreadableTagsInARow++;
    return untagged;
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
    // Tags are not read for what is disabled; its heading says that one may exempt it.
    Assessment told =
        standing == Standing.DISABLED ? assessment.withoutUnknownExcuses() : assessment;
    return new ReportedDistribution(
        listed.id(),
        standing,
        listed.domainName(),
        listed.config().aliases(),
        listed.lastModified(),
        told.behaviors().stream().flatMap(judged -> Behavior.of(judged).stream()).toList(),
        Optional.empty());
  }
}
