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
import java.util.stream.Collectors;

/** What is said of calls that changed tags. */
final class TagChangeWords {
  private static final int MAX_KEYS = 10;

  private TagChangeWords() {}

  /** Ends where the distribution's id goes. */
  static String whatHappened(TagChange change) {
    return change.keys().isPresent()
        ? "Tags that the HTTPS policy looks at were changed on CloudFront distribution "
        : "Tags, perhaps ones that the HTTPS policy looks at, were changed on CloudFront"
            + " distribution ";
  }

  static String keys(TagChange change) {
    return change
        .keys()
        .map(
            keys ->
                keys.stream()
                        .sorted()
                        .limit(MAX_KEYS)
                        .map(Quoted::of)
                        .collect(Collectors.joining(", "))
                    + (keys.size() > MAX_KEYS ? " and " + (keys.size() - MAX_KEYS) + " more" : ""))
        .orElse("cannot be read from CloudTrail's record");
  }

  static List<String> stepsInPolicy(Assessment live) {
    List<String> steps = new ArrayList<>();
    switch (live.tagClaim()) {
      case TagClaim.Granted(var _) ->
          steps.add(
              "HTTPS Guard loosens nothing. A cache behavior that is to serve plain HTTP while the"
                  + " exemption lasts must be set to allow-all by its owner.");
      case TagClaim.Off(),
          TagClaim.Unknown(),
          TagClaim.Absent(var _),
          TagClaim.Refused(var _, var _, var _) -> {
        // Nothing follows from it.
      }
    }
    steps.add(
        "Look for an earlier notice with the same CloudTrail event id: it would be about the same"
            + " call, delivered twice.");
    return steps;
  }

  static List<String> stepsWhileExempt(Outcome.About about, Assessment live) {
    List<String> steps = new ArrayList<>();
    steps.add(
        "If the exemption is right, do nothing. Once it has ended, HTTPS Guard repairs the"
            + " distribution when it next looks at it.");
    live.exempt().stream()
        .flatMap(judged -> source(judged.verdict()).stream())
        .distinct()
        .map(source -> "If it is not: " + howToEnd(source, about.trigger()))
        .forEach(steps::add);
    switch (about.trigger()) {
      case Trigger.Change _ -> {
        // A repair would have been told already.
      }
      case Trigger.Tags _ ->
          steps.add(
              "Look for an earlier notice with the same CloudTrail event id: should this event have"
                  + " been delivered before, that try may have repaired something.");
    }
    return steps;
  }

  private static Optional<Exemption.Source> source(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Exempt(var exemption) -> Optional.of(exemption.source());
      case Verdict.Finding(var _), Verdict.InPolicy(), Verdict.NotS3() -> Optional.empty();
    };
  }

  private static String howToEnd(Exemption.Source source, Trigger trigger) {
    return switch (source) {
      case Exemption.Source.ByRule(var index) ->
          "remove rules[" + index + "] from the HTTPS policy, and deploy that.";
      case Exemption.Source.ByTag(var key) ->
          "remove the tag, and HTTPS Guard repairs the distribution at once:\n"
              + "  aws cloudfront untag-resource --resource arn:aws:cloudfront::"
              + trigger.account()
              + ":distribution/"
              + trigger.distribution()
              + " --tag-keys Items='"
              + Quoted.plain(key)
              + "'";
    };
  }
}
