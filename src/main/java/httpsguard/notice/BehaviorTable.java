package httpsguard.notice;

import httpsguard.advice.Labels;
import httpsguard.distribution.Origin;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.Verdict;
import httpsguard.text.Quoted;
import java.util.ArrayList;
import java.util.List;

/** Cache behaviors in the order in which CloudFront tries them, each with its verdict. */
final class BehaviorTable {
  private BehaviorTable() {}

  /** What became of findings. */
  enum Findings {
    FOUND("FINDING"),
    REPAIRED("REPAIRED"),
    WOULD_BE_REPAIRED("WOULD BE REPAIRED"),
    STILL_OPEN("STILL OPEN"),
    LEFT_ALONE("out of policy, left alone"),
    WRITTEN("written by the call");

    private final String words;

    Findings(String words) {
      this.words = words;
    }
  }

  static List<List<String>> rows(List<JudgedBehavior> behaviors, Findings findings) {
    List<List<String>> rows = new ArrayList<>();
    for (JudgedBehavior judged : behaviors) {
      rows.add(
          List.of(
              rows.size() + 1 + ".",
              Labels.of(judged.behavior()),
              verdict(judged, findings),
              origins(judged.origins())));
    }
    return rows;
  }

  private static String verdict(JudgedBehavior judged, Findings findings) {
    String policy = Quoted.plain(judged.behavior().viewerProtocolPolicy().value());
    return switch (judged.verdict()) {
      case Verdict.Finding(var to) ->
          switch (findings) {
            case FOUND, REPAIRED, WOULD_BE_REPAIRED ->
                findings.words + ": " + policy + " -> " + to.value();
            case STILL_OPEN, LEFT_ALONE, WRITTEN -> findings.words + ": " + policy;
          };
      case Verdict.Undecided _ ->
          switch (findings) {
            case FOUND, REPAIRED, WOULD_BE_REPAIRED -> "UNDECIDED: " + policy;
            case STILL_OPEN, WRITTEN -> findings.words + ": " + policy;
            case LEFT_ALONE -> "undecided, left alone: " + policy;
          };
      case Verdict.Unservable() -> "FAILS OVER HTTPS, left alone: " + policy;
      case Verdict.Unjudgeable _ -> "NOT JUDGED, left alone: " + policy;
      case Verdict.InPolicy() -> "in policy: " + policy;
      case Verdict.Exempt(var exemption) -> "exempt until " + exemption.until() + ": " + policy;
      case Verdict.NotS3() -> notS3(judged) + ": " + policy;
    };
  }

  private static String notS3(JudgedBehavior judged) {
    String what =
        judged.origins().stream().anyMatch(Origin::isUpToTenants) ? "not judged" : "not S3";
    return judged.behavior().viewerProtocolPolicy().servesHttp() ? what + ", left alone" : what;
  }

  private static String origins(List<Origin> origins) {
    return (origins.size() > 1 ? "origins " : "origin ")
        + Labels.list(origins, origin -> Quoted.of(origin.id()));
  }
}
