package httpsguard.advice;

import httpsguard.CallOutcome;
import httpsguard.cloudtrail.TagChange;
import httpsguard.policy.Assessment;
import httpsguard.policy.Exemption;
import httpsguard.policy.Judged.Excused;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.TagClaim;
import httpsguard.text.Quoted;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What notices say of exemptions: those that count, and those that someone may rely on in vain.
 *
 * @param tagsFailure why the tags could not be read; empty if they were, or were not asked for
 * @param isAboutTags whether a change of tags made the guard look
 */
public record ExemptionWords(
    Assessment assessment, Optional<String> tagsFailure, boolean isAboutTags) {
  private static final int MAX_ROWS = 20;

  public static ExemptionWords of(CallOutcome.Told told, Assessment assessment) {
    return new ExemptionWords(
        assessment,
        told.outcome().about().tagsFailure(),
        told.trigger().event() instanceof TagChange);
  }

  /** The exemptions that count, each with what it excuses; empty if there is none. */
  public List<List<String>> rows() {
    return inForce().entrySet().stream()
        .limit(MAX_ROWS)
        .map(
            entry ->
                List.of(
                    Labels.of(entry.getValue()),
                    "until " + entry.getKey().until(),
                    source(entry.getKey().source()),
                    Labels.reason(entry.getKey().reason())))
        .toList();
  }

  /** The first day on which something excused now is excused no longer. */
  public Optional<LocalDate> firstToEnd() {
    return inForce().keySet().stream().map(Exemption::until).min(LocalDate::compareTo);
  }

  public boolean haveDifferentEnds() {
    return inForce().keySet().stream().map(Exemption::until).distinct().count() > 1;
  }

  /** Whether more than one rule, or a rule and the tag, would have to go. */
  public boolean isBySeveral() {
    return inForce().keySet().stream().map(Exemption::source).distinct().count() > 1;
  }

  /** What a reader would otherwise get wrong, each a paragraph. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    tagRemark().ifPresent(remarks::add);
    if (isOpen()) {
      assessment.ended().stream().limit(MAX_ROWS).map(ExemptionWords::ended).forEach(remarks::add);
    }
    tagsFailure.map(this::unreadable).ifPresent(remarks::add);
    return remarks;
  }

  static String source(Exemption.Source source) {
    return switch (source) {
      case Exemption.Source.ByRule(var index) -> "by rules[" + index + "] of the HTTPS policy";
      case Exemption.Source.ByTag(var key) -> "by the tag " + Quoted.of(key);
    };
  }

  private Map<Exemption, List<Excused>> inForce() {
    return assessment.exempt().stream()
        .collect(
            Collectors.groupingBy(Excused::exemption, LinkedHashMap::new, Collectors.toList()));
  }

  private Optional<String> tagRemark() {
    return switch (assessment.tagClaim()) {
      case TagClaim.Granted(var exemption) when isOpen() -> Optional.of(overruled(exemption));
      case TagClaim.Granted(var exemption) when isAboutTags && assessment.exempt().isEmpty() ->
          Optional.of(granted(exemption));
      case TagClaim.Refused(var key, var value, var flaw) when isOpen() || isAboutTags ->
          Optional.of(
              "The tag %s says %s and exempts nothing: %s"
                  .formatted(Quoted.of(key), Quoted.of(value), words(flaw)));
      case TagClaim.Absent(var key) when isAboutTags ->
          Optional.of("The distribution has no tag " + Quoted.of(key) + " now.");
      case TagClaim.Granted(var _),
          TagClaim.Refused(var _, var _, var _),
          TagClaim.Absent(var _),
          TagClaim.Off(),
          TagClaim.Unknown() ->
          Optional.empty();
    };
  }

  private static String granted(Exemption exemption) {
    return "The distribution is exempt %s until %s (inclusive, UTC), %s."
        .formatted(
            source(exemption.source()), exemption.until(), Labels.reason(exemption.reason()));
  }

  private String overruled(Exemption exemption) {
    return ("The distribution has an exemption %s until %s, but not for %s: a rule of the HTTPS"
            + " policy decides there, and rules take precedence over the tag.")
        .formatted(
            source(exemption.source()),
            exemption.until(),
            Labels.of(assessment.behaviors().stream().filter(JudgedBehavior::isOpen).toList()));
  }

  private String unreadable(String why) {
    return "The distribution's tags could not be read (%s).%s"
        .formatted(Quoted.sentence(why), whatTheyDecide());
  }

  private String whatTheyDecide() {
    if (assessment.behaviors().stream().noneMatch(ExemptionWords::mayHangOnTags)) {
      return "";
    }
    if (assessment.tagClaim() instanceof TagClaim.Unknown) {
      return " Whether its owner exempted it is not known.";
    }
    return assessment.undecided().isEmpty()
        ? ""
        : " Whether a rule of the HTTPS policy that names tags applies is not known.";
  }

  private static String ended(Exemption exemption) {
    return "There was an exemption %s, %s. It ended on %s."
        .formatted(
            source(exemption.source()), Labels.reason(exemption.reason()), exemption.until());
  }

  private static String words(TagClaim.Flaw flaw) {
    return switch (flaw) {
      case TagClaim.Flaw.NoDate() ->
          "its value must begin with a valid date, followed by the reason, such as \"2027-03-31"
              + " set-top boxes\".";
      case TagClaim.Flaw.Ended(var until) -> "it ended on " + until + ".";
      case TagClaim.Flaw.TooFar(var until, var latest) ->
          until + " is too far in the future. The latest day allowed today is " + latest + ".";
    };
  }

  private boolean isOpen() {
    return assessment.behaviors().stream().anyMatch(JudgedBehavior::isOpen);
  }

  /** What is left open for another reason is so whatever the tags are. */
  private static boolean mayHangOnTags(JudgedBehavior judged) {
    return judged.mayBeFinding() || LeftOpen.isPlainHttpInDoubt(judged);
  }
}
