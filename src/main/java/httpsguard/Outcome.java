package httpsguard;

import httpsguard.distribution.DistributionId;
import httpsguard.distribution.DistributionKind;
import httpsguard.distribution.Distributions;
import httpsguard.policy.Assessment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came of a trigger, for one distribution. */
public sealed interface Outcome {
  /** The outcome's name, such as {@code Repaired}. */
  default String name() {
    return getClass().getSimpleName();
  }

  /**
   * What is known of a distribution beside its verdicts.
   *
   * @param account the twelve digits of the account that owns it
   * @param eTag the version that was read; empty where the config could not be read
   * @param domainName such as {@code d111111abcdef8.cloudfront.net}
   * @param aliases the alternate domain names; empty too where they are not known
   * @param kind empty where it is not known
   * @param tags empty where they were not read, or could not be
   * @param tagsFailure why the tags could not be read
   */
  record About(
      DistributionId distribution,
      String account,
      Optional<String> eTag,
      Optional<String> domainName,
      List<String> aliases,
      Optional<DistributionKind> kind,
      Optional<Map<String, String>> tags,
      Optional<String> tagsFailure) {
    public About {
      aliases = List.copyOf(aliases);
      tags = tags.map(Map::copyOf);
    }
  }

  /** An outcome about a distribution that the guard looked at. */
  sealed interface Concerning extends Outcome {
    About about();
  }

  /** One that people are notified of by itself, where a call led to it and it is news. */
  sealed interface Notable extends Concerning {}

  /** One that tells of a repair, or of what may have been one by a try that died before it told. */
  sealed interface PutRight extends Notable {}

  /** Nothing to repair, and nothing to tell. */
  record InPolicy(About about, Assessment assessment) implements Concerning {}

  /**
   * The findings were repaired, and CloudFront's response shows it.
   *
   * @param found as it was before; what of it is {@link Assessment#leftOpen} still is
   * @param at when that was seen
   */
  record Repaired(About about, Assessment found, Instant at) implements PutRight {}

  /**
   * Mode {@code notify}: there are findings, or may be, and nothing was written.
   *
   * @param found judged without tags where those could not be read
   */
  record WouldRepair(About about, Assessment found) implements Notable {}

  /**
   * In policy now, though the trigger carried drift, or may have, or tags that decide exemptions
   * were changed. Who put it right, if anybody had to, is not known.
   *
   * @param carried the verdicts on the config that the call wrote, which tags do not excuse; empty
   *     where that is not known, and where the call wrote none
   */
  record AlreadyBack(About about, Assessment assessment, Optional<Assessment> carried)
      implements PutRight {}

  /** It serves S3 over plain HTTP, and may: everything that would be a finding is exempt. */
  record Exempt(About about, Assessment assessment) implements Notable {}

  /** The distribution is disabled, serves no one and is left alone. */
  record Disabled(About about, Assessment assessment) implements Notable {}

  /** It is out of policy, or may be, and stays so until somebody acts. */
  record NotRepaired(About about, Obstacle obstacle) implements Notable {
    /** What stands in the way of a repair. */
    public sealed interface Obstacle {
      /** The verdicts, where the config could be read. */
      Optional<Assessment> found();

      /**
       * CloudFront refused a call; trying again would not help.
       *
       * @param found judged without tags where those could not be read
       */
      record Refused(Optional<Assessment> found, Distributions.Refusal refusal)
          implements Obstacle {}

      /**
       * There are no findings, only what is {@link Assessment#leftOpen}.
       *
       * @param carried the verdicts on the config that the call wrote; empty where that is not
       *     known, and where the call wrote none
       */
      record LeftOpen(Assessment assessment, Optional<Assessment> carried) implements Obstacle {
        @Override
        public Optional<Assessment> found() {
          return Optional.of(assessment);
        }
      }
    }
  }

  /** There are findings, by a report, and they were left for the next one. */
  record HeldBack(About about, Why why) implements Concerning {
    /** Why a report's finding is not repaired yet. */
    public enum Why {
      /** More distributions were to be written than one report may. */
      TOO_MANY,
      /** The invocation was about to end. */
      NO_TIME
    }
  }

  /**
   * There are findings, by a report, and what stood in the way may pass: the report is tried again.
   *
   * @param why in words
   */
  record Failed(About about, String why) implements Concerning {}

  /** The distribution no longer exists. */
  record Gone(About about) implements PutRight {}

  /**
   * The trigger is none of the guard's business.
   *
   * @param reason in words
   */
  record Unrelated(String reason) implements Outcome {}
}
