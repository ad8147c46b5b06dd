package httpsguard.reliability;

import httpsguard.cloudtrail.Events;
import httpsguard.local.Bytes;
import httpsguard.local.CloudStandIn;
import httpsguard.local.FunctionProcess;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The packaged function under the runtime client, in remediate mode. */
final class PackagedFunction {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  private PackagedFunction() {}

  static FunctionProcess speakingTo(CloudStandIn cloud) {
    return speakingTo(cloud, Map.of());
  }

  /** The guard with more settings. */
  static FunctionProcess speakingTo(CloudStandIn cloud, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("HTTPS_POLICY", "redirect-to-https");
    environment.put("MODE", "remediate");
    environment.put("TOPIC_ARN", CloudStandIn.TOPIC_ARN);
    environment.put("GUARD_ROLE_ARN", Events.GUARD_ROLE);
    environment.put("AWS_ENDPOINT_URL", cloud.endpoint().toString());
    return FunctionProcess.of(
        FunctionProcess.Function.packaged(
            "httpsguard.lambda.GuardHandler::handleRequest", environment));
  }

  static FunctionProcess auditOf(CloudStandIn cloud) {
    return FunctionProcess.of(
        FunctionProcess.Function.packaged(
            "httpsguard.lambda.AuditHandler::handleRequest",
            Map.of(
                "HTTPS_POLICY",
                "redirect-to-https",
                "MODE",
                "remediate",
                "AWS_ENDPOINT_URL",
                cloud.endpoint().toString())));
  }

  static AsynchronousInvoke invokedBy(FunctionProcess function) {
    return invokedBy(function, TIMEOUT);
  }

  static AsynchronousInvoke invokedBy(FunctionProcess function, Duration timeout) {
    return new AsynchronousInvoke(
        event -> function.invoke(Bytes.utf8(event), timeout),
        AsynchronousInvoke.Waiting.NOT_AT_ALL);
  }
}
