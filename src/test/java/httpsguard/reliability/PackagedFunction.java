package httpsguard.reliability;

import httpsguard.cloudtrail.Events;
import httpsguard.local.Bytes;
import httpsguard.local.CloudStandIn;
import httpsguard.local.FunctionProcess;
import java.time.Duration;
import java.util.Map;

/** The packaged function under the runtime client, in remediate mode. */
final class PackagedFunction {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  private PackagedFunction() {}

  static FunctionProcess speakingTo(CloudStandIn cloud) {
    return FunctionProcess.of(
        FunctionProcess.Function.packaged(
            "httpsguard.lambda.GuardHandler::handleRequest",
            Map.of(
                "HTTPS_POLICY",
                "redirect-to-https",
                "MODE",
                "remediate",
                "TOPIC_ARN",
                CloudStandIn.TOPIC_ARN,
                "GUARD_ROLE_ARN",
                Events.GUARD_ROLE,
                "AWS_ENDPOINT_URL",
                cloud.endpoint().toString())));
  }

  static AsynchronousInvoke invokedBy(FunctionProcess function) {
    return new AsynchronousInvoke(
        event -> function.invoke(Bytes.utf8(event), TIMEOUT),
        AsynchronousInvoke.Waiting.NOT_AT_ALL);
  }
}
