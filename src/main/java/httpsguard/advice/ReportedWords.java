package httpsguard.advice;

import httpsguard.Outcome;
import httpsguard.audit.Report;
import httpsguard.audit.ReportedDistribution;
import httpsguard.audit.ReportedVerdict;
import httpsguard.policy.Exemption;
import httpsguard.policy.Judged.Excused;
import httpsguard.policy.JudgedBehavior;
import httpsguard.text.Quoted;
import httpsguard.text.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How reports and their notices name distributions, and say what is wrong with each. */
public final class ReportedWords {
  private ReportedWords() {}

  /** The id, a name that people know, when it was last modified. */
  public static String title(ReportedDistribution reported) {
    return reported.id().value()
        + name(reported.aliases(), reported.domainName())
        + lastModified(reported.lastModified());
  }

  public static String title(Outcome.About about, Optional<Instant> lastModified) {
    return about.distribution().value()
        + Labels.ofKind(about.kind()).map(kind -> " (" + kind + ")").orElse("")
        + name(about.aliases(), about.domainName())
        + lastModified(lastModified);
  }

  public static String title(Report.Unreadable unreadable) {
    return unreadable.id().isEmpty()
        ? "a distribution without an id"
        : Quoted.plain(unreadable.id());
  }

  /** Each cache behavior with its verdict; nothing is written. */
  public static List<List<String>> rows(ReportedDistribution reported) {
    return rows(reported, verdict -> verdict(verdict, ", would be "));
  }

  /** The same of what the audit had found, and the guard was to repair. */
  public static List<List<String>> findings(ReportedDistribution reported) {
    return rows(
        reported,
        verdict -> verdict.isDrift() ? "allow-all when the audit looked" : verdict(verdict, ""));
  }

  private static List<List<String>> rows(
      ReportedDistribution reported, Function<ReportedVerdict, String> words) {
    List<List<String>> rows = new ArrayList<>();
    reported
        .behaviors()
        .forEach(each -> rows.add(List.of(pattern(each), words.apply(each.verdict()))));
    int more = reported.moreBehaviors();
    if (more > 0) {
      rows.add(
          List.of(
              Labels.count(more, rows.isEmpty() ? "cache behavior" : "more cache behavior"),
              "for which the audit's report had no room"));
    }
    return rows;
  }

  /** Each cache behavior, with the id of its origin or origin group. */
  public static List<List<String>> rowsWithOrigins(ReportedDistribution reported) {
    return reported.behaviors().stream()
        .map(
            behavior ->
                List.of(
                    pattern(behavior),
                    "origin " + Quoted.of(behavior.origin()),
                    verdict(behavior.verdict(), " -> ")))
        .toList();
  }

  /** Empty if it does not serve S3 over plain HTTP, and cannot either. */
  public static Optional<List<String>> row(JudgedBehavior judged, String change) {
    return ReportedVerdict.of(judged.verdict())
        .map(verdict -> List.of(Labels.of(judged.behavior()), verdict(verdict, change)));
  }

  public static List<String> row(Excused excused) {
    Exemption exemption = excused.exemption();
    return List.of(
        Labels.of(excused.behavior()),
        verdict(new ReportedVerdict.Exempt(exemption.until(), exemption.reason()), ""));
  }

  private static String pattern(ReportedDistribution.Behavior behavior) {
    return behavior.pathPattern().equals("Default (*)")
        ? behavior.pathPattern()
        : Quoted.of(behavior.pathPattern());
  }

  private static String verdict(ReportedVerdict verdict, String change) {
    return switch (verdict) {
      case ReportedVerdict.Finding(var to) -> "allow-all" + change + Quoted.plain(to);
      case ReportedVerdict.Undecided(var to) ->
          "allow-all" + change + Quoted.plain(to) + ", unless exempt";
      case ReportedVerdict.Unservable() ->
          "allow-all, fails over HTTPS: unchanged until its owner acts";
      case ReportedVerdict.Unjudgeable(var setting, var value) ->
          "not judged: " + setting + " " + Quoted.of(value) + " is not known";
      case ReportedVerdict.Exempt(var until, var reason) ->
          "exempt until " + until + ", " + Labels.reason(reason);
    };
  }

  /** What people call it: its first alias, else its domain name. */
  private static String name(List<String> aliases, Optional<String> domainName) {
    String name =
        aliases.stream()
            .findFirst()
            .or(() -> domainName)
            .map(known -> ", " + Quoted.host(known))
            .orElse("");
    int more = aliases.size() - 1;
    return more > 0 ? name + " and " + more + (more > 1 ? " aliases" : " alias") + " more" : name;
  }

  private static String lastModified(Optional<Instant> time) {
    return time.map(at -> ", last modified " + Times.of(at)).orElse("");
  }
}
