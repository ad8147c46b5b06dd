package httpsguard.policy;

import httpsguard.distribution.DistributionId;
import java.util.Map;
import java.util.Optional;

/**
 * Which distribution is judged. What is empty is not known.
 *
 * @param account the twelve digits of the AWS account that owns it
 */
public record Subject(
    Optional<String> account,
    Optional<DistributionId> distribution,
    Optional<Map<String, String>> tags) {
  public Subject {
    tags = tags.map(Map::copyOf);
  }

  /** One whose tags are not known. */
  public Subject(String account, DistributionId distribution) {
    this(Optional.of(account), Optional.of(distribution), Optional.empty());
  }

  public Subject with(Map<String, String> known) {
    return new Subject(account, distribution, Optional.of(known));
  }
}
