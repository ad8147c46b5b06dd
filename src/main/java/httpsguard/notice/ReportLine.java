package httpsguard.notice;

import httpsguard.Outcome;
import httpsguard.ReportOutcome;
import httpsguard.ReportedDistribution;
import httpsguard.Trigger;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A line of a report's notice: a distribution, and what became of one of its cache behaviors.
 *
 * @param outcome empty for what a report tells without having it looked at again
 * @param columns after the id: a name that people know, the path pattern, what became of it
 */
record ReportLine(
    Section section, String id, Optional<Outcome.Concerning> outcome, List<String> columns) {

  /** The parts of the notice, in their order. */
  enum Section {
    NOT_REPAIRED("NOT repaired, and trying again does not help"),
    FAILED("NOT repaired yet: it failed, and is tried again"),
    HELD_BACK("Held back, and so still out of policy"),
    REPAIRED("Repaired"),
    ALREADY_BACK("In policy again; who put it right is not known"),
    GONE("Gone: the distribution does not exist any more"),
    NOTIFY_ONLY("Out of policy, and left so: mode notify"),
    EXEMPT("Exempt"),
    DISABLED("Disabled, and so left alone; would be repaired once enabled");

    private final String heading;

    Section(String heading) {
      this.heading = heading;
    }

    String heading() {
      return heading;
    }
  }

  ReportLine {
    columns = List.copyOf(columns);
  }

  /** Section by section. */
  static List<ReportLine> of(ReportOutcome outcome) {
    List<ReportLine> lines = new ArrayList<>();
    outcome.outcomes().forEach(each -> lines.addAll(of(each)));
    outcome.report().distributions().forEach(each -> lines.addAll(leftAlone(each)));
    lines.sort(Comparator.comparing(ReportLine::section));
    return lines;
  }

  private static List<ReportLine> of(Outcome.Concerning outcome) {
    return switch (outcome) {
      case Outcome.Repaired(var _, var found) ->
          of(outcome, Section.REPAIRED, found.findings().stream().map(ReportLine::finding));
      case Outcome.WouldRepair(var _, var found, var _) ->
          of(outcome, Section.NOTIFY_ONLY, found.findings().stream().map(ReportLine::finding));
      case Outcome.NotRepaired(var _, var _, var refusal) ->
          of(
              outcome,
              Section.NOT_REPAIRED,
              reported(outcome, refusal.operation() + " refused: " + Quoted.of(refusal.code())));
      case Outcome.HeldBack(var _, var why) ->
          of(
              outcome,
              Section.HELD_BACK,
              reported(
                  outcome,
                  switch (why) {
                    case TOO_MANY -> "too many at once";
                    case NO_TIME -> "no time was left";
                  }));
      case Outcome.Failed(var _, var why) ->
          of(outcome, Section.FAILED, reported(outcome, Quoted.of(why)));
      case Outcome.AlreadyBack _ -> whole(outcome, Section.ALREADY_BACK);
      case Outcome.Gone _ -> whole(outcome, Section.GONE);
      case Outcome.Exempt _ -> whole(outcome, Section.EXEMPT);
      case Outcome.Disabled _ -> whole(outcome, Section.DISABLED);
      case Outcome.InPolicy _ -> List.of();
    };
  }

  /** What the guard did not look at again; what it did stands among the outcomes. */
  private static List<ReportLine> leftAlone(ReportedDistribution reported) {
    return switch (reported.standing()) {
      case DRIFTED, UNDECIDED -> List.of();
      case NOTIFY_ONLY -> of(reported, Section.NOTIFY_ONLY);
      case EXEMPT -> of(reported, Section.EXEMPT);
      case DISABLED -> of(reported, Section.DISABLED);
    };
  }

  private static List<ReportLine> of(ReportedDistribution reported, Section section) {
    return reported.behaviors().stream()
        .map(
            behavior ->
                new ReportLine(
                    section,
                    reported.id().value(),
                    Optional.empty(),
                    List.of(
                        name(reported.aliases(), reported.domainName()),
                        pattern(behavior),
                        ruling(behavior.ruling()))))
        .toList();
  }

  private static List<ReportLine> of(
      Outcome.Concerning outcome, Section section, Stream<List<String>> behaviors) {
    return behaviors.map(cells -> line(outcome, section, cells.get(0), cells.get(1))).toList();
  }

  private static List<ReportLine> whole(Outcome.Concerning outcome, Section section) {
    return List.of(line(outcome, section, "", ""));
  }

  private static ReportLine line(
      Outcome.Concerning outcome, Section section, String pattern, String what) {
    Outcome.About about = outcome.about();
    return new ReportLine(
        section,
        about.trigger().distribution().value(),
        Optional.of(outcome),
        List.of(name(about.aliases(), about.domainName()), pattern, what));
  }

  private static List<String> finding(JudgedBehavior judged) {
    String from = Quoted.plain(judged.behavior().viewerProtocolPolicy().value());
    return switch (judged.verdict()) {
      case Verdict.Finding(var to) ->
          List.of(Labels.of(judged.behavior()), from + " -> " + to.value());
      case Verdict.Exempt(var _), Verdict.InPolicy(), Verdict.NotS3() ->
          throw new IllegalStateException("findings hold findings only");
    };
  }

  private static Stream<List<String>> reported(Outcome.Concerning outcome, String what) {
    return switch (outcome.about().trigger()) {
      case Trigger.Audited audited ->
          audited.reported().behaviors().stream().map(behavior -> List.of(pattern(behavior), what));
      case Trigger.Called _ -> Stream.of(List.of("", what));
    };
  }

  private static String ruling(ReportedDistribution.Ruling ruling) {
    return switch (ruling) {
      case ReportedDistribution.Ruling.Finding(var to) -> "allow-all -> " + Quoted.plain(to);
      case ReportedDistribution.Ruling.Exempt(var until, var reason) ->
          "until " + until + (reason.isEmpty() ? "" : ", reason " + Quoted.of(reason));
    };
  }

  private static String pattern(ReportedDistribution.Behavior behavior) {
    return behavior.pathPattern().equals("Default (*)")
        ? behavior.pathPattern()
        : Quoted.of(behavior.pathPattern());
  }

  /** What people call it: its first alias, else its domain name. */
  private static String name(List<String> aliases, Optional<String> domainName) {
    String name = aliases.stream().findFirst().or(() -> domainName).map(Quoted::host).orElse("");
    return aliases.size() > 1 ? name + " and " + (aliases.size() - 1) + " more" : name;
  }
}
