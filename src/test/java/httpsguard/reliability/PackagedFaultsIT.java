package httpsguard.reliability;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;

import httpsguard.cloudtrail.Events;
import httpsguard.local.CloudStandIn;
import httpsguard.local.Fault;
import httpsguard.local.FunctionProcess;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A few rows of the fault matrix on the packaged function, with its real limits. */
class PackagedFaultsIT {
  private final CloudStandIn cloud = CloudStandIn.start();
  private final FunctionProcess function = PackagedFunction.speakingTo(cloud);
  private final WorkQueue queue = PackagedFunction.queueOf(function);

  @AfterEach
  void close() {
    function.close();
    cloud.close();
  }

  @Test
  void aWriteWhoseAnswerWasLostIsClaimed() throws InterruptedException {
    cloud.faults().once("UpdateDistribution", new Fault.Reset(Fault.Moment.AFTER_ACTING));
    assertEquals(1, deliver().tries());
    assertEquals(List.of("Repaired"), outcomes());
  }

  @Test
  void whatCloudFrontRefusesIsTold() throws InterruptedException {
    cloud.faults().always("UpdateDistribution", Fault.accessDenied("not authorized"));
    assertEquals(1, deliver().tries());
    assertEquals(List.of("NotRepaired"), outcomes());
  }

  @Test
  void whatCannotBeToldIsKept() throws InterruptedException {
    cloud.removeTopic(CloudStandIn.TOPIC_ARN);
    assertEquals(WorkQueue.RECEIVES, deliver().tries());
    assertEquals(1, queue.failed().size());
  }

  @Test
  void whatPassesIsTriedAgain() throws InterruptedException {
    cloud.faults().once("GetDistributionConfig", Fault.serviceUnavailable());
    cloud.faults().once("ListTagsForResource", Fault.throttling());
    cloud.faults().once("Publish", Fault.internalError());
    assertEquals(1, deliver().tries());
    assertEquals(List.of("Repaired"), outcomes());
  }

  private AsynchronousInvoke.End deliver() throws InterruptedException {
    cloud.distributions().put(Events.ID, config().xml());
    return queue.deliver(Events.update("allow-all").json());
  }

  private List<String> outcomes() {
    return Told.by(cloud).stream().map(Told::outcome).toList();
  }
}
