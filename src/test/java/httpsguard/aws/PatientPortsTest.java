package httpsguard.aws;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.cloudtrail.Events;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.TryAgainException;
import httpsguard.lambda.Lab;
import httpsguard.local.CloudStandIn;
import httpsguard.local.Fault;
import httpsguard.notice.Message.HttpsFormat;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client for reports: adaptive, and bounded as the other one. */
class PatientPortsTest {
  private static final DistributionId ID = new DistributionId(Events.ID);

  private final CloudStandIn cloud = CloudStandIn.start();
  private final AwsPorts ports =
      Lab.connected(
          cloud,
          () -> {
            AwsPorts connected =
                QuickPorts.connect(
                    new Topic(
                        TopicArn.parse(CloudStandIn.TOPIC_ARN),
                        Optional.empty(),
                        HttpsFormat.OUTCOME));
            var _ = connected.patientDistributions();
            return connected;
          });

  @BeforeEach
  void put() {
    cloud.distributions().put(Events.ID, config().xml());
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void areMadeOnceAndApartFromTheOthers() {
    assertSame(ports.patientDistributions(), ports.patientDistributions());
    assertNotSame(ports.distributions(), ports.patientDistributions());
  }

  @Test
  void waitWhileCloudFrontThrottles() {
    cloud.faults().first("GetDistributionConfig", 3, Fault.throttling());
    assertInstanceOf(Distributions.Read.Found.class, read(Duration.ofMinutes(1)));
    assertEquals(4, cloud.calls("GetDistributionConfig").size());
  }

  @Test
  void giveUpAfterAsManyTriesAsTheOthers() {
    cloud.faults().always("GetDistributionConfig", Fault.throttling());
    assertThrows(TryAgainException.class, () -> read(Duration.ofMinutes(2)));
    assertEquals(Limits.OF_CLOUDFRONT.tries(), cloud.calls("GetDistributionConfig").size());
  }

  @Test
  void endInTimeHoweverSlowCloudFrontMadeThem() {
    cloud.faults().always("GetDistributionConfig", Fault.throttling());
    long begin = System.nanoTime();
    for (int i = 0; i < 3; i++) {
      assertThrows(TryAgainException.class, () -> read(Duration.ofSeconds(2)));
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertTrue(took.compareTo(Duration.ofSeconds(20)) < 0, took::toString);
  }

  /** The SDK's circuit breaker, which this mode cannot do without, saves tries and never a call. */
  @Test
  void failuresOfManyInARowKeepNoCallFromBeingMade() {
    cloud.faults().always("GetDistributionConfig", Fault.internalError());
    for (int i = 0; i < 25; i++) {
      assertThrows(TryAgainException.class, () -> read(Duration.ofMinutes(1)));
    }
    cloud.faults().clear();
    assertInstanceOf(Distributions.Read.Found.class, read(Duration.ofMinutes(1)));
  }

  private Distributions.Read read(Duration within) {
    return ports.patientDistributions().read(ID, () -> within);
  }
}
