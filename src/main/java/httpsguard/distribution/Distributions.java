package httpsguard.distribution;

import java.util.Map;

/** The port to CloudFront. */
public interface Distributions {
  /**
   * Reads the live config.
   *
   * @throws TryAgainException if CloudFront did not answer in time, or with an error that may pass
   */
  Read read(DistributionId distribution, TimeLeft timeLeft);

  /**
   * Replaces the config, provided that it is still the one of this ETag.
   *
   * @throws TryAgainException if no time is left to begin, or CloudFront plainly refused every try
   *     with an error that may pass
   */
  Replaced replace(
      DistributionId distribution, String eTag, DistributionDocument document, TimeLeft timeLeft);

  /**
   * Reads the tags.
   *
   * @param account the twelve digits of the account that owns the distribution
   * @throws TryAgainException if CloudFront did not answer in time, or with an error that may pass
   */
  Tags tags(DistributionId distribution, String account, TimeLeft timeLeft);

  /** What came of reading the tags. */
  sealed interface Tags {
    record Found(Map<String, String> tags) implements Tags {
      public Found {
        tags = Map.copyOf(tags);
      }
    }

    record Missing() implements Tags {}

    record Refused(Refusal refusal) implements Tags {}
  }

  /** What came of reading. */
  sealed interface Read {
    record Found(VersionedConfig snapshot) implements Read {}

    record Missing() implements Read {}

    record Refused(Refusal refusal) implements Read {}
  }

  /** What came of writing. */
  sealed interface Replaced {
    record Accepted(UpdatedDistribution updated) implements Replaced {}

    /**
     * The config is no longer the one that was read: somebody has written since.
     *
     * @param mayBeOurs whether it may have been this very write, sent again because the answer to
     *     an earlier try was lost
     * @param refusal the answer itself, for the case that no one wrote
     */
    record PreconditionFailed(boolean mayBeOurs, Refusal refusal) implements Replaced {}

    record Missing() implements Replaced {}

    record Refused(Refusal refusal) implements Replaced {}

    /**
     * CloudFront did not answer in time or not in a way that can be read, or with an error that may
     * pass: the config may have been replaced all the same.
     *
     * @param failure to be thrown unless the config is found to have been replaced
     */
    record Unanswered(TryAgainException failure) implements Replaced {}
  }

  /**
   * An error that trying again does not help against.
   *
   * @param operation the API operation, such as {@code UpdateDistribution}
   * @param code the API's error code, such as {@code AccessDenied}
   * @param message the API's own words
   * @param requestId what AWS Support asks for
   * @param dependentResources of the config that was to be written; none where nothing was
   */
  record Refusal(
      String operation,
      String code,
      String message,
      String requestId,
      DependentResources dependentResources) {

    /** Of a call that writes nothing. */
    public Refusal(String operation, String code, String message, String requestId) {
      this(operation, code, message, requestId, DependentResources.NONE);
    }

    /** The same, of a write of a config that depends on these. */
    public Refusal on(DependentResources resources) {
      return new Refusal(operation, code, message, requestId, resources);
    }
  }
}
