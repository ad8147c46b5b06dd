package httpsguard.lambda;

import httpsguard.Outcome;
import httpsguard.notice.AsciiJson;
import httpsguard.notice.OutcomeJson;
import java.io.PrintStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One raw JSON line per event on standard output, which CloudWatch reads as a log event and, by its
 * embedded metric format, as a metric (CloudWatch guide, embedded metric format specification).
 *
 * @param functionName the metrics' only dimension
 */
record EventLog(PrintStream out, Clock clock, String functionName) {
  private static final String NAMESPACE = "HttpsGuard";

  void write(Outcome outcome) {
    write(OutcomeJson.name(outcome), OutcomeJson.of(outcome));
  }

  /**
   * An event that ended in an error, which Lambda sees too.
   *
   * @param failure one that is {@link Failures#loggable}
   */
  void writeFailure(RuntimeException failure) {
    write(
        "Failed",
        Map.of(
            "outcome", "Failed",
            "error", failure.getClass().getSimpleName(),
            "message", String.valueOf(failure.getMessage())));
  }

  private void write(String metric, Map<String, Object> fields) {
    Map<String, Object> line = new LinkedHashMap<>(fields);
    line.put("FunctionName", functionName);
    line.put(metric, 1);
    line.put(
        "_aws",
        Map.of(
            "Timestamp",
            clock.millis(),
            "CloudWatchMetrics",
            List.of(
                Map.of(
                    "Namespace",
                    NAMESPACE,
                    "Dimensions",
                    List.of(List.of("FunctionName")),
                    "Metrics",
                    List.of(Map.of("Name", metric, "Unit", "Count"))))));
    out.println(AsciiJson.of(line));
  }
}
