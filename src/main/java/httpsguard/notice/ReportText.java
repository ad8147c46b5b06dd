package httpsguard.notice;

import httpsguard.advice.ByHandSteps;
import httpsguard.advice.Labels;
import httpsguard.advice.ReportedWords;
import httpsguard.audit.Report;
import httpsguard.audit.ReportedDistribution;
import httpsguard.audit.ReportedDistribution.Standing;
import httpsguard.json.AsciiJson;
import httpsguard.text.Paragraphs;
import httpsguard.text.Part;
import httpsguard.text.Quoted;
import httpsguard.text.Times;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A report in words, for whoever asked for it by hand. */
public final class ReportText {
  private ReportText() {}

  /**
   * Lines of printable ASCII.
   *
   * @param most how many bytes the distributions may take, as a text within JSON; of those that are
   *     left out it is said how many there are
   */
  public static String of(Report report, int most) {
    Report.Totals totals = report.totals();
    List<Part> text = new ArrayList<>();
    text.add(
        new Part.Paragraph(
            "Audit of account %s, %s. It looked at %s%s and changed nothing."
                .formatted(
                    report.account(),
                    Times.of(report.time()),
                    Labels.count(totals.audited(), "CloudFront distribution"),
                    totals.complete() ? "" : " (not at all of them)")));
    text.add(
        new Part.Table("Distributions that serve S3 over plain HTTP, or might", counts(totals)));
    warnings(report).stream().map(Part.Paragraph::new).forEach(text::add);
    text.add(new Part.Steps("What to do", ByHandSteps.of(report)));
    int left = list(report, text, most);
    text.add(
        new Part.Items(
            "Could not be judged",
            report.unreadable().stream()
                .map(
                    each ->
                        Paragraphs.item(
                            ReportedWords.title(each), List.of(), List.of(Quoted.of(each.why()))))
                .toList()));
    if (left > 0) {
      text.add(
          new Part.Paragraph(
              ("%d more are in the JSON's \"distributions\", but not in this text, because of its"
                      + " length.")
                  .formatted(left)));
    }
    text.add(
        new Part.Table(
            "Audit",
            List.of(List.of("Request id", Quoted.plain(report.requestId()) + " (Lambda)"))));
    return Paragraphs.of(text);
  }

  /** Zeros as well: that there are none is worth knowing. */
  private static List<List<String>> counts(Report.Totals totals) {
    List<List<String>> counts = new ArrayList<>();
    for (Standing standing : Standing.values()) {
      counts.add(row(totals.of(standing), standing.word(), words(standing)));
    }
    counts.add(
        row(totals.unreadable(), "not judged", "their config, or a setting in it, is not known"));
    return counts;
  }

  private static String words(Standing standing) {
    return switch (standing) {
      case DRIFTED -> "to be repaired";
      case UNDECIDED -> "may be exempt: the tags could not be read";
      case NOTIFY_ONLY -> "only notified about: mode notify";
      case UNSERVABLE -> "would fail over HTTPS: the origin has to be fixed";
      case EXEMPT -> "may serve plain HTTP until a set day";
      case DISABLED -> "serve no one; would be drifted once enabled";
    };
  }

  private static List<String> row(int number, String kind, String words) {
    return List.of(String.valueOf(number), kind, words);
  }

  private static List<String> warnings(Report report) {
    List<String> warnings = new ArrayList<>();
    if (!report.totals().complete()) {
      warnings.add(
          "The audit ran out of time before it had looked at all distributions. Those that it did"
              + " not reach may serve S3 over plain HTTP.");
    }
    if (report.leftOut() > 0) {
      warnings.add(
          "%s did not fit into this report, and %s counted only."
              .formatted(
                  Labels.count(report.leftOut(), "more distribution"),
                  report.leftOut() == 1 ? "is" : "are"));
    }
    return warnings;
  }

  /** Returns how many are left out. */
  private static int list(Report report, List<Part> text, int most) {
    Map<Standing, List<String>> items = new EnumMap<>(Standing.class);
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

  private static String heading(Standing standing) {
    return switch (standing) {
      case DRIFTED -> "Drifted: serve S3 over plain HTTP, to be repaired";
      case UNDECIDED -> "Undecided: serve S3 over plain HTTP, and may be exempt";
      case NOTIFY_ONLY -> "Notify-only: serve S3 over plain HTTP, and are left as they are";
      case UNSERVABLE -> "Unservable: serve S3 over plain HTTP, and would fail over HTTPS";
      case EXEMPT -> "Exempt: serve S3 over plain HTTP, as allowed";
      case DISABLED -> "Disabled: serve no one";
    };
  }
}
