package httpsguard.notice;

import httpsguard.Outcome;
import httpsguard.Outcome.NotRepaired.Obstacle;
import httpsguard.ReportOutcome;
import httpsguard.advice.Consequences;
import httpsguard.advice.ExemptionWords;
import httpsguard.advice.Installed;
import httpsguard.advice.LeftOpen;
import httpsguard.advice.ReportedWords;
import httpsguard.advice.S3Origins;
import httpsguard.audit.Report;
import httpsguard.audit.ReportJson;
import httpsguard.audit.ReportedDistribution;
import httpsguard.json.JsonLimits;
import httpsguard.notice.ReportParts.Section;
import httpsguard.policy.Assessment;
import httpsguard.text.Quoted;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says of each distribution of a report what became of it. */
final class ReportEntries {
  /** In bytes, as a text within JSON, of one distribution for programs. */
  private static final int MAX_JSON = 40_000;

  private ReportEntries() {}

  /** Section by section; within one by id, as a random order is of no use to a reader. */
  static List<ReportEntry> of(ReportOutcome outcome) {
    return Stream.of(
            outcome.handled().stream().flatMap(ReportEntries::of),
            outcome.report().distributions().stream().flatMap(ReportEntries::leftAlone),
            outcome.report().unreadable().stream().flatMap(ReportEntries::of))
        .flatMap(entries -> entries)
        .sorted(Comparator.comparing(ReportEntry::section).thenComparing(ReportEntry::id))
        .toList();
  }

  private static Stream<ReportEntry> of(ReportOutcome.Handled handled) {
    List<List<String>> found = ReportedWords.findings(handled.found());
    return switch (handled.outcome()) {
      case Outcome.Repaired(var about, var live, var _) ->
          of(Section.REPAIRED, handled, rows(live, " -> "), notes(about, live));
      case Outcome.WouldRepair(var about, var live) ->
          of(Section.WOULD_REPAIR, handled, rows(live, ", would be "), notes(about, live));
      case Outcome.NotRepaired(var _, Obstacle.Refused(var live, var refusal)) ->
          of(
              Section.NOT_REPAIRED,
              handled,
              live.map(assessment -> rows(assessment, ", to be ")).orElse(found),
              List.of(
                  "%s: %s, %s"
                      .formatted(
                          refusal.operation(),
                          Quoted.of(refusal.code()),
                          Quoted.of(refusal.message()))));
      case Outcome.NotRepaired(var _, Obstacle.LeftOpen(var live, var _)) ->
          of(
              Section.LEFT_OPEN,
              handled,
              rows(live, ", to be "),
              Stream.concat(putRight(handled), LeftOpen.words(live, Installed.YES).stream())
                  .toList());
      case Outcome.HeldBack(var _, var why) ->
          of(Section.HELD_BACK, handled, found, List.of(heldBack(handled.found(), why)));
      case Outcome.Failed(var _, var why) ->
          of(Section.FAILED, handled, found, List.of(Quoted.sentence(why)));
      case Outcome.AlreadyBack(var _, var live, var _) ->
          of(
              Section.ALREADY_BACK,
              handled,
              Stream.concat(found.stream(), live.exempt().stream().map(ReportedWords::row))
                  .toList(),
              S3Origins.words(live.behaviors(), Installed.YES));
      case Outcome.Gone _ -> of(Section.GONE, handled, found, List.of());
      case Outcome.Exempt(var _, var live) ->
          of(Section.EXEMPT_NOW, handled, rows(live, ", to be "), List.of());
      case Outcome.Disabled(var _, var live) ->
          of(Section.DISABLED_NOW, handled, rows(live, ", would be "), putRight(handled).toList());
      case Outcome.InPolicy _ -> of(Section.ALREADY_BACK, handled, found, List.of());
    };
  }

  private static Stream<String> putRight(ReportOutcome.Handled handled) {
    return handled.isPartlyPutRight()
        ? Stream.of(
            "The rest of what the audit found is in policy again, or exempt; who corrected it is"
                + " not known. If the report was delivered before, HTTPS Guard may have repaired"
                + " it in an earlier attempt.")
        : Stream.empty();
  }

  private static Stream<ReportEntry> leftAlone(ReportedDistribution reported) {
    return switch (reported.standing()) {
      case DRIFTED, UNDECIDED -> Stream.empty();
      case NOTIFY_ONLY -> of(Section.NOTIFY_ONLY, reported);
      case UNSERVABLE -> of(Section.UNSERVABLE, reported);
      case EXEMPT -> of(Section.EXEMPT, reported);
      case DISABLED -> of(Section.DISABLED, reported);
    };
  }

  private static Stream<ReportEntry> of(Section section, ReportedDistribution reported) {
    return ReportEntry.of(
        section,
        reported.id().value(),
        Optional.empty(),
        ReportJson.distribution(reported, MAX_JSON),
        ReportedWords.title(reported),
        ReportedWords.rows(reported),
        List.of());
  }

  private static Stream<ReportEntry> of(Report.Unreadable unreadable) {
    return ReportEntry.of(
        Section.UNREADABLE,
        JsonLimits.text(unreadable.id()),
        Optional.empty(),
        ReportJson.unreadable(unreadable),
        ReportedWords.title(unreadable),
        List.of(),
        List.of(Quoted.of(unreadable.why())));
  }

  private static Stream<ReportEntry> of(
      Section section, ReportOutcome.Handled handled, List<List<String>> rows, List<String> notes) {
    Outcome.About about = handled.outcome().about();
    return ReportEntry.of(
        section,
        about.distribution().value(),
        Optional.of(about),
        OutcomeJson.row(handled, MAX_JSON),
        ReportedWords.title(about, handled.found().lastModified()),
        rows,
        notes);
  }

  private static String heldBack(ReportedDistribution found, Outcome.HeldBack.Why why) {
    String because =
        switch (why) {
          case TOO_MANY -> "Held back: too many at once.";
          case NO_TIME -> "Held back: no time was left.";
        };
    return found.standing() == ReportedDistribution.Standing.UNDECIDED
        ? because + " It may be exempt: the audit could not read its tags."
        : because;
  }

  /** What a reader would otherwise get wrong, what may break, what is not fixed. */
  private static List<String> notes(Outcome.About about, Assessment found) {
    return Stream.of(
            new ExemptionWords(found, about.tagsFailure(), /* isAboutTags= */ false).remarks(),
            new Consequences(found).warnings(Installed.YES))
        .flatMap(List::stream)
        .toList();
  }

  private static List<List<String>> rows(Assessment assessment, String change) {
    return assessment.behaviors().stream()
        .flatMap(judged -> ReportedWords.row(judged, change).stream())
        .toList();
  }
}
