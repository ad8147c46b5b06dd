package httpsguard.lambda;

import httpsguard.Version;
import httpsguard.json.AsciiJson;
import httpsguard.json.JsonFields;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One raw JSON line per event on standard output, which CloudWatch reads as a log event and, by its
 * embedded metric format, as a metric (CloudWatch guide, embedded metric format specification).
 *
 * @param functionName the metrics' only dimension
 * @param message in which the event came, by which each line identifies it
 */
record EventLog(PrintStream out, Clock clock, String functionName, Optional<QueuedWork> message) {
  private static final String NAMESPACE = "HttpsGuard";

  EventLog about(QueuedWork queued) {
    return new EventLog(out, clock, functionName, Optional.of(queued));
  }

  void write(InvocationResult answer) {
    write(answer.fields(), answer.metrics());
  }

  /** An event that ended in an error; answers with the error as Lambda may log it, too. */
  RuntimeException failed(RuntimeException failure) {
    RuntimeException loggable = Failures.loggable(failure);
    writeFailure(loggable, Map.of("Failed", 1));
    return loggable;
  }

  /** An event that ended in an error of which Lambda does not learn. */
  void writeFailure(RuntimeException failure, Map<String, Integer> metrics) {
    write(
        Map.of(
            "outcome", "Failed",
            "error", failure.getClass().getSimpleName(),
            "message", String.valueOf(failure.getMessage())),
        metrics);
  }

  void write(Map<String, Object> fields, Map<String, Integer> metrics) {
    JsonFields line =
        new JsonFields()
            .withAll(fields)
            .withAny("messageId", message.map(QueuedWork::messageId))
            .withAny("receiveCount", message.map(QueuedWork::receiveCount))
            .with("version", Version.NUMBER)
            .with("FunctionName", functionName)
            .withAll(metrics)
            .with(
                "_aws",
                Map.of("Timestamp", clock.millis(), "CloudWatchMetrics", declared(metrics)));
    out.println(AsciiJson.of(line));
  }

  private static List<Map<String, Object>> declared(Map<String, Integer> metrics) {
    return List.of(
        Map.of(
            "Namespace",
            NAMESPACE,
            "Dimensions",
            List.of(List.of("FunctionName")),
            "Metrics",
            metrics.keySet().stream()
                .sorted()
                .map(name -> Map.of("Name", name, "Unit", "Count"))
                .toList()));
  }
}
