package httpsguard.cloudtrail;

import java.util.Optional;
import java.util.Set;

/**
 * A call that set or removed tags of a distribution.
 *
 * @param keys the tags' keys; empty where they cannot be read from the record
 */
public record TagChange(Call call, Optional<Set<String>> keys) implements CloudTrailEvent.Ours {
  public TagChange {
    keys = keys.map(Set::copyOf);
  }
}
