package httpsguard.simulation;

import httpsguard.CallOutcome;
import httpsguard.Notices;
import httpsguard.ReportOutcome;
import httpsguard.aws.Patience;
import httpsguard.distribution.TimeLeft;
import httpsguard.simulation.Calls.Tried;
import java.time.Duration;
import java.util.function.Supplier;

/** The product's port to people: an SNS topic that fails now and then. */
final class SimulatedNotices implements Notices {
  private final World world;
  private final Promises promises;
  private final Supplier<Invocation> current;
  private final Calls calls;

  /**
   * @param current the invocation that tells
   */
  SimulatedNotices(World world, Promises promises, Supplier<Invocation> current) {
    this.world = world;
    this.promises = promises;
    this.current = current;
    calls = new Calls(world);
  }

  @Override
  public Duration longest() {
    return Patience.WITH_SNS.forTelling();
  }

  @Override
  public void tell(CallOutcome.Told told, TimeLeft timeLeft) {
    publish(() -> promises.told(current.get(), told), timeLeft);
  }

  @Override
  public void tell(ReportOutcome outcome, TimeLeft timeLeft) {
    publish(() -> promises.told(current.get(), outcome), timeLeft);
  }

  @Override
  public void tellTest(String account, TimeLeft timeLeft) {
    throw new AssertionError("nobody asked for a test");
  }

  private void publish(Runnable published, TimeLeft timeLeft) {
    Invocation invocation = current.get();
    var _ =
        calls.call(
            invocation,
            "Publish",
            Patience.WITH_SNS,
            timeLeft.reserving(Patience.WITH_SNS.forAnswering()),
            left -> once(invocation, published, left));
  }

  private Tried<Boolean> once(Invocation invocation, Runnable published, Duration left) {
    boolean fails =
        world.weather().isSilence(world.time().now())
            || world.chance().percent(world.weather().failedNotice());
    if (!calls.takes(invocation, calls.latency(), Patience.WITH_SNS, left) || fails) {
      world.saw(Sighting.NOTICE_FAILED);
      return new Tried.Again<>("not published", false);
    }
    published.run();
    if (world.chance().percent(world.weather().lostAnswer() / 10)) {
      world.saw(Sighting.NOTICE_ANSWER_LOST);
      return new Tried.Again<>("the answer was lost", false);
    }
    return new Tried.Answered<>(true);
  }
}
