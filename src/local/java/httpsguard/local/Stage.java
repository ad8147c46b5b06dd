package httpsguard.local;

import java.time.Duration;
import java.util.Map;

/** AWS with one distribution, its viewers' edge, and the packaged function beside them. */
final class Stage implements AutoCloseable {
  private static final String HANDLER = "httpsguard.lambda.GuardHandler::handleRequest";
  private static final String GUARD_ROLE =
      "arn:aws:iam::" + Accounts.DEFAULT_ID + ":role/https-guard";
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
    function =
        FunctionProcess.of(
            FunctionProcess.Function.packaged(
                HANDLER,
                Map.of(
                    "HTTPS_POLICY",
                    policy,
                    "MODE",
                    mode,
                    "TOPIC_ARN",
                    CloudStandIn.TOPIC_ARN,
                    "GUARD_ROLE_ARN",
                    GUARD_ROLE,
                    "AWS_ENDPOINT_URL",
                    cloud.endpoint().toString())));
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
