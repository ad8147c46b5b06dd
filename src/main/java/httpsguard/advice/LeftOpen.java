package httpsguard.advice;

import httpsguard.distribution.Origin;
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
  private static final String PLAIN_HTTP = "whether viewers can use plain HTTP to reach S3 there";
  private static final String HTTPS = "whether viewers there would get an error over HTTPS";
  private static final String EITHER =
      "whether viewers can use plain HTTP to reach S3 there, or would get an error over HTTPS,";

  private LeftOpen() {}

  /** What would be an error over HTTPS, and what cannot be judged; each a paragraph. */
  public static List<String> words(Assessment assessment, Installed installed) {
    String notRepaired = installed == Installed.YES ? "NOT repaired" : "Would NOT be repaired";
    List<String> words = new ArrayList<>(WayToS3.noAnswers(assessment.behaviors()));
    List<JudgedBehavior> unservable = unservable(assessment);
    if (!unservable.isEmpty()) {
      words.add(
          notRepaired
              + ": "
              + Labels.of(unservable)
              + ". Viewers can use plain HTTP to reach S3 there. A change to HTTPS would take away"
              + " the only way that works.");
    }
    unjudgeable(assessment)
        .forEach(
            (why, behaviors) -> {
              boolean isInDoubt = behaviors.stream().anyMatch(LeftOpen::isPlainHttpInDoubt);
              words.add(
                  "%s: %s.%s %s is %s, which this version of HTTPS Guard does not know. %s is not known."
                      .formatted(
                          isInDoubt ? "NOT judged" : notRepaired,
                          Labels.of(behaviors),
                          isInDoubt ? "" : " Viewers can use plain HTTP to reach S3 there.",
                          why.setting(),
                          Quoted.of(why.value()),
                          isInDoubt
                              ? "Whether viewers can use plain HTTP to reach S3 there"
                              : "Whether they would get an error over HTTPS"));
            });
    return words;
  }

  /** What lets HTTPS Guard go on, in the order in which to try it. */
  public static List<Step> cures(Assessment assessment, Installed installed) {
    List<Step> steps = new ArrayList<>();
    List<Origin> origins = WayToS3.withoutHttps(assessment.behaviors());
    if (!origins.isEmpty()) {
      steps.add(
          Step.of(
              "Cure the way to S3 first: set OriginProtocolPolicy (Terraform:"
                  + " origin_protocol_policy) to http-only for "
                  + Labels.list(origins, Labels::of)
                  + ". Then viewers on HTTPS are served"
                  + (assessment.leftOpen().stream().allMatch(LeftOpen::isPlainHttpInDoubt)
                      ? "."
                      : onceServed(installed))));
      steps.add(
          Step.of(
              "Or, so that CloudFront asks S3 over HTTPS as well: use the bucket's REST endpoint as"
                  + " an S3 origin, with origin access control, for "
                  + WayToS3.restEndpoints(origins)
                  + "."
                  + (origins.stream().anyMatch(Origin::isWebsiteEndpoint)
                      ? WayToS3.UNLIKE_A_WEBSITE
                      : "")));
    }
    if (!unjudgeable(assessment).isEmpty()) {
      boolean http = assessment.leftOpen().stream().anyMatch(LeftOpen::isPlainHttpInDoubt);
      boolean https =
          unjudgeable(assessment).values().stream()
              .flatMap(List::stream)
              .anyMatch(judged -> !isPlainHttpInDoubt(judged));
      steps.add(lookYourself(http && https ? EITHER : http ? PLAIN_HTTP : HTTPS));
    }
    return steps;
  }

  private static String onceServed(Installed installed) {
    return switch (installed) {
      case YES ->
          ", and HTTPS Guard repairs what viewers may use: at once, as that is a change of the"
              + " distribution. (In mode notify it only tells.)";
      case NOT_YET ->
          ". Once that is deployed, set ViewerProtocolPolicy (Terraform: viewer_protocol_policy) to"
              + " redirect-to-https there.";
    };
  }

  /** For what would be an error over HTTPS. */
  static Step cureOrigins() {
    return Step.of(
        "What would fail over HTTPS leads to a website endpoint of S3, or to a custom origin on a"
            + " bucket whose name has dots, which CloudFront asks as viewers ask it. Set its"
            + " OriginProtocolPolicy (Terraform: origin_protocol_policy) to http-only; then viewers"
            + " can use HTTPS, and HTTPS Guard repairs what they may use. Or use the bucket's REST"
            + " endpoint as an S3 origin, with origin access control.");
  }

  /** For what could not be judged, whatever the reason. */
  static Step lookYourself() {
    return lookYourself(EITHER);
  }

  private static Step lookYourself(String notKnown) {
    return Step.of(
        "Look yourself at what could not be judged: "
            + notKnown
            + " is not known. The setting may be misspelt: CloudFront's API reference has the words"
            + " that it takes. If a newer version of HTTPS Guard cannot judge it either, report"
            + " that as a fault of HTTPS Guard.");
  }

  /**
   * Whether it cannot be judged, and viewers may or may not use plain HTTP to reach S3 there. Of
   * what else is left open they can.
   */
  public static boolean isPlainHttpInDoubt(JudgedBehavior judged) {
    return judged.verdict() instanceof Verdict.Unjudgeable(var setting, var _)
        && !setting.equals("OriginProtocolPolicy");
  }

  /** Whether viewers can use plain HTTP somewhere that is left open. */
  public static boolean isPlainHttpCertain(Assessment assessment) {
    return assessment.leftOpen().stream().anyMatch(judged -> !isPlainHttpInDoubt(judged));
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
}
