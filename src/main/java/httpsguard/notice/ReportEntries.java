package httpsguard.notice;

import httpsguard.Outcome;
import httpsguard.ReportOutcome;
import httpsguard.Trigger;
import httpsguard.advice.Consequences;
import httpsguard.advice.ExemptionWords;
import httpsguard.advice.FoundByAudit;
import httpsguard.advice.HttpToS3;
import httpsguard.advice.ReportedWords;
import httpsguard.audit.Report;
import httpsguard.audit.ReportJson;
import httpsguard.audit.ReportedDistribution;
import httpsguard.json.JsonLimits;
import httpsguard.notice.ReportEntry.Section;
import httpsguard.policy.Assessment;
import httpsguard.policy.JudgedBehavior;
import httpsguard.text.Quoted;
import java.util.ArrayList;
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
            outcome.outcomes().stream().flatMap(ReportEntries::of),
            outcome.report().distributions().stream().flatMap(ReportEntries::leftAlone),
            outcome.report().unreadable().stream().flatMap(ReportEntries::of))
        .flatMap(entries -> entries)
        .sorted(Comparator.comparing(ReportEntry::section).thenComparing(ReportEntry::id))
        .toList();
  }

  private static Stream<ReportEntry> of(Outcome.Concerning outcome) {
    List<List<String>> found = rows(outcome, "allow-all when the audit looked");
    return switch (outcome) {
      case Outcome.Repaired(var _, var live) ->
          of(Section.REPAIRED, outcome, rows(live, " -> "), notes(outcome, live));
      case Outcome.WouldRepair(var _, var live, var _) ->
          of(Section.WOULD_REPAIR, outcome, rows(live, ", would be "), notes(outcome, live));
      case Outcome.NotRepaired(var _, var live, var refusal) ->
          of(
              Section.NOT_REPAIRED,
              outcome,
              live.map(assessment -> rows(assessment, ", to be ")).orElse(found),
              List.of(
                  refusal.operation()
                      + ": "
                      + Quoted.of(refusal.code())
                      + ", "
                      + Quoted.of(refusal.message())));
      case Outcome.HeldBack(var _, var why) ->
          of(Section.HELD_BACK, outcome, found, heldBack(outcome, why));
      case Outcome.Failed(var _, var why) ->
          of(Section.FAILED, outcome, found, List.of(Quoted.sentence(why)));
      case Outcome.AlreadyBack(var _, var live, var _) ->
          of(Section.ALREADY_BACK, outcome, withExempt(found, live), words(live));
      case Outcome.Gone _ -> of(Section.GONE, outcome, found, List.of());
      case Outcome.Exempt(var _, var live, var _) ->
          of(Section.EXEMPT_NOW, outcome, rows(live, ", to be "), List.of());
      case Outcome.Disabled(var _, var live, var _) ->
          of(Section.DISABLED_NOW, outcome, rows(live, ", would be "), List.of());
      case Outcome.InPolicy _ -> of(Section.ALREADY_BACK, outcome, found, List.of());
    };
  }

  private static Stream<ReportEntry> leftAlone(ReportedDistribution reported) {
    return switch (reported.standing()) {
      case DRIFTED, UNDECIDED -> Stream.empty();
      case NOTIFY_ONLY -> of(Section.NOTIFY_ONLY, reported);
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
        ReportedWords.rows(reported, ", would be "),
        List.of());
  }

  private static Stream<ReportEntry> of(Report.Unreadable unreadable) {
    return ReportEntry.of(
        Section.UNREADABLE,
        JsonLimits.text(unreadable.id()),
        Optional.empty(),
        ReportJson.unreadable(unreadable),
        unreadable.id().isEmpty() ? "a distribution without an id" : Quoted.plain(unreadable.id()),
        List.of(),
        List.of(Quoted.of(unreadable.why())));
  }

  private static Stream<ReportEntry> of(
      Section section, Outcome.Concerning outcome, List<List<String>> rows, List<String> notes) {
    Outcome.About about = outcome.about();
    return ReportEntry.of(
        section,
        about.trigger().distribution().value(),
        Optional.of(outcome),
        OutcomeJson.row(outcome, MAX_JSON),
        ReportedWords.title(about),
        rows,
        notes);
  }

  private static List<String> heldBack(Outcome.Concerning outcome, Outcome.HeldBack.Why why) {
    String because =
        switch (why) {
          case TOO_MANY -> "Held back: too many at once.";
          case NO_TIME -> "Held back: no time was left.";
        };
    boolean mayBeExempt =
        FoundByAudit.of(outcome.about().trigger())
            .filter(
                audited -> audited.reported().standing() == ReportedDistribution.Standing.UNDECIDED)
            .isPresent();
    return List.of(
        mayBeExempt ? because + " It may be exempt: the audit could not read its tags." : because);
  }

  /** What a reader would otherwise get wrong, what may break, what is not cured. */
  private static List<String> notes(Outcome.Concerning outcome, Assessment found) {
    List<String> notes = new ArrayList<>(new ExemptionWords(outcome.about(), found).remarks());
    notes.addAll(new Consequences(found).warnings());
    return notes;
  }

  private static List<String> words(Assessment live) {
    return HttpToS3.words(live.behaviors());
  }

  private static List<List<String>> rows(Outcome.Concerning outcome, String what) {
    return switch (outcome.about().trigger()) {
      case Trigger.Audited audited -> ReportedWords.findings(audited.reported(), what);
      case Trigger.Called _ -> List.of();
    };
  }

  private static List<List<String>> rows(Assessment assessment, String change) {
    return assessment.behaviors().stream()
        .flatMap(judged -> ReportedWords.row(judged, change).stream())
        .toList();
  }

  private static List<List<String>> withExempt(List<List<String>> found, Assessment live) {
    List<List<String>> rows = new ArrayList<>(found);
    for (JudgedBehavior judged : live.exempt()) {
      ReportedWords.row(judged, "").ifPresent(rows::add);
    }
    return rows;
  }
}
