package httpsguard.local;

import java.time.Instant;
import java.util.Map;

/**
 * A distribution as the stand-in holds it.
 *
 * @param before the config that the edges serve until {@code deployedAt}
 */
public record StoredDistribution(
    String accountId,
    String id,
    String domainName,
    String eTag,
    StoredConfig config,
    StoredConfig before,
    Instant lastModified,
    Instant deployedAt,
    Map<String, String> tags) {

  public StoredDistribution {
    tags = Map.copyOf(tags);
  }

  /** A deployed one. */
  public static StoredDistribution of(
      String accountId, String id, String eTag, StoredConfig config, Instant lastModified) {
    return new StoredDistribution(
        accountId,
        id,
        Names.domainName(id),
        eTag,
        config,
        config,
        lastModified,
        lastModified,
        Map.of());
  }

  public String arn() {
    return "arn:aws:cloudfront::" + accountId + ":distribution/" + id;
  }

  public Bytes configBytes() {
    return config.bytes();
  }

  /** What viewers are served by. */
  public StoredConfig inForce(Instant now) {
    return now.isBefore(deployedAt) ? before : config;
  }

  public String status(Instant now) {
    return now.isBefore(deployedAt) ? "InProgress" : "Deployed";
  }

  public StoredDistribution withTags(Map<String, String> others) {
    return new StoredDistribution(
        accountId, id, domainName, eTag, config, before, lastModified, deployedAt, others);
  }

  StoredDistribution withETag(String other) {
    return new StoredDistribution(
        accountId, id, domainName, other, config, before, lastModified, deployedAt, tags);
  }

  StoredDistribution updated(StoredConfig next, Instant now, Instant deployed) {
    return new StoredDistribution(
        accountId, id, domainName, Names.next(), next, inForce(now), now, deployed, tags);
  }
}
