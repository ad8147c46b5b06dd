package httpsguard.aws;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.Version;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.Distributions.Read;
import httpsguard.distribution.Distributions.Replaced;
import httpsguard.distribution.TimeLeft;
import httpsguard.distribution.TryAgainException;
import httpsguard.distribution.VersionedConfig;
import httpsguard.lambda.Lab;
import httpsguard.local.CloudStandIn;
import httpsguard.local.Fault;
import httpsguard.local.Fault.Moment;
import httpsguard.notice.Message.HttpsFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a failing call is sent, by the SDK and by the JDK's connections below it. */
@Execution(ExecutionMode.CONCURRENT)
class FailingCallsTest {
  private static final DistributionId ID = new DistributionId(Events.ID);
  private static final TimeLeft PLENTY = () -> Duration.ofMinutes(1);

  private final CloudStandIn cloud = CloudStandIn.start();

  @BeforeEach
  void put() {
    cloud.distributions().put(Events.ID, config().xml());
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void aCutAnswerIsReadAgain() {
    cloud.faults().once("GetDistributionConfig", new Fault.Spoil(Fault.Spoiled.CUT_TRANSFER));
    assertInstanceOf(Read.Found.class, ports(QuickPorts::connect).distributions().read(ID, PLENTY));
    assertEquals(2, cloud.calls("GetDistributionConfig").size());
  }

  /** A proxy's page was taken for an answer without tags, and an exempt distribution written. */
  @Test
  void aStrayPageIsNotTakenForTheAbsenceOfTags() {
    cloud.faults().always("ListTagsForResource", new Fault.Stray(200, "<html>Log in</html>"));
    AwsPorts ports = ports(QuickPorts::connect);
    assertThrows(
        TryAgainException.class, () -> ports.distributions().tags(ID, "111122223333", PLENTY));
  }

  /** Once, it used up the whole time of the call. */
  @ParameterizedTest
  @CsvSource({
    "Retry-After, 86400",
    "Retry-After, 2147483647",
    "Retry-After, 99999999999999999999",
    "Retry-After, -1",
    "Retry-After, 'Wed, 21 Oct 2099 07:28:00 GMT'",
    "Retry-After, ''",
    "x-amz-retry-after, 86400000",
    "x-amz-retry-after, -1",
  })
  void anAnswerThatAsksForADayIsAskedAgainInTime(String header, String value) {
    AwsPorts ports = ports(QuickPorts::connect);
    Fault fault = new Fault.RefuseWith(Fault.serviceUnavailable(), header, value);
    for (String action : List.of("GetDistributionConfig", "UpdateDistribution", "Publish")) {
      cloud.faults().once(action, fault);
    }
    TimeLeft little = () -> Duration.ofSeconds(8);

    Read read = ports.distributions().read(ID, little);
    VersionedConfig snapshot = assertInstanceOf(Read.Found.class, read).snapshot();
    assertInstanceOf(
        Replaced.Accepted.class,
        ports.distributions().replace(ID, snapshot.eTag(), snapshot.document(), little));
    ports.notices().tellTest("111122223333", little);

    assertEquals(1, cloud.published().size());
  }

  @Test
  void anAnswerThatAsksForASecondHasIt() {
    AwsPorts ports = ports(QuickPorts::connectAsDeployed);
    Fault.Refuse refusal = Fault.serviceUnavailable();
    cloud.faults().once("GetDistributionConfig", new Fault.RefuseWith(refusal, "Retry-After", "1"));
    long begin = System.nanoTime();
    read(ports);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertTrue(took.compareTo(Duration.ofSeconds(1)) >= 0, took::toString);
  }

  @Test
  void aWriteIsSentOnceATryAndNeverBehindTheSdksBack() {
    AwsPorts ports = ports(QuickPorts::connectWithoutRetries);
    VersionedConfig snapshot = read(ports);
    cloud.faults().always("UpdateDistribution", new Fault.Reset(Moment.BEFORE_ACTING));
    assertInstanceOf(Replaced.Unanswered.class, write(ports, snapshot));
    assertEquals(1, cloud.calls("UpdateDistribution").size());
  }

  @Test
  void aWriteThatAlwaysFailsIsSentAsOftenAsTheLimitsSay() {
    AwsPorts ports = ports(QuickPorts::connect);
    VersionedConfig snapshot = read(ports);
    cloud.faults().always("UpdateDistribution", Fault.serviceUnavailable());
    assertInstanceOf(Replaced.Unanswered.class, write(ports, snapshot));
    assertEquals(Limits.OF_CLOUDFRONT.tries(), cloud.calls("UpdateDistribution").size());
  }

  /** HttpURLConnection resends a request without a body once, and nothing can turn that off. */
  @Test
  void aReadIsSentAtMostTwiceATry() {
    AwsPorts ports = ports(QuickPorts::connectWithoutRetries);
    cloud.faults().always("GetDistributionConfig", new Fault.Reset(Moment.BEFORE_ACTING));
    assertThrows(TryAgainException.class, () -> read(ports));
    int sent = cloud.calls("GetDistributionConfig").size();
    assertTrue(sent <= 2, "sent " + sent + " times");
  }

  @Test
  void aConnectionThatDiedWhileLambdaFrozeTheFunctionIsReplaced() {
    AwsPorts ports = ports(QuickPorts::connect);
    VersionedConfig snapshot = read(ports);
    cloud.pause();
    cloud.resume();
    assertInstanceOf(Replaced.Accepted.class, write(ports, snapshot));
  }

  /** The JDK read on by itself, and meanwhile held what the call's own timer waited for. */
  @Test
  void nothingIsReadOfAnAnswerThatWasCut() throws InterruptedException {
    AwsPorts ports = ports(QuickPorts::connect);
    cloud.faults().always("GetDistributionConfig", new Fault.Spoil(Fault.Spoiled.TRICKLE));
    assertThrows(
        TryAgainException.class, () -> ports.distributions().read(ID, () -> Duration.ofSeconds(1)));
    for (int i = 0; i < 30 && cloud.connections() > 0; i++) {
      Thread.sleep(100);
    }
    assertEquals(0, cloud.connections());
  }

  @Test
  void aWriteWaitsForNoPermissionToSendItsBody() {
    AwsPorts ports = ports(QuickPorts::connect);
    assertInstanceOf(Replaced.Accepted.class, write(ports, read(ports)));
    assertEquals(Optional.empty(), cloud.calls("UpdateDistribution").getFirst().header("expect"));
  }

  @Test
  void manyFailedCallsLeaveLaterOnesTheirTries() {
    AwsPorts ports = ports(QuickPorts::connect);
    cloud.faults().always("GetDistributionConfig", Fault.internalError());
    for (int i = 0; i < 25; i++) {
      assertThrows(TryAgainException.class, () -> read(ports));
    }
    assertEquals(25 * Limits.OF_CLOUDFRONT.tries(), cloud.calls("GetDistributionConfig").size());
  }

  @Test
  void callsCarryTheGuardsNameIntoCloudTrail() {
    read(ports(QuickPorts::connect));
    String agent =
        cloud.calls("GetDistributionConfig").getFirst().header("user-agent").orElseThrow();
    assertTrue(agent.contains("app/https-guard "), agent);
    assertTrue(agent.endsWith(" https-guard/" + Version.NUMBER), agent);
  }

  private AwsPorts ports(Function<Topic, AwsPorts> connect) {
    Topic topic =
        new Topic(TopicArn.parse(CloudStandIn.TOPIC_ARN), Optional.empty(), HttpsFormat.OUTCOME);
    return Lab.connected(cloud, () -> connect.apply(topic));
  }

  private static VersionedConfig read(AwsPorts ports) {
    return assertInstanceOf(Read.Found.class, ports.distributions().read(ID, PLENTY)).snapshot();
  }

  private static Replaced write(AwsPorts ports, VersionedConfig snapshot) {
    return ports.distributions().replace(ID, snapshot.eTag(), snapshot.document(), PLENTY);
  }
}
