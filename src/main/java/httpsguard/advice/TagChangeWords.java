package httpsguard.advice;

import httpsguard.Outcome;
import httpsguard.Trigger;
import httpsguard.cloudtrail.TagChange;
import httpsguard.policy.Assessment;
import httpsguard.policy.Exemption;
import httpsguard.policy.TagClaim;
import httpsguard.policy.Verdict;
import httpsguard.text.Quoted;
import httpsguard.text.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said of calls that changed tags. */
public final class TagChangeWords {
  private static final String EARLIER_NOTICE =
      "Look for an earlier notice with the same CloudTrail event id. If there is one, it is about the"
          + " same call, delivered twice, and may tell of a repair.";

  private TagChangeWords() {}

  /** A sentence behind others, where it is not the change of a config that made the guard look. */
  public static String why(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Change _, Trigger.Audited _ -> "";
      case Trigger.Tags _ -> " It looked because tags of the distribution were changed.";
    };
  }

  /** Ends where the distribution's name goes. */
  public static String whatHappened(TagChange change) {
    return change.keys().isPresent()
        ? "Tags that the HTTPS policy looks at were changed on "
        : "Tags, perhaps ones that the HTTPS policy looks at, were changed on ";
  }

  public static String keys(TagChange change) {
    return change
        .keys()
        .map(keys -> Labels.list(keys.stream().sorted().toList(), Quoted::of))
        .orElse("cannot be read from CloudTrail's record");
  }

  public static List<Step> stepsInPolicy(Assessment live) {
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
    steps.add(Step.of(EARLIER_NOTICE));
    return steps;
  }

  public static List<Step> stepsWhileExempt(Outcome.About about, Assessment live) {
    List<Step> steps = new ArrayList<>();
    steps.add(
        Step.of(
            "If the exemption is right, correct what manages the distribution before the exemption"
                + " ends. After its last day HTTPS Guard repairs what is left: at its next audit of"
                + " all distributions, or when the distribution is changed. (In mode notify it only"
                + " tells.)"));
    live.exempt().stream()
        .flatMap(judged -> source(judged.verdict()).stream())
        .distinct()
        .map(source -> howToEnd(source, about.trigger()))
        .forEach(steps::add);
    switch (about.trigger()) {
      case Trigger.Change _, Trigger.Audited _ -> {
        // A repair would have been told already.
      }
      case Trigger.Tags _ -> steps.add(Step.of(EARLIER_NOTICE));
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
              "To end it earlier: remove rules["
                  + index
                  + "] from the HTTPS policy, and deploy that.");
      case Exemption.Source.ByTag(var key) ->
          Step.of(
              "To end it earlier: remove the tag. HTTPS Guard then looks at the distribution at once.",
              "aws cloudfront untag-resource --resource arn:aws:cloudfront::"
                  + trigger.account()
                  + ":distribution/"
                  + trigger.distribution()
                  + " --tag-keys Items='"
                  + Quoted.inCommand(key)
                  + "'");
    };
  }
}
