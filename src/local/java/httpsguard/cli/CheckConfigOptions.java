package httpsguard.cli;

import httpsguard.distribution.DistributionId;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How {@link CheckConfigCommand} is to judge.
 *
 * @param syntax in which options are named
 * @param configs files, folders of them, and {@code -} for standard input
 * @param id picks one of a list, or names the only one
 * @param tagsById come before those of all
 */
record CheckConfigOptions(
    Syntax syntax,
    List<Path> configs,
    HttpsPolicy policy,
    Mode mode,
    Optional<DistributionId> id,
    Optional<String> account,
    Optional<Map<String, String>> tagsOfAll,
    Map<DistributionId, Map<String, String>> tagsById,
    boolean isJson,
    boolean isAllShown,
    boolean isEmptyAllowed) {

  /** Whether a distribution is to be judged; it may be the one where its id is not known. */
  boolean isPicked(Optional<DistributionId> of) {
    return id.isEmpty() || of.isEmpty() || of.equals(id);
  }

  /** What is known of a distribution's tags beside what its own file says. */
  Optional<Map<String, String>> tags(Optional<DistributionId> of) {
    return of.map(tagsById::get).or(() -> tagsOfAll);
  }
}
