package httpsguard.notice;

import httpsguard.Outcome;
import httpsguard.Trigger;
import httpsguard.cloudtrail.TagChange;
import httpsguard.policy.Assessment;
import httpsguard.policy.Exemption;
import httpsguard.policy.TagClaim;
import httpsguard.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said of calls that changed tags. */
final class TagChangeWords {
  private TagChangeWords() {}

  /** Ends where the distribution's name goes. */
  static String whatHappened(TagChange change) {
    return change.keys().isPresent()
        ? "Tags that the HTTPS policy looks at were changed on "
        : "Tags, perhaps ones that the HTTPS policy looks at, were changed on ";
  }

  static String keys(TagChange change) {
    return change
        .keys()
        .map(keys -> Labels.list(keys.stream().sorted().toList(), Quoted::of))
        .orElse("cannot be read from CloudTrail's record");
  }

  static List<Step> stepsInPolicy(Assessment live) {
    List<Step> steps = new ArrayList<>();
    switch (live.tagClaim()) {
      case TagClaim.Granted(var _) ->
          steps.add(
              Step.of(
                  "HTTPS Guard loosens nothing. A cache behavior that is to serve plain HTTP while the"
                      + " exemption lasts must be set to allow-all by its owner."));
      case TagClaim.Off(),
          TagClaim.Unknown(),
          TagClaim.Absent(var _),
          TagClaim.Refused(var _, var _, var _) -> {
        // Nothing follows from it.
      }
    }
    steps.add(
        Step.of(
            "Look for an earlier notice with the same CloudTrail event id: it would be about the"
                + " same call, delivered twice."));
    return steps;
  }

  static List<Step> stepsWhileExempt(Outcome.About about, Assessment live) {
    List<Step> steps = new ArrayList<>();
    steps.add(
        Step.of(
            "If the exemption is right, do nothing. Once it has ended, HTTPS Guard repairs the"
                + " distribution when it next looks at it."));
    live.exempt().stream()
        .flatMap(judged -> source(judged.verdict()).stream())
        .distinct()
        .map(source -> howToEnd(source, about.trigger()))
        .forEach(steps::add);
    switch (about.trigger()) {
      case Trigger.Change _ -> {
        // A repair would have been told already.
      }
      case Trigger.Tags _ ->
          steps.add(
              Step.of(
                  "Look for an earlier notice with the same CloudTrail event id: should this event"
                      + " have been delivered before, that try may have repaired something."));
    }
    return steps;
  }

  private static Optional<Exemption.Source> source(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Exempt(var exemption) -> Optional.of(exemption.source());
      case Verdict.Finding(var _), Verdict.InPolicy(), Verdict.NotS3() -> Optional.empty();
    };
  }

  private static Step howToEnd(Exemption.Source source, Trigger trigger) {
    return switch (source) {
      case Exemption.Source.ByRule(var index) ->
          Step.of(
              "If it is not: remove rules[" + index + "] from the HTTPS policy, and deploy that.");
      case Exemption.Source.ByTag(var key) ->
          Step.of(
              "If it is not: remove the tag, and HTTPS Guard repairs the distribution at once.",
              "aws cloudfront untag-resource --resource arn:aws:cloudfront::"
                  + trigger.account()
                  + ":distribution/"
                  + trigger.distribution()
                  + " --tag-keys Items='"
                  + Quoted.plain(key)
                  + "'");
    };
  }
}
