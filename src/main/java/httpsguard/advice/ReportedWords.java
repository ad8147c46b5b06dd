package httpsguard.advice;

import httpsguard.Outcome;
import httpsguard.audit.ReportedDistribution;
import httpsguard.audit.ReportedVerdict;
import httpsguard.distribution.DistributionKind;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.Verdict;
import httpsguard.text.Quoted;
import httpsguard.text.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** How reports and their notices name distributions, and say what is the matter with each. */
public final class ReportedWords {
  private ReportedWords() {}

  /** The id, a name that people know, when it was last modified. */
  public static String title(ReportedDistribution reported) {
    return reported.id().value()
        + name(reported.aliases(), reported.domainName())
        + lastModified(reported.lastModified());
  }

  public static String title(Outcome.About about) {
    return about.trigger().distribution().value()
        + about
            .kind()
            .filter(kind -> kind != DistributionKind.STANDARD)
            .map(kind -> " (" + kind.word() + ")")
            .orElse("")
        + name(about.aliases(), about.domainName())
        + lastModified(
            FoundByAudit.of(about.trigger()).flatMap(audited -> audited.reported().lastModified()));
  }

  /** Each cache behavior. */
  public static List<List<String>> rows(ReportedDistribution reported, String change) {
    return reported.behaviors().stream()
        .map(behavior -> List.of(pattern(behavior), verdict(behavior.verdict(), change)))
        .toList();
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
    return reported.behaviors().stream()
        .map(
            behavior ->
                List.of(
                    pattern(behavior),
                    switch (behavior.verdict()) {
                      case ReportedVerdict.Finding _ -> finding;
                      case ReportedVerdict.Exempt(var until, var reason) -> exempt(until, reason);
                    }))
        .toList();
  }

  /** Empty if it does not serve S3 over plain HTTP. */
  public static Optional<List<String>> row(JudgedBehavior judged, String change) {
    String from = Quoted.plain(judged.behavior().viewerProtocolPolicy().value());
    return switch (judged.verdict()) {
      case Verdict.Finding(var to) ->
          Optional.of(List.of(Labels.of(judged.behavior()), from + change + to.value()));
      case Verdict.Exempt(var exemption) ->
          Optional.of(
              List.of(Labels.of(judged.behavior()), exempt(exemption.until(), exemption.reason())));
      case Verdict.InPolicy(), Verdict.NotS3() -> Optional.empty();
    };
  }

  static String pattern(ReportedDistribution.Behavior behavior) {
    return behavior.pathPattern().equals("Default (*)")
        ? behavior.pathPattern()
        : Quoted.of(behavior.pathPattern());
  }

  static String verdict(ReportedVerdict verdict, String change) {
    return switch (verdict) {
      case ReportedVerdict.Finding(var to) -> "allow-all" + change + Quoted.plain(to);
      case ReportedVerdict.Exempt(var until, var reason) -> exempt(until, reason);
    };
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
