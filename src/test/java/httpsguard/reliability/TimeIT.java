package httpsguard.reliability;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.aws.QuickPorts;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.Configs;
import httpsguard.distribution.TryAgainException;
import httpsguard.lambda.Lab;
import httpsguard.local.Bytes;
import httpsguard.local.CloudStandIn;
import httpsguard.local.Fault;
import httpsguard.local.FunctionProcess;
import httpsguard.local.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stalls, the invocation ends by itself before Lambda ends it. Times are a fifth. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("alone")
class TimeIT {
  private static final Duration LITTLE = Duration.ofSeconds(6);

  /** Leaves three seconds for CloudFront, and none beyond those that a notice may take. */
  private static final Duration A_SHORT_INVOCATION = Duration.ofSeconds(18);

  private static final int FUNCTIONS = 6;

  private static final List<Fault.Spoiled> SLOW =
      Arrays.stream(Fault.Spoiled.values()).filter(Fault.Spoiled::isSlow).toList();

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
  @CsvSource({
    "GetDistributionConfig, TRICKLE",
    "UpdateDistribution, TRICKLE",
    "Publish, TRICKLE",
    "GetDistributionConfig, TRICKLE_FROM_THE_HEAD",
    "UpdateDistribution, TRICKLE_FROM_THE_HEAD",
    "Publish, TRICKLE_FROM_THE_HEAD",
    "GetDistributionConfig, SILENT_HALFWAY",
    "UpdateDistribution, SILENT_HALFWAY",
    "Publish, SILENT_HALFWAY",
  })
  void aSlowAnswerIsCutBeforeLambdaCutsTheFunction(String action, Fault.Spoiled how) {
    lab.cloud().faults().always(action, new Fault.Spoil(how));
    assertInstanceOf(Invocation.Failed.class, invokeInTime());
  }

  /**
   * In about one run of ten the function hung past its time: the JDK went on to read what was left
   * of the answer, and who was to cut it waited for that. An answer that fell silent halfway was
   * cut late each time.
   */
  @Test
  void aSlowAnswerIsCutHoweverLongAndHoweverOftenOnThePackagedFunction() throws Exception {
    try (ExecutorService functions = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> runs = new ArrayList<>();
      for (int function = 0; function < FUNCTIONS; function++) {
        Fault.Spoiled others = SLOW.get(function % SLOW.size());
        runs.add(functions.submit(() -> cutOnAPackagedFunction(others)));
      }
      int cut = 0;
      for (Future<Integer> run : runs) {
        cut += run.get();
      }
      System.out.printf("slow answers: %d cut in time by the packaged function%n", cut);
    }
  }

  /** One after the other: what the others compute meanwhile would count as its time. */
  private static synchronized Invocation warmUp(FunctionProcess function, Bytes event)
      throws InterruptedException {
    return function.invoke(event, Duration.ofMinutes(1));
  }

  /**
   * Answers with how many slow answers there were.
   *
   * @param others what other functions get
   */
  private static int cutOnAPackagedFunction(Fault.Spoiled others) throws InterruptedException {
    Configs large = config();
    for (int i = 0; i < 74; i++) {
      large.path("/assets/" + i + "/*", "s3", "allow-all");
    }
    int slow = 0;
    try (CloudStandIn cloud = CloudStandIn.start();
        FunctionProcess function = PackagedFunction.speakingTo(cloud)) {
      cloud.distributions().put(Events.ID, large.xml());
      Bytes event = Bytes.utf8(Events.update("allow-all").json());
      assertInstanceOf(Invocation.Answered.class, warmUp(function, event));
      for (Fault.Spoiled how : SLOW) {
        if (how == others) {
          continue;
        }
        for (String action : List.of("GetDistributionConfig", "UpdateDistribution", "Publish")) {
          cloud.distributions().put(Events.ID, large.xml());
          cloud.faults().clear();
          cloud.forget();
          cloud.faults().always(action, new Fault.Spoil(how));
          Invocation ended = function.invoke(event, A_SHORT_INVOCATION);
          String error = assertInstanceOf(Invocation.Failed.class, ended).errorType();
          assertEquals(TryAgainException.class.getName(), error, () -> action + ", " + how);
          assertFalse(cloud.calls(action).isEmpty(), action);
          slow++;
        }
      }
    }
    return slow;
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
