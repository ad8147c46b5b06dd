package httpsguard.reliability;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.aws.QuickPorts;
import httpsguard.cloudtrail.Events;
import httpsguard.lambda.Lab;
import httpsguard.local.Fault;
import httpsguard.local.Invocation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stalls, the invocation ends by itself before Lambda ends it. Times are a fifth. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("alone")
class TimeIT {
  private static final Duration LITTLE = Duration.ofSeconds(6);

  private final Lab lab =
      new Lab()
          .put(config())
          .connectedBy(topic -> QuickPorts.scaled(topic, 5))
          .withTimeLeft(LITTLE);

  /** Classes that load for the first time take time that the function has at its start. */
  @BeforeAll
  static void warmUp() {
    try (Lab warm = new Lab().put(config())) {
      warm.handle(Events.update("allow-all"));
    }
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GetDistributionConfig", "UpdateDistribution", "Publish"})
  void aStallIsCutBeforeLambdaCutsTheFunction(String action) {
    lab.cloud().faults().always(action, stall(Fault.Moment.BEFORE_ACTING));
    assertInstanceOf(Invocation.Failed.class, invokeInTime());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GetDistributionConfig", "UpdateDistribution", "Publish"})
  void anAnswerThatTricklesIsCutBeforeLambdaCutsTheFunction(String action) {
    lab.cloud().faults().always(action, new Fault.Spoil(Fault.Spoiled.TRICKLE));
    assertInstanceOf(Invocation.Failed.class, invokeInTime());
  }

  @ParameterizedTest
  @EnumSource(Fault.Moment.class)
  void aStalledPublishIsTriedAgainInTheTimeSetAsideForIt(Fault.Moment moment) {
    Duration plenty = Duration.ofMinutes(1);
    lab.connectedBy(QuickPorts::connect).withTimeLeft(plenty);
    lab.cloud().faults().once("Publish", stall(moment));
    assertInstanceOf(Invocation.Answered.class, invokeInTime(plenty));
  }

  @Test
  void aStalledWriteThatArrivedIsFoundAndToldInTheSameInvocation() {
    Duration plenty = Duration.ofMinutes(1);
    lab.connectedBy(topic -> QuickPorts.scaled(topic, 20)).withTimeLeft(plenty);
    lab.cloud().faults().always("UpdateDistribution", stall(Fault.Moment.AFTER_ACTING));

    Invocation ended = invokeInTime(plenty);

    assertInstanceOf(Invocation.Answered.class, ended);
    assertEquals(List.of("Repaired"), Told.by(lab.cloud()).stream().map(Told::outcome).toList());
  }

  private Invocation invokeInTime() {
    return invokeInTime(LITTLE);
  }

  private Invocation invokeInTime(Duration time) {
    long begin = System.nanoTime();
    Invocation ended = lab.invoke(lab.guard(), Events.update("allow-all").json());
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertTrue(took.compareTo(time) < 0, () -> "Lambda would have ended it: " + took);
    return ended;
  }

  private static Fault stall(Fault.Moment moment) {
    return new Fault.Stall(moment, Duration.ofMinutes(1));
  }
}
