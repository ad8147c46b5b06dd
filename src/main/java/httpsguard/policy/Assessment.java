package httpsguard.policy;

import httpsguard.distribution.ViewerProtocolPolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The verdicts on one config.
 *
 * @param enabled whether the distribution serves viewers; a disabled one has no findings in force
 * @param behaviors in the order in which CloudFront tries them
 */
public record Assessment(boolean enabled, List<JudgedBehavior> behaviors) {
  public Assessment {
    behaviors = List.copyOf(behaviors);
  }

  /** What is to be repaired: empty for a disabled distribution. */
  public List<JudgedBehavior> findings() {
    return enabled ? behaviors.stream().filter(JudgedBehavior::isFinding).toList() : List.of();
  }

  /** What would be findings if the distribution were enabled. */
  public boolean hasLatentFindings() {
    return !enabled && behaviors.stream().anyMatch(JudgedBehavior::isFinding);
  }

  /** The value that each finding is repaired to, by precedence. */
  public Map<Integer, ViewerProtocolPolicy> repairs() {
    Map<Integer, ViewerProtocolPolicy> repairs = new TreeMap<>();
    for (JudgedBehavior finding : findings()) {
      switch (finding.verdict()) {
        case Verdict.Finding(var to) -> repairs.put(finding.behavior().precedence(), to);
        case Verdict.NotS3(), Verdict.InPolicy() ->
            throw new IllegalStateException("findings hold findings only");
      }
    }
    return repairs;
  }
}
