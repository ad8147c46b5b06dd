package httpsguard.notice;

import httpsguard.ReportOutcome;
import httpsguard.audit.Report;
import httpsguard.audit.ReportJson;
import httpsguard.json.JsonLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of a report, as JSON: what the guard returns and logs. */
public final class ReportOutcomeJson {
  private static final int SCHEMA = 1;

  /** In bytes, as a text within JSON: far below what a log event and a function's answer may be. */
  private static final int MAX_SIZE = 100_000;

  /** How many entries of each list are tried until the whole is small enough. */
  private static final List<Integer> LENGTHS =
      List.of(1000, 500, 250, 120, 60, 30, 15, 8, 4, 2, 1, 0);

  /** Of each list within one distribution: that the rest is cut is said there. */
  private static final int MAX_DETAILS = 10;

  /** Of the list of those whose events may have been missed, in the notice. */
  private static final int MAX_MISSED = 100;

  private ReportOutcomeJson() {}

  /** In a stable order; {@code truncated} says where lists are cut. */
  public static Map<String, Object> of(ReportOutcome outcome) {
    return of(outcome, MAX_SIZE);
  }

  /**
   * @param maxSize in bytes, as a text within JSON
   */
  static Map<String, Object> of(ReportOutcome outcome, int maxSize) {
    Map<String, Object> json = Map.of();
    for (int length : LENGTHS) {
      json = withLists(outcome, length);
      if (JsonLimits.sizeAsText(json) <= maxSize) {
        break;
      }
    }
    return json;
  }

  /** What is the same in each part of the notice: all but the distributions. */
  static Map<String, Object> frame(ReportOutcome outcome) {
    Map<String, Object> json = withLists(outcome, MAX_MISSED);
    json.keySet().removeAll(List.of("distributions", "truncated"));
    return json;
  }

  private static Map<String, Object> withLists(ReportOutcome outcome, int length) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schema", SCHEMA);
    json.put("outcome", "Report");
    json.put("told", outcome.isTold());
    json.put("report", report(outcome.report()));
    json.put("counts", outcome.counts());
    json.put(
        "distributions",
        JsonLimits.list(outcome.handled(), length, each -> OutcomeJson.row(each, MAX_DETAILS)));
    json.put(
        "perhapsMissed",
        JsonLimits.list(outcome.perhapsMissed(), length, reported -> reported.id().value()));
    if (outcome.handled().size() > length || outcome.perhapsMissed().size() > length) {
      json.put("truncated", "lists have at most " + length + " entries here; counts count all");
    }
    return json;
  }

  private static Map<String, Object> report(Report report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("requestId", JsonLimits.text(report.requestId()));
    json.put("time", report.time().toString());
    json.put("account", report.account());
    report.purpose().ifPresent(purpose -> json.put("purpose", purpose.word()));
    json.put("totals", ReportJson.totals(report.totals()));
    json.put("leftOut", report.leftOut());
    return json;
  }
}
