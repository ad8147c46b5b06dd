package httpsguard;

import httpsguard.cloudtrail.Call;
import httpsguard.cloudtrail.DistributionChange;
import httpsguard.cloudtrail.TagChange;
import httpsguard.distribution.DistributionId;

/** What makes the guard look at a distribution. */
public sealed interface Trigger {
  DistributionId distribution();

  /** The twelve digits of the account that owns the distribution. */
  String account();

  /** Somebody called CloudFront, and CloudTrail said so. */
  sealed interface Called extends Trigger {
    Call call();

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
  record Change(DistributionChange change) implements Called {
    @Override
    public Call call() {
      return change.call();
    }
  }

  /** Somebody changed the distribution's tags. */
  record Tags(TagChange change) implements Called {
    @Override
    public Call call() {
      return change.call();
    }
  }
}
