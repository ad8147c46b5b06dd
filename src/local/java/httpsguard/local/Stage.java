package httpsguard.local;

import java.time.Duration;
import java.util.Map;

/** AWS with one distribution, its viewers' edge, and the packaged function beside them. */
final class Stage implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final String id;
  private final String mode;
  private final CloudStandIn cloud = CloudStandIn.start();
  private final EdgeServer edge = EdgeServer.start(cloud.distributions());
  private final FunctionProcess function;

  Stage(StoredDistribution distribution, String mode, String policy) {
    id = distribution.id();
    this.mode = mode;
    cloud.distributions().put(distribution);
    Map<String, String> settings = FunctionSettings.ofGuard();
    settings.put("HTTPS_POLICY", policy);
    settings.put("MODE", mode);
    function =
        FunctionProcess.of(
            FunctionProcess.Function.packaged(
                FunctionProcess.GUARD, FunctionSettings.speakingTo(cloud, settings)));
  }

  CloudStandIn cloud() {
    return cloud;
  }

  EdgeServer edge() {
    return edge;
  }

  String mode() {
    return mode;
  }

  StoredDistribution distribution() {
    return cloud.distributions().read(id);
  }

  Invocation invoke(SampleEvent event) throws InterruptedException {
    return function.invoke(event.json(), TIMEOUT);
  }

  /** What the function wrote to its log. */
  String log() {
    return function.standardOutput() + function.standardError();
  }

  @Override
  public void close() {
    function.close();
    edge.close();
    cloud.close();
  }
}
