package httpsguard.notice;

import httpsguard.CallOutcome;
import httpsguard.Outcome;
import httpsguard.ReportOutcome;
import httpsguard.json.AsciiJson;
import httpsguard.text.Excerpt;
import httpsguard.text.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is told where the words of a notice cannot be made: the outcome as JSON. A write is never
 * kept from people because of how it was to be told.
 */
public final class PlainNotice {
  /** In bytes, as a text within JSON: a mail has room for it. */
  private static final int MAX_JSON = 15_000;

  /** In characters. */
  private static final int LINE = 72;

  private PlainNotice() {}

  public static Notice of(CallOutcome.Told told) {
    Outcome.About about = told.outcome().about();
    return of(
        told.outcome().name(),
        about.account(),
        Optional.of(about.distribution().value()),
        orElse(() -> OutcomeJson.of(told, MAX_JSON), bare(told)));
  }

  public static Notice of(ReportOutcome outcome) {
    return of(
        "Report",
        outcome.report().account(),
        Optional.empty(),
        orElse(() -> ReportOutcomeJson.of(outcome, MAX_JSON), bare(outcome)));
  }

  /** The outcome as the function returns and logs it, whatever fails. */
  public static Map<String, Object> json(CallOutcome came) {
    return orElse(() -> OutcomeJson.of(came), bare(came));
  }

  /** The same of a report. */
  public static Map<String, Object> json(ReportOutcome outcome) {
    return orElse(() -> ReportOutcomeJson.of(outcome), bare(outcome));
  }

  private static Notice of(
      String outcome, String account, Optional<String> distribution, Map<String, Object> json) {
    String about = distribution.map(id -> " for distribution " + id).orElse(" of an audit");
    String summary =
        "HTTPS Guard has a notice%s in account %s: %s. Its text could not be made. What HTTPS Guard found and did stands in the JSON."
            .formatted(about, account, outcome);
    return new Notice(
        new Notice.Envelope(
            outcome,
            account,
            distribution.stream().toList(),
            List.of(),
            distribution,
            _ -> new LinkedHashMap<>(json)),
        Subject.of(outcome + about + ": the notice's text could not be made"),
        summary,
        List.of(),
        List.of(),
        List.of(
            new Part.Paragraph(summary),
            new Part.Items("The outcome as JSON, in lines", lines(AsciiJson.of(json))),
            new Part.Paragraph(
                "The function's log has the whole outcome, and why the text could not be made. Please"
                    + " report that as a bug."),
            NoticeBuilder.SENDER),
        List.of());
  }

  /** Indented, so that none passes for a heading. */
  private static List<String> lines(String json) {
    List<String> lines = new ArrayList<>();
    for (int at = 0; at < json.length(); at += LINE) {
      lines.add("  " + json.substring(at, Math.min(json.length(), at + LINE)));
    }
    return lines;
  }

  private static Map<String, Object> orElse(
      Supplier<Map<String, Object>> json, Map<String, Object> bare) {
    try {
      return json.get();
    } catch (RuntimeException e) {
      bare.put("jsonFailure", e.getClass().getName() + ": " + Excerpt.of(e.getMessage() + ""));
      return bare;
    }
  }

  private static Map<String, Object> bare(CallOutcome came) {
    Map<String, Object> json = OutcomeJson.frame(came.outcome(), came instanceof CallOutcome.Told);
    json.put("distributionId", came.trigger().distribution().value());
    json.put("account", came.trigger().account());
    return json;
  }

  private static Map<String, Object> bare(ReportOutcome outcome) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schema", OutcomeJson.SCHEMA);
    json.put("outcome", "Report");
    json.put("told", outcome.isTold());
    json.put("counts", outcome.counts());
    json.put(
        "distributions",
        outcome.handled().stream()
            .map(each -> each.found().id().value() + " " + each.outcome().name())
            .toList());
    return json;
  }
}
