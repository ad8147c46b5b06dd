package httpsguard.advice;

import httpsguard.policy.Assessment;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.Verdict;
import httpsguard.text.Quoted;
import httpsguard.text.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is said of cache behaviors that stay open because only their owner can act. */
public final class LeftOpen {
  private LeftOpen() {}

  /** What would be an error over HTTPS, and what cannot be judged; each a paragraph. */
  public static List<String> words(Assessment assessment) {
    List<String> words = new ArrayList<>(WithoutHttps.words(assessment.behaviors()));
    List<JudgedBehavior> unservable = unservable(assessment);
    if (!unservable.isEmpty()) {
      words.add(
          "NOT repaired: "
              + Labels.of(unservable)
              + ". Viewers can use plain HTTP to reach S3 there. A change to HTTPS would take away the"
              + " only way that works.");
    }
    unjudgeable(assessment).forEach((why, behaviors) -> words.add(notJudged(why, behaviors)));
    return words;
  }

  /** What lets HTTPS Guard go on, in the order in which to try it. */
  public static List<Step> cures(Assessment assessment) {
    List<Step> steps = new ArrayList<>();
    List<WithoutHttps> origins = WithoutHttps.among(assessment.behaviors());
    if (!origins.isEmpty()) {
      steps.add(
          Step.of(
              "Cure the way to S3 first: set OriginProtocolPolicy (Terraform: origin_protocol_policy)"
                  + " to http-only for "
                  + Labels.list(origins, without -> "origin " + Quoted.of(without.origin().id()))
                  + ". Then viewers on HTTPS are served"
                  + (unservable(assessment).isEmpty()
                      ? "."
                      : ", and HTTPS Guard repairs what viewers may use: at once, as that is a change"
                          + " of the distribution. (In mode notify it only tells.)")));
      steps.add(
          Step.of(
              "Or, so that CloudFront asks S3 over HTTPS as well: use the bucket's REST endpoint as an"
                  + " S3 origin, with origin access control, for "
                  + Labels.list(origins, without -> RestEndpoint.label(without.origin()))
                  + "."
                  + (origins.stream().anyMatch(each -> each.origin().isWebsiteEndpoint())
                      ? RestEndpoint.UNLIKE_A_WEBSITE
                      : "")));
    }
    if (!unjudgeable(assessment).isEmpty()) {
      steps.add(lookYourself());
    }
    return steps;
  }

  /** For what would be an error over HTTPS. */
  static Step cureOrigins() {
    return Step.of(
        "What would fail over HTTPS leads to a website endpoint of S3, or to a custom origin on a bucket"
            + " whose name has dots, which CloudFront asks as viewers ask it. Set its"
            + " OriginProtocolPolicy (Terraform: origin_protocol_policy) to http-only; then viewers can"
            + " use HTTPS, and HTTPS Guard repairs what they may use. Or use the bucket's REST endpoint"
            + " as an S3 origin, with origin access control.");
  }

  /** For what cannot be judged. */
  static Step lookYourself() {
    return Step.of(
        "Look yourself at what could not be judged: whether a cache behavior that leads to S3 has the"
            + " viewer protocol policy allow-all is not known. If a newer version of HTTPS Guard"
            + " cannot judge it either, report that as a fault of HTTPS Guard.");
  }

  public static List<JudgedBehavior> unservable(Assessment assessment) {
    return assessment.leftOpen().stream()
        .filter(judged -> judged.verdict() instanceof Verdict.Unservable)
        .toList();
  }

  static Map<Verdict.Unjudgeable, List<JudgedBehavior>> unjudgeable(Assessment assessment) {
    Map<Verdict.Unjudgeable, List<JudgedBehavior>> unjudgeable = new LinkedHashMap<>();
    for (JudgedBehavior judged : assessment.leftOpen()) {
      if (judged.verdict() instanceof Verdict.Unjudgeable why) {
        unjudgeable.computeIfAbsent(why, _ -> new ArrayList<>()).add(judged);
      }
    }
    return unjudgeable;
  }

  private static String notJudged(Verdict.Unjudgeable why, List<JudgedBehavior> behaviors) {
    return ("NOT judged: %s. %s is %s, which this version of HTTPS Guard does not know."
            + " Whether viewers can use plain HTTP to reach S3 there is not known.")
        .formatted(Labels.of(behaviors), why.setting(), Quoted.of(why.value()));
  }
}
