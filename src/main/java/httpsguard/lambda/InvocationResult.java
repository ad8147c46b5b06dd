package httpsguard.lambda;

import httpsguard.CallOutcome;
import httpsguard.Outcome;
import httpsguard.ReportOutcome;
import httpsguard.json.AsciiJson;
import httpsguard.notice.OutcomeJson;
import httpsguard.notice.PlainNotice;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the guard answers to an event, logs, and counts.
 *
 * @param fields of the answer and of the log's line
 * @param metrics by their names
 */
record InvocationResult(Map<String, Object> fields, Map<String, Integer> metrics) {
  static InvocationResult of(CallOutcome came) {
    return new InvocationResult(PlainNotice.json(came), metrics(came));
  }

  static InvocationResult of(Outcome.Unrelated unrelated) {
    return new InvocationResult(OutcomeJson.of(unrelated), Map.of(unrelated.name(), 1));
  }

  /**
   * What a repair leaves open counts as not repaired, but only once: the event of the guard's own
   * write does not count it again.
   */
  private static Map<String, Integer> metrics(CallOutcome came) {
    return switch (came.outcome()) {
      case Outcome.Repaired(var _, var found, var _) when !found.leftOpen().isEmpty() ->
          Map.of("Repaired", 1, "NotRepaired", 1);
      case Outcome.NotRepaired _ when came instanceof CallOutcome.Untold ->
          Map.of("NotRepaired", 0);
      case Outcome outcome -> Map.of(outcome.name(), 1);
    };
  }

  /** A report that a later audit has overtaken neither fires nor clears an alarm. */
  static InvocationResult of(ReportOutcome outcome) {
    Map<String, Integer> counts = outcome.counts();
    Map<String, Integer> metrics = new LinkedHashMap<>(counts);
    // Counted by the line of the error in which the invocation ends.
    metrics.remove("Failed");
    // The alarm on what a change's repair was refused fires each time.
    metrics.remove("NotRepaired");
    if (!outcome.isOvertaken()) {
      metrics.putAll(forAlarms(outcome, counts));
    }
    return new InvocationResult(PlainNotice.json(outcome), metrics);
  }

  /** The metrics of what could not be finished, where the report is not delivered again. */
  static Map<String, Integer> metricsOfLeft(ReportOutcome outcome) {
    return outcome.isOvertaken()
        ? Map.of("Failed", 1)
        : Map.of("Failed", 1, "AuditNotRepaired", outcome.failed().size());
  }

  /**
   * A zero clears an alarm that fired once, so a zero is written only where it is certain. What a
   * report has no room for counts as held back.
   */
  private static Map<String, Integer> forAlarms(
      ReportOutcome outcome, Map<String, Integer> counts) {
    Map<String, Integer> metrics = new LinkedHashMap<>();
    int heldBack =
        counts.getOrDefault("HeldBack", 0)
            + outcome.report().allToRepair()
            - outcome.handled().size();
    int notRepaired = outcome.leftOpen();
    boolean sawAll = outcome.report().totals().complete() && outcome.report().leftOut() == 0;
    if (heldBack > 0 || sawAll) {
      metrics.put("AuditHeldBack", heldBack);
    }
    if (notRepaired > 0 || (sawAll && heldBack == 0 && !counts.containsKey("Failed"))) {
      metrics.put("AuditNotRepaired", notRepaired);
    }
    if (outcome.report().totals().complete()) {
      metrics.put("AuditsCompleted", 1);
      if (outcome.report().isDaily()) {
        metrics.put("ReportsCompleted", 1);
      }
    }
    return metrics;
  }

  static InvocationResult ofTest() {
    return new InvocationResult(OutcomeJson.frame("Test", /* isTold= */ true), Map.of("Test", 1));
  }

  String line() {
    return AsciiJson.of(fields);
  }
}
