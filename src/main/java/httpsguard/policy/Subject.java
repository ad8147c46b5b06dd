package httpsguard.policy;

import httpsguard.distribution.DistributionId;
import java.util.Map;
import java.util.Optional;

/**
 * Which distribution is judged.
 *
 * @param account the twelve digits of the AWS account that owns it
 * @param tags its tags; empty if they are not known, or are not to count
 */
public record Subject(
    String account, DistributionId distribution, Optional<Map<String, String>> tags) {
  public Subject {
    tags = tags.map(Map::copyOf);
  }

  /** One whose tags are not known. */
  public Subject(String account, DistributionId distribution) {
    this(account, distribution, Optional.empty());
  }

  public Subject with(Map<String, String> known) {
    return new Subject(account, distribution, Optional.of(known));
  }
}
