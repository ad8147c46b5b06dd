package httpsguard.reliability;

import httpsguard.CallOutcome;
import httpsguard.Notices;
import httpsguard.ReportOutcome;
import httpsguard.aws.AwsPorts;
import httpsguard.distribution.DistributionDocument;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.TimeLeft;
import httpsguard.policy.Tags;
import java.time.Duration;
import java.util.function.Supplier;

/** The product's own ports, with a gate before and after each call. */
record GatedPorts(AwsPorts ports, Interleaving.Gate gate) implements Distributions, Notices {
  @Override
  public Read read(DistributionId distribution, TimeLeft timeLeft) {
    return gated(() -> ports.distributions().read(distribution, timeLeft));
  }

  @Override
  public Replaced replace(
      DistributionId distribution, String eTag, DistributionDocument document, TimeLeft timeLeft) {
    return gated(() -> ports.distributions().replace(distribution, eTag, document, timeLeft));
  }

  @Override
  public Tags tags(DistributionId distribution, String account, TimeLeft timeLeft) {
    return gated(() -> ports.distributions().tags(distribution, account, timeLeft));
  }

  @Override
  public Duration longest() {
    return ports.notices().longest();
  }

  @Override
  public void tell(CallOutcome.Told told, TimeLeft timeLeft) {
    var _ =
        gated(
            () -> {
              ports.notices().tell(told, timeLeft);
              return true;
            });
  }

  @Override
  public void tell(ReportOutcome outcome, TimeLeft timeLeft) {
    throw new UnsupportedOperationException("races are about changes");
  }

  @Override
  public void tellTest(String account, TimeLeft timeLeft) {
    throw new UnsupportedOperationException("races are about changes");
  }

  private <T> T gated(Supplier<T> call) {
    gate.pass();
    T answer = call.get();
    gate.pass();
    return answer;
  }
}
