package httpsguard.advice;

import httpsguard.Outcome;
import httpsguard.audit.ReportedDistribution;
import httpsguard.audit.ReportedVerdict;
import httpsguard.distribution.DistributionKind;
import httpsguard.policy.Exemption;
import httpsguard.policy.Judged.Excused;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.Verdict;
import httpsguard.text.Quoted;
import httpsguard.text.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How reports and their notices name distributions, and say what is the matter with each. */
public final class ReportedWords {
  private static final String UNLESS_EXEMPT = ", unless exempt";
  private static final String FAILS = ", fails over HTTPS: left so until its owner acts";

  private ReportedWords() {}

  /** The id, a name that people know, when it was last modified. */
  public static String title(ReportedDistribution reported) {
    return reported.id().value()
        + name(reported.aliases(), reported.domainName())
        + lastModified(reported.lastModified());
  }

  public static String title(Outcome.About about, Optional<Instant> lastModified) {
    return about.distribution().value()
        + about
            .kind()
            .filter(kind -> kind != DistributionKind.STANDARD)
            .map(kind -> " (" + kind.word() + ")")
            .orElse("")
        + name(about.aliases(), about.domainName())
        + lastModified(lastModified);
  }

  /** Each cache behavior. */
  public static List<List<String>> rows(ReportedDistribution reported, String change) {
    return Stream.concat(
            reported.behaviors().stream()
                .map(behavior -> List.of(pattern(behavior), verdict(behavior.verdict(), change))),
            more(reported))
        .toList();
  }

  private static Stream<List<String>> more(ReportedDistribution reported) {
    int more = reported.moreBehaviors();
    String count = reported.behaviors().isEmpty() ? String.valueOf(more) : more + " more";
    return more == 0
        ? Stream.empty()
        : Stream.of(
            List.of(
                count + (more == 1 ? " cache behavior" : " cache behaviors"),
                "for which the audit's report had no room"));
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

  /**
   * Each cache behavior, with what is known of those that were findings.
   *
   * @param finding of each finding
   */
  public static List<List<String>> findings(ReportedDistribution reported, String finding) {
    return Stream.concat(
            reported.behaviors().stream()
                .map(
                    behavior ->
                        List.of(
                            pattern(behavior),
                            switch (behavior.verdict()) {
                              case ReportedVerdict.Finding _, ReportedVerdict.Undecided _ ->
                                  finding;
                              case ReportedVerdict.Unservable _,
                                  ReportedVerdict.Unjudgeable _,
                                  ReportedVerdict.Exempt _ ->
                                  verdict(behavior.verdict(), "");
                            })),
            more(reported))
        .toList();
  }

  /** Empty if it does not serve S3 over plain HTTP, and cannot either. */
  public static Optional<List<String>> row(JudgedBehavior judged, String change) {
    String from = Quoted.plain(judged.behavior().viewerProtocolPolicy().value());
    Optional<String> words =
        switch (judged.verdict()) {
          case Verdict.Finding(var to) -> Optional.of(from + change + to.value());
          case Verdict.Undecided(var to, var _) ->
              Optional.of(from + change + to.value() + UNLESS_EXEMPT);
          case Verdict.Unservable() -> Optional.of(from + FAILS);
          case Verdict.Unjudgeable(var setting, var value) -> Optional.of(unknown(setting, value));
          case Verdict.Exempt(var exemption) -> Optional.of(exempt(exemption));
          case Verdict.InPolicy(), Verdict.NotS3() -> Optional.empty();
        };
    return words.map(each -> List.of(Labels.of(judged.behavior()), each));
  }

  public static List<String> row(Excused excused) {
    return List.of(Labels.of(excused.behavior()), exempt(excused.exemption()));
  }

  static String pattern(ReportedDistribution.Behavior behavior) {
    return behavior.pathPattern().equals("Default (*)")
        ? behavior.pathPattern()
        : Quoted.of(behavior.pathPattern());
  }

  static String verdict(ReportedVerdict verdict, String change) {
    return switch (verdict) {
      case ReportedVerdict.Finding(var to) -> "allow-all" + change + Quoted.plain(to);
      case ReportedVerdict.Undecided(var to) ->
          "allow-all" + change + Quoted.plain(to) + UNLESS_EXEMPT;
      case ReportedVerdict.Unservable() -> "allow-all" + FAILS;
      case ReportedVerdict.Unjudgeable(var setting, var value) -> unknown(setting, value);
      case ReportedVerdict.Exempt(var until, var reason) -> exempt(until, reason);
    };
  }

  private static String unknown(String setting, String value) {
    return "not judged: " + setting + " " + Quoted.of(value) + " is not known";
  }

  private static String exempt(Exemption exemption) {
    return exempt(exemption.until(), exemption.reason());
  }

  private static String exempt(LocalDate until, String reason) {
    return "exempt until "
        + until
        + (reason.isEmpty() ? ", no reason given" : ", reason " + Quoted.of(reason));
  }

  /** What people call it: its first alias, else its domain name. */
  private static String name(List<String> aliases, Optional<String> domainName) {
    String name =
        aliases.stream()
            .findFirst()
            .or(() -> domainName)
            .map(known -> ", " + Quoted.host(known))
            .orElse("");
    return aliases.size() > 1
        ? name
            + " and "
            + (aliases.size() - 1)
            + (aliases.size() > 2 ? " aliases" : " alias")
            + " more"
        : name;
  }

  private static String lastModified(Optional<Instant> time) {
    return time.map(at -> ", last modified " + Times.of(at)).orElse("");
  }
}
