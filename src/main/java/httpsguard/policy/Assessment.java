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
 * @param tagClaim what the distribution's exemption tag comes to
 * @param ended exemptions by rules that would excuse a finding had they not ended
 */
public record Assessment(
    boolean enabled, List<JudgedBehavior> behaviors, TagClaim tagClaim, List<Exemption> ended) {
  public Assessment {
    behaviors = List.copyOf(behaviors);
    ended = List.copyOf(ended);
  }

  /** What is to be repaired: empty for a disabled distribution. */
  public List<JudgedBehavior> findings() {
    return enabled ? behaviors.stream().filter(JudgedBehavior::isFinding).toList() : List.of();
  }

  /** What serves S3 over plain HTTP and may: empty for a disabled distribution. */
  public List<JudgedBehavior> exempt() {
    return enabled ? behaviors.stream().filter(JudgedBehavior::isExempt).toList() : List.of();
  }

  /** What would be findings if the distribution were enabled. */
  public boolean hasLatentFindings() {
    return !enabled && behaviors.stream().anyMatch(JudgedBehavior::isFinding);
  }

  public boolean reachesS3() {
    return behaviors.stream().anyMatch(JudgedBehavior::reachesS3);
  }

  /** The value that each finding is repaired to, by precedence. */
  public Map<Integer, ViewerProtocolPolicy> repairs() {
    Map<Integer, ViewerProtocolPolicy> repairs = new TreeMap<>();
    for (JudgedBehavior finding : findings()) {
      switch (finding.verdict()) {
        case Verdict.Finding(var to) -> repairs.put(finding.behavior().precedence(), to);
        case Verdict.NotS3(), Verdict.InPolicy(), Verdict.Exempt(var _) ->
            throw new IllegalStateException("findings hold findings only");
      }
    }
    return repairs;
  }
}
