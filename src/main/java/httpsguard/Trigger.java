package httpsguard;

import httpsguard.audit.ReportedDistribution;
import httpsguard.cloudtrail.Call;
import httpsguard.cloudtrail.CloudTrailEvent;
import httpsguard.cloudtrail.DistributionChange;
import httpsguard.distribution.DistributionId;
import java.util.Optional;

/** What makes the guard look at a distribution. */
public sealed interface Trigger {
  DistributionId distribution();

  /** The twelve digits of the account that owns the distribution. */
  String account();

  /**
   * Somebody called CloudFront, and CloudTrail said so.
   *
   * @param isRepeat whether the event was delivered before: an earlier try may have written
   */
  record Called(CloudTrailEvent.Ours event, boolean isRepeat) implements Trigger {
    public Call call() {
      return event.call();
    }

    /**
     * Whether the call is known to have made this version of the config.
     *
     * @param eTag the version; empty where it is not known
     */
    public boolean made(Optional<String> eTag) {
      return event instanceof DistributionChange change
          && eTag.isPresent()
          && eTag.equals(change.eTag());
    }

    @Override
    public DistributionId distribution() {
      return call().distribution();
    }

    @Override
    public String account() {
      return call().account();
    }
  }

  /** An audit found the distribution. */
  record Audited(String account, ReportedDistribution reported) implements Trigger {
    @Override
    public DistributionId distribution() {
      return reported.id();
    }
  }
}
