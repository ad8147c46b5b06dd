package httpsguard.advice;

import httpsguard.Trigger;
import httpsguard.cloudtrail.TagChange;
import httpsguard.policy.Assessment;
import httpsguard.policy.Exemption;
import httpsguard.policy.TagClaim;
import httpsguard.text.Quoted;
import httpsguard.text.Step;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What notices say of calls that changed tags. */
public final class TagChangeWords {
  private static final String EARLIER_NOTICE =
      "Look for an earlier notice with the same CloudTrail event id. If there is one, the same call"
          + " was delivered twice, and that notice may report a repair.";

  private TagChangeWords() {}

  /** A sentence to append; empty where a change of the config made the guard look. */
  public static String why(Trigger.Called trigger) {
    return trigger.event() instanceof TagChange
        ? " It looked because the distribution's tags were changed."
        : "";
  }

  /** Ends where the distribution's name follows. */
  public static String whatHappened(TagChange change) {
    return change.keys().isPresent()
        ? "Tags that the HTTPS policy uses were changed on "
        : "Tags, perhaps some that the HTTPS policy uses, were changed on ";
  }

  public static String keys(TagChange change) {
    return change
        .keys()
        .map(keys -> Labels.list(keys.stream().sorted().toList(), Quoted::of))
        .orElse("cannot be read from CloudTrail's record");
  }

  public static List<Step> stepsInPolicy(Assessment live) {
    List<Step> steps = new ArrayList<>();
    if (live.tagClaim() instanceof TagClaim.Granted) {
      steps.add(
          Step.of(
              "HTTPS Guard never loosens a policy. If a cache behavior is to serve plain HTTP"
                  + " during the exemption, its owner must set it to allow-all."));
    }
    steps.add(Step.of(EARLIER_NOTICE));
    return steps;
  }

  /**
   * @param cures what has to be fixed before HTTPS works
   */
  public static List<Step> stepsWhileExempt(
      Trigger.Called trigger, ExemptionWords exemptions, List<Step> cures) {
    List<Step> steps = new ArrayList<>(cures);
    steps.add(before(exemptions, !cures.isEmpty()));
    exemptions.sources().forEach(source -> steps.add(howToEnd(source, trigger)));
    if (trigger.event() instanceof TagChange) {
      steps.add(Step.of(EARLIER_NOTICE));
    }
    return steps;
  }

  private static Step before(ExemptionWords exemptions, boolean failOverHttps) {
    List<LocalDate> days = exemptions.lastDays();
    return Step.of(
        ("%s, set ViewerProtocolPolicy (Terraform: viewer_protocol_policy) to redirect-to-https or"
                + " https-only for %s, where the distribution is managed (Terraform,"
                + " CloudFormation, a script, or by hand).%s After the last day, HTTPS Guard"
                + " repairs what is left%s: at its next audit of all distributions, or when the"
                + " distribution is changed. (In mode notify, it only notifies.)")
            .formatted(
                days.size() == 1
                    ? "By " + days.getFirst()
                    : "By the last day of each exemption (the first is " + days.getFirst() + ")",
                Labels.of(exemptions.assessment().exempt()),
                failOverHttps ? " Not before the origin is fixed: viewers would get an error." : "",
                failOverHttps ? " and works over HTTPS" : ""));
  }

  private static Step howToEnd(Exemption.Source source, Trigger.Called trigger) {
    return switch (source) {
      case Exemption.Source.ByRule(var index) ->
          Step.of(
              "To end it earlier: remove rules[%d] from the HTTPS policy and deploy the change."
                  .formatted(index));
      case Exemption.Source.ByTag(var key) ->
          Step.of(
              "To end it earlier: remove the tag. HTTPS Guard then checks the distribution at"
                  + " once.",
              "aws cloudfront untag-resource --resource arn:aws:cloudfront::%s:distribution/%s --tag-keys Items='%s'"
                  .formatted(trigger.account(), trigger.distribution(), Quoted.inCommand(key)));
    };
  }
}
