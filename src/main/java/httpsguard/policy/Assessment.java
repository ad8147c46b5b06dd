package httpsguard.policy;

import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.policy.Judged.Excused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The verdicts on one config.
 *
 * @param enabled whether the distribution serves viewers; a disabled one has nothing in force
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
  public List<Finding> findings() {
    return inForce(JudgedBehavior::finding);
  }

  /** What would be repaired unless it is exempt: empty for a disabled distribution. */
  public List<Finding> undecided() {
    return inForce(JudgedBehavior::undecided);
  }

  /** What is drift, or possibly is: {@link #findings} and {@link #undecided}, in their order. */
  public List<Finding> drift() {
    return inForce(judged -> judged.finding().or(judged::undecided));
  }

  /** What is exempt from the HTTPS policy: empty for a disabled distribution. */
  public List<Excused> exempt() {
    return inForce(JudgedBehavior::excused);
  }

  /** What stays as it is until its owner acts: empty for a disabled distribution. */
  public List<JudgedBehavior> leftOpen() {
    return inForce(judged -> Optional.of(judged).filter(JudgedBehavior::isLeftOpen));
  }

  /**
   * What serves S3 over plain HTTP, or possibly does, and is not known to be exempt: empty for a
   * disabled distribution.
   */
  public List<JudgedBehavior> open() {
    return inForce(judged -> Optional.of(judged).filter(JudgedBehavior::isOpen));
  }

  /** Whether something would be {@link #open} if the distribution were enabled. */
  public boolean isOpenOnceEnabled() {
    return !enabled && behaviors.stream().anyMatch(JudgedBehavior::isOpen);
  }

  public boolean reachesS3() {
    return behaviors.stream().anyMatch(JudgedBehavior::reachesS3);
  }

  /** The value that each finding is repaired to, by precedence. */
  public Map<Integer, ViewerProtocolPolicy> repairs() {
    Map<Integer, ViewerProtocolPolicy> repairs = new TreeMap<>();
    findings().forEach(finding -> repairs.put(finding.behavior().precedence(), finding.to()));
    return repairs;
  }

  /** The same if nothing unknown excuses: what is only possibly exempt becomes a finding. */
  public Assessment withoutUnknownExcuses() {
    return new Assessment(
        enabled,
        behaviors.stream().map(JudgedBehavior::withoutUnknownExcuses).toList(),
        tagClaim,
        ended);
  }

  private <T> List<T> inForce(Function<JudgedBehavior, Optional<T>> wanted) {
    return enabled
        ? behaviors.stream().flatMap(judged -> wanted.apply(judged).stream()).toList()
        : List.of();
  }
}
