package httpsguard.notice;

import httpsguard.policy.Assessment;
import httpsguard.policy.Doubts;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.Verdict;
import httpsguard.text.Paragraphs;
import httpsguard.text.Part;
import java.util.ArrayList;
import java.util.List;

/** The verdicts on a config that nobody deployed yet, or that is judged from a file. */
public final class ConfigVerdicts {
  private ConfigVerdicts() {}

  /**
   * A table of the cache behaviors and one of their origins.
   *
   * @param heading what the config is of
   * @param doubts why a verdict is not certain
   */
  public static String of(String heading, Assessment assessment, Doubts doubts) {
    return Paragraphs.of(
        List.of(
            new Part.Table(heading, rows(assessment, doubts)),
            new Part.Table("Origins", OriginTable.rows(assessment.behaviors()))));
  }

  private static List<List<String>> rows(Assessment assessment, Doubts doubts) {
    List<List<String>> rows = new ArrayList<>();
    List<List<String>> verdicts =
        BehaviorTable.rows(assessment.behaviors(), BehaviorTable.Findings.FOUND);
    for (JudgedBehavior judged : assessment.behaviors()) {
      List<String> verdict = verdicts.get(judged.behavior().precedence());
      rows.add(
          judged.verdict() instanceof Verdict.Undecided
              ? List.of(
                  verdict.get(0),
                  verdict.get(1),
                  "UNDECIDED: " + String.join("; ", doubts.about(judged.behavior())),
                  verdict.get(3))
              : verdict);
    }
    return rows;
  }
}
