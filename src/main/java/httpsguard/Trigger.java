package httpsguard;

import httpsguard.audit.ReportedDistribution;
import httpsguard.cloudtrail.Call;
import httpsguard.cloudtrail.DistributionChange;
import httpsguard.cloudtrail.TagChange;
import httpsguard.distribution.DistributionId;
import java.util.Optional;

/** What makes the guard look at a distribution. */
public sealed interface Trigger {
  DistributionId distribution();

  /** The twelve digits of the account that owns the distribution. */
  String account();

  /** Somebody called CloudFront, and CloudTrail said so. */
  sealed interface Called extends Trigger {
    Call call();

    /** Whether the call's event was delivered before: an earlier try may have written. */
    boolean isRepeat();

    /**
     * Whether the call is known to have made this version of the config.
     *
     * @param eTag the version; empty where it is not known
     */
    default boolean made(Optional<String> eTag) {
      return false;
    }

    @Override
    default DistributionId distribution() {
      return call().distribution();
    }

    @Override
    default String account() {
      return call().account();
    }
  }

  /** Somebody created or changed the distribution. */
  record Change(DistributionChange change, boolean isRepeat) implements Called {
    @Override
    public Call call() {
      return change.call();
    }

    @Override
    public boolean made(Optional<String> eTag) {
      return eTag.isPresent() && eTag.equals(change.eTag());
    }
  }

  /** An audit found the distribution. */
  record Audited(String account, ReportedDistribution reported) implements Trigger {
    @Override
    public DistributionId distribution() {
      return reported.id();
    }
  }

  /** Somebody changed the distribution's tags. */
  record Tagging(TagChange change, boolean isRepeat) implements Called {
    @Override
    public Call call() {
      return change.call();
    }
  }
}
