package httpsguard;

import httpsguard.cloudtrail.DistributionChange;
import httpsguard.distribution.DistributionId;

/** What makes the guard look at a distribution. */
public sealed interface Trigger {
  DistributionId distribution();

  /** The twelve digits of the account that owns the distribution. */
  String account();

  /** Somebody called CloudFront, and CloudTrail said so. */
  record Change(DistributionChange change) implements Trigger {
    @Override
    public DistributionId distribution() {
      return change.distribution();
    }

    @Override
    public String account() {
      return change.account();
    }
  }
}
