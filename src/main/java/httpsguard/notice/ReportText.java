package httpsguard.notice;

import httpsguard.advice.ByHandSteps;
import httpsguard.advice.ReportCounts;
import httpsguard.advice.ReportedWords;
import httpsguard.audit.Report;
import httpsguard.audit.ReportedDistribution;
import httpsguard.json.AsciiJson;
import httpsguard.text.Paragraphs;
import httpsguard.text.Part;
import httpsguard.text.Quoted;
import httpsguard.text.Times;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A report in words, for who asked for it by hand. */
public final class ReportText {
  private final Report report;

  private ReportText(Report report) {
    this.report = report;
  }

  /**
   * Lines of printable ASCII.
   *
   * @param most how many bytes the distributions may take, as a text within JSON; of those that are
   *     left out it is said how many there are
   */
  public static String of(Report report, int most) {
    return new ReportText(report).write(most);
  }

  private String write(int most) {
    List<Part> text = new ArrayList<>();
    text.add(
        new Part.Paragraph(
            "Audit of account "
                + report.account()
                + ", "
                + Times.of(report.time())
                + ": it looked at "
                + ReportCounts.of(report.totals().audited(), "CloudFront distribution")
                + (report.totals().complete() ? "" : ", and not at all that there are")
                + ". It changed nothing."));
    text.add(new Part.Table("Distributions that serve S3 over plain HTTP, or might", totals()));
    warnings().forEach(warning -> text.add(new Part.Paragraph(warning)));
    text.add(new Part.Steps("What to do", new ByHandSteps(report).all()));
    int left = list(text, most);
    text.add(
        new Part.Items(
            "Could not be judged",
            report.unreadable().stream().map(ReportText::unreadable).toList()));
    if (left > 0) {
      text.add(
          new Part.Paragraph(
              left
                  + " more stand in the JSON's \"distributions\", but not in this text, for its"
                  + " length."));
    }
    text.add(
        new Part.Table(
            "Audit",
            List.of(List.of("Request id", Quoted.plain(report.requestId()) + " (Lambda)"))));
    return Paragraphs.of(text);
  }

  private List<List<String>> totals() {
    Report.Totals totals = report.totals();
    List<List<String>> rows = new ArrayList<>();
    row(rows, totals.drifted(), "drifted", "to be repaired");
    row(rows, totals.undecided(), "undecided", "may be exempt: the tags could not be read");
    row(rows, totals.notifyOnly(), "notify-only", "to be told of, and left so: mode notify");
    row(rows, totals.unservable(), "unservable", "would fail over HTTPS: left so, to be cured");
    row(rows, totals.exempt(), "exempt", "may serve plain HTTP until a day");
    row(rows, totals.disabled(), "disabled", "serve nobody; would be drifted once enabled");
    row(rows, totals.unreadable(), "not judged", "their config, or a setting in it, is not known");
    return rows;
  }

  /** Zeros as well: that there are none is worth knowing. */
  private static void row(List<List<String>> rows, int number, String kind, String words) {
    rows.add(List.of(String.valueOf(number), kind, words));
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (!report.totals().complete()) {
      warnings.add(
          "The audit's time was up before it had looked at all. What it did not come to look at may"
              + " serve S3 over plain HTTP.");
    }
    if (report.leftOut() > 0) {
      warnings.add(
          ReportCounts.of(report.leftOut(), "more distribution")
              + " did not fit into this report, and "
              + (report.leftOut() == 1 ? "is" : "are")
              + " counted only.");
    }
    return warnings;
  }

  /** Answers with how many are left out. */
  private int list(List<Part> text, int most) {
    Map<ReportedDistribution.Standing, List<String>> items =
        new EnumMap<>(ReportedDistribution.Standing.class);
    int taken = 0;
    int shown = 0;
    for (ReportedDistribution reported : report.distributions()) {
      String item =
          Paragraphs.item(
              ReportedWords.title(reported), ReportedWords.rowsWithOrigins(reported), List.of());
      taken += AsciiJson.of(item).length();
      if (taken > most) {
        break;
      }
      items.computeIfAbsent(reported.standing(), _ -> new ArrayList<>()).add(item);
      shown++;
    }
    items.forEach((standing, lines) -> text.add(new Part.Items(heading(standing), lines)));
    return report.distributions().size() - shown;
  }

  private static String heading(ReportedDistribution.Standing standing) {
    return switch (standing) {
      case DRIFTED -> "Drifted: serve S3 over plain HTTP, to be repaired";
      case UNDECIDED -> "Undecided: serve S3 over plain HTTP, and may be exempt";
      case NOTIFY_ONLY -> "Notify-only: serve S3 over plain HTTP, and are left so";
      case UNSERVABLE -> "Unservable: serve S3 over plain HTTP, and would fail over HTTPS";
      case EXEMPT -> "Exempt: serve S3 over plain HTTP, and may";
      case DISABLED -> "Disabled: serve nobody";
    };
  }

  private static String unreadable(Report.Unreadable unreadable) {
    return Paragraphs.item(
        unreadable.id().isEmpty() ? "a distribution without an id" : Quoted.plain(unreadable.id()),
        List.of(),
        List.of(Quoted.of(unreadable.why())));
  }
}
