package httpsguard.notice;

import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.policy.Assessment;
import httpsguard.policy.JudgedBehavior;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What findings and their repair mean for viewers and for auditors. */
final class Consequences {
  private static final int MAX_ROWS = 100;

  private final Assessment found;
  private final Map<Integer, ViewerProtocolPolicy> repairs;

  Consequences(Assessment found) {
    this.found = found;
    repairs = found.repairs();
  }

  /** For each finding, what plain HTTP gets once the repair is deployed. */
  List<List<String>> effects() {
    return found.findings().stream()
        .limit(MAX_ROWS)
        .map(
            judged ->
                List.of(
                    BehaviorTable.label(judged.behavior()),
                    String.join("; ", words(effect(judged)))))
        .toList();
  }

  /** Warnings, each a paragraph; empty where there is nothing to warn of. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    List<JudgedBehavior> writers =
        found.findings().stream().filter(judged -> effect(judged).breaksWriters()).toList();
    if (!writers.isEmpty()) {
      warnings.add(
          "Warning: "
              + labels(writers)
              + " allow methods that send data (POST and the like). HTTP clients that do not follow"
              + " redirects, or that CloudFront refuses, will fail until they use HTTPS.");
    }
    if (found.findings().stream().anyMatch(judged -> !effect(judged).redirected().isEmpty())) {
      warnings.add("A redirect costs two requests, and CloudFront charges for both.");
    }
    List<JudgedBehavior> atTheEdge =
        found.behaviors().stream()
            .filter(judged -> judged.behavior().edgeFunctions() && reachesS3(judged))
            .toList();
    if (!atTheEdge.isEmpty()) {
      warnings.add(
          "Lambda@Edge or CloudFront Functions run on "
              + labels(atTheEdge)
              + ". They can route requests to other origins; that is not analysed here.");
    }
    return warnings;
  }

  /** Whether auditors' controls are green now. */
  String controls() {
    List<JudgedBehavior> failing = AuditorControls.failing(found, repairs);
    return failing.isEmpty()
        ? "For auditors: with this, the distribution satisfies " + AuditorControls.NAMES + "."
        : "For auditors: "
            + AuditorControls.NAMES
            + " still fail, because these cache behaviors stay on allow-all: "
            + labels(failing)
            + ". HTTPS Guard leaves them alone.";
  }

  private ViewerEffect effect(JudgedBehavior judged) {
    return ViewerEffect.of(
        judged.behavior(),
        repairs.getOrDefault(
            judged.behavior().precedence(), judged.behavior().viewerProtocolPolicy()));
  }

  private static boolean reachesS3(JudgedBehavior judged) {
    return judged.origins().stream().anyMatch(origin -> origin.isS3());
  }

  private static List<String> words(ViewerEffect effect) {
    List<String> words = new ArrayList<>();
    if (!effect.redirected().isEmpty()) {
      words.add(methods(effect.redirected()) + " a redirect to HTTPS (301)");
    }
    if (!effect.redirectedOrRefused().isEmpty()) {
      words.add(
          methods(effect.redirectedOrRefused())
              + " a redirect (307) or a refusal (403), AWS's pages disagree; never the object");
    }
    if (!effect.refused().isEmpty()) {
      words.add(methods(effect.refused()) + " a refusal (403)");
    }
    return words;
  }

  private static String methods(List<String> methods) {
    return methods.stream().map(Quoted::plain).collect(Collectors.joining(", ")) + ":";
  }

  static String labels(List<JudgedBehavior> behaviors) {
    int shown = Math.min(behaviors.size(), 10);
    String labels =
        behaviors.stream()
            .limit(shown)
            .map(judged -> BehaviorTable.label(judged.behavior()))
            .collect(Collectors.joining(", "));
    return shown == behaviors.size()
        ? labels
        : labels + " and " + (behaviors.size() - shown) + " more";
  }
}
