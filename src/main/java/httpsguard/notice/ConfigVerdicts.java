package httpsguard.notice;

import httpsguard.policy.Assessment;
import httpsguard.policy.JudgedBehavior;
import httpsguard.text.Paragraphs;
import httpsguard.text.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The verdicts on a config that nobody deployed yet, or that is judged from a file. */
public final class ConfigVerdicts {
  private ConfigVerdicts() {}

  /**
   * A table of the cache behaviors and one of their origins.
   *
   * @param heading what the config is of
   * @param doubts by {@link httpsguard.distribution.CacheBehavior#precedence()}: why a verdict is
   *     not certain
   */
  public static String of(
      String heading, Assessment assessment, Map<Integer, List<String>> doubts) {
    return Paragraphs.of(
        List.of(
            new Part.Table(heading, rows(assessment, doubts)),
            new Part.Table("Origins", OriginTable.rows(assessment.behaviors()))));
  }

  private static List<List<String>> rows(Assessment assessment, Map<Integer, List<String>> doubts) {
    List<List<String>> rows = new ArrayList<>();
    List<List<String>> verdicts =
        BehaviorTable.rows(assessment.behaviors(), BehaviorTable.Findings.FOUND);
    for (JudgedBehavior judged : assessment.behaviors()) {
      int precedence = judged.behavior().precedence();
      List<String> verdict = verdicts.get(precedence);
      List<String> why = doubts.getOrDefault(precedence, List.of());
      rows.add(
          why.isEmpty()
              ? verdict
              : List.of(
                  verdict.get(0),
                  verdict.get(1),
                  "UNDECIDED: " + String.join("; ", why),
                  verdict.get(3)));
    }
    return rows;
  }
}
