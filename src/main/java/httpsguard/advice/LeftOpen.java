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
import java.util.Set;

/** What notices say of cache behaviors that stay open because only their owner can act. */
public final class LeftOpen {
  private static final String PLAIN_HTTP = "whether viewers can use plain HTTP to reach S3 there";
  private static final String HTTPS = "whether viewers there would get an error over HTTPS";
  private static final String EITHER =
      "whether viewers can use plain HTTP to reach S3 there, or would get an error over HTTPS,";

  private LeftOpen() {}

  /** What would fail over HTTPS, and what cannot be judged; each a paragraph. */
  public static List<String> words(Assessment assessment, Installed installed) {
    String notRepaired = installed == Installed.YES ? "NOT repaired: " : "Would NOT be repaired: ";
    List<String> words = new ArrayList<>(S3Origins.noAnswers(assessment.behaviors()));
    List<JudgedBehavior> unservable = unservable(assessment);
    if (!unservable.isEmpty()) {
      words.add(
          notRepaired
              + Labels.of(unservable)
              + ". Viewers can use plain HTTP to reach S3 there. A change to HTTPS would take away"
              + " the only access that works.");
    }
    unjudgeable(assessment)
        .forEach(
            (why, behaviors) ->
                words.add(
                    (isPlainHttpInDoubt(why)
                            ? "NOT judged: %s. %s is %s, which this version of HTTPS Guard does not"
                                + " know. Whether viewers can use plain HTTP to reach S3 there is"
                                + " not known."
                            : notRepaired
                                + "%s. Viewers can use plain HTTP to reach S3 there. %s is %s,"
                                + " which this version of HTTPS Guard does not know. Whether they"
                                + " would get an error over HTTPS is not known.")
                        .formatted(Labels.of(behaviors), why.setting(), Quoted.of(why.value()))));
    return words;
  }

  /** What lets HTTPS Guard repair it, in the order in which to try it. */
  public static List<Step> cures(Assessment assessment, Installed installed) {
    List<Step> steps = new ArrayList<>();
    List<Origin> origins = S3Origins.withoutHttps(assessment.behaviors());
    if (!origins.isEmpty()) {
      steps.add(
          Step.of(
              "First fix the connection to S3: set OriginProtocolPolicy (Terraform:"
                  + " origin_protocol_policy) to http-only for "
                  + Labels.list(origins, Labels::of)
                  + ". Viewers on HTTPS are then served"
                  + (isPlainHttpCertain(assessment) ? onceServed(installed) : ".")));
      steps.add(
          Step.of(
              "Or, so that CloudFront also connects to S3 over HTTPS: use the bucket's REST"
                  + " endpoint as an S3 origin, with origin access control, for "
                  + S3Origins.restEndpoints(origins)
                  + "."
                  + (origins.stream().anyMatch(Origin::isWebsiteEndpoint)
                      ? S3Origins.UNLIKE_A_WEBSITE
                      : "")));
    }
    Set<Verdict.Unjudgeable> unjudgeable = unjudgeable(assessment).keySet();
    if (!unjudgeable.isEmpty()) {
      boolean http = unjudgeable.stream().anyMatch(LeftOpen::isPlainHttpInDoubt);
      boolean https = !unjudgeable.stream().allMatch(LeftOpen::isPlainHttpInDoubt);
      steps.add(lookYourself(http && https ? EITHER : http ? PLAIN_HTTP : HTTPS));
    }
    return steps;
  }

  private static String onceServed(Installed installed) {
    return switch (installed) {
      case YES ->
          ", and HTTPS Guard repairs the viewer protocol policy. It does so at once, because your"
              + " fix is a change to the distribution. (In mode notify, it only notifies.)";
      case NOT_YET ->
          ". Once that is deployed, set ViewerProtocolPolicy (Terraform: viewer_protocol_policy) to"
              + " redirect-to-https there.";
    };
  }

  /** For what would fail over HTTPS. */
  static Step cureOrigins() {
    return Step.of(
        "What would fail over HTTPS has an S3 website endpoint as its origin, or a custom origin on"
            + " a bucket with dots in its name, and CloudFront connects to that origin with the"
            + " viewer's protocol. Set the origin's OriginProtocolPolicy (Terraform:"
            + " origin_protocol_policy) to http-only: viewers can then use HTTPS, and HTTPS"
            + " Guard repairs the viewer protocol policy. Or use the bucket's REST endpoint as"
            + " an S3 origin, with origin access control.");
  }

  /** For what could not be judged, whatever the reason. */
  static Step lookYourself() {
    return lookYourself(EITHER);
  }

  private static Step lookYourself(String notKnown) {
    return Step.of(
        "Check for yourself what could not be judged: "
            + notKnown
            + " is not known. The setting may be misspelled: CloudFront's API reference lists the"
            + " valid values. If a newer version of HTTPS Guard cannot judge it either, report"
            + " that as a bug in HTTPS Guard.");
  }

  /** Whether viewers can use plain HTTP somewhere that is left open. */
  public static boolean isPlainHttpCertain(Assessment assessment) {
    return assessment.leftOpen().stream().anyMatch(judged -> !isPlainHttpInDoubt(judged.verdict()));
  }

  /**
   * Whether it cannot be judged, and viewers may or may not use plain HTTP to reach S3 there. With
   * everything else that is left open, they can.
   */
  static boolean isPlainHttpInDoubt(Verdict verdict) {
    return verdict instanceof Verdict.Unjudgeable(var setting, var _)
        && !setting.equals("OriginProtocolPolicy");
  }

  public static List<JudgedBehavior> unservable(Assessment assessment) {
    return assessment.leftOpen().stream()
        .filter(judged -> judged.verdict() instanceof Verdict.Unservable)
        .toList();
  }

  private static Map<Verdict.Unjudgeable, List<JudgedBehavior>> unjudgeable(Assessment assessment) {
    Map<Verdict.Unjudgeable, List<JudgedBehavior>> unjudgeable = new LinkedHashMap<>();
    for (JudgedBehavior judged : assessment.leftOpen()) {
      if (judged.verdict() instanceof Verdict.Unjudgeable why) {
        unjudgeable.computeIfAbsent(why, _ -> new ArrayList<>()).add(judged);
      }
    }
    return unjudgeable;
  }
}
