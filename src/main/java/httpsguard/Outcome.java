package httpsguard;

import httpsguard.distribution.DistributionKind;
import httpsguard.distribution.Distributions;
import httpsguard.policy.Assessment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came of a trigger, for one distribution. */
public sealed interface Outcome {
  /** Whether people are told of it. */
  boolean isTold();

  /** The outcome's name, such as {@code Repaired}. */
  default String name() {
    return getClass().getSimpleName();
  }

  /**
   * What is known of the distribution that a trigger named.
   *
   * @param domainName such as {@code d111111abcdef8.cloudfront.net}
   * @param aliases the alternate domain names; empty too where the config could not be read
   * @param kind empty where the config could not be read
   * @param lastWritten whether the trigger's call is known to be the last write before the config
   *     was read: its ETag is the one that was read
   * @param tags the distribution's tags; empty where they were not read, or could not be
   * @param tagsFailure why the tags could not be read
   */
  record About(
      Trigger trigger,
      Optional<String> domainName,
      List<String> aliases,
      Optional<DistributionKind> kind,
      boolean lastWritten,
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

  /** Nothing to repair, and nothing to tell. */
  record InPolicy(About about, Assessment assessment) implements Concerning {
    @Override
    public boolean isTold() {
      return false;
    }
  }

  /** The findings were repaired, and CloudFront's answer shows it. */
  record Repaired(About about, Assessment found) implements Concerning {
    @Override
    public boolean isTold() {
      return true;
    }
  }

  /**
   * Mode {@code notify}: there are findings, and nothing was written.
   *
   * @param isTold false for the guard's own writes
   */
  record WouldRepair(About about, Assessment found, boolean isTold) implements Concerning {}

  /**
   * In policy now, though the trigger carried drift, or may have, or tags that decide exemptions
   * were changed. Who put it right, if anybody had to, is not known.
   *
   * @param carried the findings in the config that the call wrote; empty where that is not known,
   *     and where the call wrote none
   */
  record AlreadyBack(About about, Assessment assessment, Optional<Assessment> carried)
      implements Concerning {
    @Override
    public boolean isTold() {
      return true;
    }
  }

  /**
   * It serves S3 over plain HTTP, and may: everything that would be a finding is exempt.
   *
   * @param isTold true where the trigger carried drift that a tag excuses, or changed tags that
   *     decide exemptions
   */
  record Exempt(About about, Assessment assessment, boolean isTold) implements Concerning {}

  /**
   * The distribution is disabled, serves nobody and is left alone.
   *
   * @param isTold true where the trigger carried drift, or changed tags that decide exemptions
   */
  record Disabled(About about, Assessment assessment, boolean isTold) implements Concerning {}

  /**
   * There are findings, or may be, and they could not be repaired; trying again would not help.
   *
   * @param found empty where the config could not be read; judged without tags where those could
   *     not be
   */
  record NotRepaired(About about, Optional<Assessment> found, Distributions.Refusal refusal)
      implements Concerning {
    @Override
    public boolean isTold() {
      return true;
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

    @Override
    public boolean isTold() {
      return true;
    }
  }

  /**
   * There are findings, by a report, and what stood in the way may pass: the report is tried again.
   *
   * @param why in words
   */
  record Failed(About about, String why) implements Concerning {
    @Override
    public boolean isTold() {
      return true;
    }
  }

  /**
   * The distribution does not exist any more.
   *
   * @param isTold true where the trigger carried drift
   */
  record Gone(About about, boolean isTold) implements Concerning {}

  /**
   * The trigger is none of the guard's business.
   *
   * @param reason in words
   */
  record Unrelated(String reason) implements Outcome {
    @Override
    public boolean isTold() {
      return false;
    }
  }
}
