package httpsguard.reliability;

import httpsguard.local.Bytes;
import httpsguard.local.CloudStandIn;
import httpsguard.local.FunctionProcess;
import httpsguard.local.FunctionSettings;
import java.time.Duration;
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
    Map<String, String> settings = FunctionSettings.ofGuard();
    settings.putAll(more);
    return FunctionProcess.of(
        FunctionProcess.Function.packaged(
            FunctionProcess.GUARD, FunctionSettings.speakingTo(cloud, settings)));
  }

  static FunctionProcess auditOf(CloudStandIn cloud) {
    return FunctionProcess.of(
        FunctionProcess.Function.packaged(
            FunctionProcess.AUDIT, FunctionSettings.speakingTo(cloud, FunctionSettings.ofAudit())));
  }

  static AsynchronousInvoke invokedBy(FunctionProcess audit) {
    return new AsynchronousInvoke(
        event -> audit.invoke(Bytes.utf8(event), TIMEOUT), AsynchronousInvoke.Waiting.NOT_AT_ALL);
  }

  static WorkQueue queueOf(FunctionProcess guard) {
    return queueOf(guard, TIMEOUT);
  }

  static WorkQueue queueOf(FunctionProcess guard, Duration timeout) {
    return new WorkQueue(
        event -> guard.invoke(Bytes.utf8(event), timeout), AsynchronousInvoke.Waiting.NOT_AT_ALL);
  }
}
