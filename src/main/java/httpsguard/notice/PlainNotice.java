package httpsguard.notice;

import httpsguard.CallOutcome;
import httpsguard.Outcome;
import httpsguard.ReportOutcome;
import httpsguard.json.AsciiJson;
import httpsguard.text.Excerpt;
import httpsguard.text.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The notice where its words cannot be made: the outcome as JSON. People learn of a write even if
 * putting it into words fails.
 */
public final class PlainNotice {
  /** In bytes, as a text within JSON: a mail has room for it. */
  private static final int MAX_IN_MAIL = 15_000;

  /** In bytes, as a text within JSON: far below what a log event and a function's answer may be. */
  private static final int MAX_SIZE = 100_000;

  /** In characters. */
  private static final int LINE = 72;

  private PlainNotice() {}

  public static Notice of(CallOutcome.Told told) {
    Outcome.About about = told.outcome().about();
    return of(
        told.outcome().name(),
        about.account(),
        Optional.of(about.distribution().value()),
        json(told, MAX_IN_MAIL));
  }

  public static Notice of(ReportOutcome outcome) {
    return of("Report", outcome.report().account(), Optional.empty(), json(outcome, MAX_IN_MAIL));
  }

  /** The outcome as the function returns and logs it, whatever fails. */
  public static Map<String, Object> json(CallOutcome came) {
    return json(came, MAX_SIZE);
  }

  /** The same of a report. */
  public static Map<String, Object> json(ReportOutcome outcome) {
    return json(outcome, MAX_SIZE);
  }

  private static Notice of(
      String outcome, String account, Optional<String> distribution, Map<String, Object> json) {
    String about = distribution.map(id -> " for distribution " + id).orElse(" of an audit");
    String summary =
        ("HTTPS Guard has a notice%s in account %s: %s. The notice's text could not be made. The"
                + " JSON says what HTTPS Guard found and did.")
            .formatted(about, account, outcome);
    return new Notice(
        new Notice.Envelope(
            outcome, account, distribution.stream().toList(), List.of(), distribution, _ -> json),
        SubjectLine.of(outcome + about + ": the notice's text could not be made"),
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

  private static Map<String, Object> json(CallOutcome came, int maxSize) {
    try {
      return OutcomeJson.of(came, maxSize);
    } catch (RuntimeException e) {
      return OutcomeJson.frame(came.outcome().name(), came instanceof CallOutcome.Told)
          .with("distributionId", came.trigger().distribution().value())
          .with("account", came.trigger().account())
          .with("jsonFailure", words(e));
    }
  }

  private static Map<String, Object> json(ReportOutcome outcome, int maxSize) {
    try {
      return OutcomeJson.of(outcome, maxSize);
    } catch (RuntimeException e) {
      return OutcomeJson.frame("Report", outcome.isTold())
          .with("counts", outcome.counts())
          .with(
              "distributions",
              outcome.handled().stream()
                  .map(each -> each.found().id().value() + " " + each.outcome().name())
                  .toList())
          .with("jsonFailure", words(e));
    }
  }

  private static String words(RuntimeException e) {
    return e.getClass().getName() + ": " + Excerpt.of(e.getMessage() + "");
  }
}
