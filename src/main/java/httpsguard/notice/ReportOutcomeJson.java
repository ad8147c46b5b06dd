package httpsguard.notice;

import httpsguard.ReportOutcome;
import httpsguard.audit.Report;
import httpsguard.audit.ReportJson;
import httpsguard.audit.ReportedDistribution;
import httpsguard.json.JsonLimits;
import httpsguard.json.JsonLists;
import java.util.LinkedHashMap;
import java.util.Map;

/** What came of a report, as JSON: what the guard returns and logs. */
final class ReportOutcomeJson {
  /** In the notice, of the list of those whose events may have been missed. */
  private static final int MAX_MISSED = 100;

  private ReportOutcomeJson() {}

  /**
   * In a stable order; {@code truncated} says where lists are cut.
   *
   * @param maxSize in bytes, as a text within JSON
   */
  static Map<String, Object> of(ReportOutcome outcome, int maxSize) {
    return JsonLists.fitted(
        maxSize,
        "; counts count all",
        lists -> {
          Map<String, Object> json = head(outcome);
          json.put("distributions", lists.of(outcome.handled(), OutcomeJson::shortRow));
          json.put("perhapsMissed", lists.of(outcome.perhapsMissed(), ReportOutcomeJson::id));
          return json;
        });
  }

  /** What is the same in each part of the notice: all but the distributions. */
  static Map<String, Object> frame(ReportOutcome outcome) {
    Map<String, Object> json = head(outcome);
    json.put(
        "perhapsMissed",
        JsonLimits.list(outcome.perhapsMissed(), MAX_MISSED, ReportOutcomeJson::id));
    return json;
  }

  private static Map<String, Object> head(ReportOutcome outcome) {
    Map<String, Object> json = OutcomeJson.frame("Report", outcome.isTold());
    json.put("report", report(outcome.report()));
    json.put("counts", outcome.counts());
    return json;
  }

  private static String id(ReportedDistribution reported) {
    return reported.id().value();
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
