package httpsguard.notice;

import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.Origin;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Cache behaviors in the order in which CloudFront tries them, each with its verdict. */
final class BehaviorTable {
  private static final int MAX_ROWS = 100;
  private static final int MAX_ORIGINS = 4;

  private BehaviorTable() {}

  /**
   * @param findingsAre what became of findings, such as {@code repaired}
   */
  static List<List<String>> rows(List<JudgedBehavior> behaviors, String findingsAre) {
    List<List<String>> rows = new ArrayList<>();
    for (JudgedBehavior judged : behaviors.subList(0, Math.min(MAX_ROWS, behaviors.size()))) {
      rows.add(
          List.of(
              label(judged.behavior()),
              policy(judged),
              verdict(judged, findingsAre),
              origins(judged.origins())));
    }
    if (behaviors.size() > MAX_ROWS) {
      rows.add(List.of("and " + (behaviors.size() - MAX_ROWS) + " more"));
    }
    return rows;
  }

  static String label(CacheBehavior behavior) {
    return behavior.isDefault() ? behavior.label() : Quoted.of(behavior.label());
  }

  private static String policy(JudgedBehavior judged) {
    String from = Quoted.plain(judged.behavior().viewerProtocolPolicy().value());
    return switch (judged.verdict()) {
      case Verdict.Finding(var to) -> from + " -> " + to.value();
      case Verdict.InPolicy(), Verdict.Exempt(var _), Verdict.NotS3() -> from;
    };
  }

  private static String verdict(JudgedBehavior judged, String findingsAre) {
    return switch (judged.verdict()) {
      case Verdict.Finding(var _) -> findingsAre;
      case Verdict.InPolicy() -> "in policy";
      case Verdict.Exempt(var exemption) -> "exempt until " + exemption.until();
      case Verdict.NotS3() -> "not S3, left alone";
    };
  }

  private static String origins(List<Origin> origins) {
    String shown =
        origins.stream()
            .limit(MAX_ORIGINS)
            .map(origin -> Quoted.of(origin.id()) + " at " + Quoted.host(origin.domainName()))
            .collect(Collectors.joining(", "));
    String more =
        origins.size() > MAX_ORIGINS ? " and " + (origins.size() - MAX_ORIGINS) + " more" : "";
    return (origins.size() > 1 ? "origins " : "origin ") + shown + more;
  }
}
