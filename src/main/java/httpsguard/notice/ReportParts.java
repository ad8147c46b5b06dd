package httpsguard.notice;

import httpsguard.ReportOutcome;
import httpsguard.advice.ReportSteps;
import httpsguard.audit.Report;
import httpsguard.distribution.DistributionId;
import httpsguard.text.Part;
import httpsguard.text.Quoted;
import httpsguard.text.Step;
import httpsguard.text.Times;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The one notice of a report, in as many parts as SNS's limit asks for. */
public final class ReportParts {
  /**
   * In bytes, of the distributions in one part, all forms together. What stands around them takes
   * less than 100,000, and SNS takes 256 KB (SNS quotas).
   */
  private static final int MAX_ENTRIES = 120_000;

  /** In characters, of the distributions in one mail: more at once is not read. */
  private static final int MAX_TEXT = 24_000;

  /** The sections of the notice, in their order. */
  enum Section {
    NOT_REPAIRED("NOT repaired: AWS refuses a call until someone acts", "distributions"),
    LEFT_OPEN("NOT repaired: checked again, and only the owner can act", "distributions"),
    UNSERVABLE("NOT repaired: would fail over HTTPS, and only the owner can act", "leftAlone"),
    FAILED("Not known to be repaired: a call failed and will be tried again", "distributions"),
    HELD_BACK("Held back: not repaired yet", "distributions"),
    REPAIRED("Repaired", "distributions"),
    ALREADY_BACK("In policy again; who corrected it is not known", "distributions"),
    GONE("Gone: the distribution no longer exists", "distributions"),
    WOULD_REPAIR("Checked again, and left as they are: mode notify", "distributions"),
    NOTIFY_ONLY("Serve S3 over plain HTTP, and are left as they are: mode notify", "leftAlone"),
    EXEMPT_NOW("Checked again, and exempt: may serve S3 over plain HTTP", "distributions"),
    EXEMPT("Exempt: may serve S3 over plain HTTP for some more days", "leftAlone"),
    DISABLED_NOW("Checked again, and disabled, serving no one: left alone", "distributions"),
    DISABLED(
        "Disabled, serving no one: left alone until enabled, unless a tag exempts it", "leftAlone"),
    UNREADABLE("Could not be judged", "unreadable");

    private final String heading;
    private final String list;

    /**
     * @param list the name of its list in the JSON
     */
    Section(String heading, String list) {
      this.heading = heading;
      this.list = list;
    }
  }

  private final ReportOutcome outcome;
  private final Report report;
  private final ReportNotice words;
  private final List<Step> steps;
  private final Optional<String> ownerTag;

  private ReportParts(ReportOutcome outcome, Optional<String> ownerTag) {
    this.outcome = outcome;
    this.ownerTag = ownerTag;
    report = outcome.report();
    words = new ReportNotice(outcome);
    steps = ReportSteps.of(outcome);
  }

  /**
   * @param ownerTag the key of the tag that names the owning team
   */
  public static List<Notice> of(ReportOutcome outcome, Optional<String> ownerTag) {
    ReportParts parts = new ReportParts(outcome, ownerTag);
    List<List<ReportEntry>> split = split(ReportEntries.of(outcome));
    List<Notice> notices = new ArrayList<>();
    split.forEach(part -> notices.add(parts.notice(part, notices.size() + 1, split.size())));
    return notices;
  }

  /** At least one, which may be empty. */
  private static List<List<ReportEntry>> split(List<ReportEntry> entries) {
    List<List<ReportEntry>> parts = new ArrayList<>(List.of(new ArrayList<>()));
    int bytes = 0;
    int characters = 0;
    for (ReportEntry entry : entries) {
      bytes += entry.size();
      characters += entry.text().length();
      if (!parts.getLast().isEmpty() && (bytes > MAX_ENTRIES || characters > MAX_TEXT)) {
        parts.add(new ArrayList<>());
        bytes = entry.size();
        characters = entry.text().length();
      }
      parts.getLast().add(entry);
    }
    return parts;
  }

  /**
   * @param number from 1 on
   * @param of how many there are
   */
  private Notice notice(List<ReportEntry> entries, int number, int of) {
    Map<Section, List<ReportEntry>> sections =
        entries.stream()
            .collect(
                Collectors.groupingBy(
                    ReportEntry::section, () -> new EnumMap<>(Section.class), Collectors.toList()));
    List<Part> parts = new ArrayList<>(number == 1 ? begin(of) : goOn(of));
    sections.forEach(
        (section, those) ->
            parts.add(
                new Part.Items(section.heading, those.stream().map(ReportEntry::text).toList())));
    parts.add(
        new Part.Table(
            "Audit",
            List.of(
                List.of("Account", report.account()),
                List.of("Audit", Times.of(report.time())),
                List.of("Request id", Quoted.plain(report.requestId()) + " (Lambda)"))));
    parts.add(NoticeBuilder.SENDER);
    return new Notice(
        envelope(entries, number, of),
        words.subject(of == 1 ? "" : " (" + number + "/" + of + ")"),
        words.summary(),
        words.warnings(),
        steps,
        parts,
        inShort(sections));
  }

  private List<Part> begin(int of) {
    List<Part> begin = new ArrayList<>();
    begin.add(new Part.Paragraph(words.summary()));
    words.warnings().stream().map(Part.Paragraph::new).forEach(begin::add);
    if (of > 1) {
      begin.add(
          new Part.Paragraph(
              ("This notice has %d parts, each a separate message. This one says what to do; all of"
                      + " them name distributions.")
                  .formatted(of)));
    }
    begin.add(new Part.Steps("What to do", steps));
    return begin;
  }

  private static List<Part> goOn(int of) {
    return List.of(
        new Part.Paragraph(
            ("This message continues the notice of one audit. Part 1 of %d, a separate message,"
                    + " says what to do.")
                .formatted(of)));
  }

  /** Each section in a sentence. */
  private List<String> inShort(Map<Section, List<ReportEntry>> sections) {
    List<String> paragraphs = new ArrayList<>();
    sections.forEach(
        (section, those) ->
            paragraphs.add(
                those.stream()
                    .map(entry -> Quoted.plain(entry.id()))
                    .distinct()
                    .collect(Collectors.joining(", ", section.heading + ": ", "."))));
    paragraphs.add("Request id of the audit: " + Quoted.plain(report.requestId()) + ".");
    return paragraphs;
  }

  private Notice.Envelope envelope(List<ReportEntry> entries, int number, int of) {
    return new Notice.Envelope(
        "Report",
        report.account(),
        entries.stream()
            .map(ReportEntry::id)
            .filter(DistributionId::isId)
            .distinct()
            .sorted()
            .toList(),
        entries.stream()
            .flatMap(entry -> entry.about().stream())
            .flatMap(about -> NoticeBuilder.owner(about, ownerTag).stream())
            .distinct()
            .sorted()
            .toList(),
        Optional.empty(),
        _ -> fields(entries, number, of));
  }

  /** As many as there are: a part has no more distributions than there is room for. */
  private Map<String, Object> fields(List<ReportEntry> entries, int number, int of) {
    Map<String, Object> json = OutcomeJson.partFrame(outcome);
    json.put("part", number);
    json.put("parts", of);
    for (String list : List.of("distributions", "leftAlone", "unreadable")) {
      json.put(
          list,
          entries.stream()
              .filter(entry -> entry.section().list.equals(list))
              .flatMap(entry -> entry.json().stream())
              .toList());
    }
    return json;
  }
}
