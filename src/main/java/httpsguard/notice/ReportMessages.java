package httpsguard.notice;

import httpsguard.Outcome;
import httpsguard.ReportOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The one notice of a report, in as many parts as SNS's limit asks for. */
public final class ReportMessages {
  /** In characters of the lines: each part stays far below SNS's 256 KB in all its forms. */
  private static final int MAX_LINES = 10_000;

  private static final int MAX_SUBJECT = 99;

  private final ReportOutcome outcome;
  private final ReportNotice notice;
  private final Optional<String> ownerTag;
  private final HttpsFormat httpsFormat;

  private ReportMessages(
      ReportOutcome outcome, Optional<String> ownerTag, HttpsFormat httpsFormat) {
    this.outcome = outcome;
    this.ownerTag = ownerTag;
    this.httpsFormat = httpsFormat;
    notice = new ReportNotice(outcome);
  }

  /**
   * @param ownerTag the key of the tag that names the owning team
   */
  public static List<Message> of(
      ReportOutcome outcome, Optional<String> ownerTag, HttpsFormat httpsFormat) {
    return new ReportMessages(outcome, ownerTag, httpsFormat).all();
  }

  private List<Message> all() {
    List<List<ReportLine>> parts = parts(ReportLine.of(outcome));
    List<Message> messages = new ArrayList<>();
    for (int part = 0; part < parts.size(); part++) {
      String counted = parts.size() == 1 ? "" : " (" + (part + 1) + "/" + parts.size() + ")";
      messages.add(message(parts.get(part), counted, part == 0));
    }
    return messages;
  }

  /** At least one, which may be empty. */
  private static List<List<ReportLine>> parts(List<ReportLine> lines) {
    List<List<ReportLine>> parts = new ArrayList<>();
    List<ReportLine> part = new ArrayList<>();
    int taken = 0;
    for (ReportLine line : lines) {
      int length = line.id().length() + line.columns().stream().mapToInt(String::length).sum() + 8;
      if (taken + length > MAX_LINES && !part.isEmpty()) {
        parts.add(part);
        part = new ArrayList<>();
        taken = 0;
      }
      part.add(line);
      taken += length;
    }
    parts.add(part);
    return parts;
  }

  private Message message(List<ReportLine> lines, String counted, boolean isFirst) {
    String subject = subject(counted);
    String email = email(lines, counted, isFirst);
    Map<String, String> body = new LinkedHashMap<>();
    body.put("default", AsciiJson.of(json(lines, subject, counted)));
    body.put("email", email);
    body.put("email-json", email);
    body.put("sms", subject);
    if (httpsFormat == HttpsFormat.CHAT) {
      body.put("https", AsciiJson.of(chat(subject)));
    }
    return new Message(subject, AsciiJson.of(body), attributes(lines));
  }

  private String subject(String counted) {
    String subject = notice.subject();
    int most = MAX_SUBJECT - counted.length();
    return (subject.length() > most ? subject.substring(0, most) : subject) + counted;
  }

  private String email(List<ReportLine> lines, String counted, boolean isFirst) {
    Paragraphs text = new Paragraphs();
    if (isFirst) {
      text.say(notice.summary());
      notice.warnings().forEach(text::say);
      text.steps("What to do", notice.steps());
    } else {
      text.say(
          "The notice of one audit goes on here" + counted + ". The first part says what to do.");
    }
    for (ReportLine.Section section : ReportLine.Section.values()) {
      text.table(
          section.heading(),
          lines.stream()
              .filter(line -> line.section() == section)
              .map(ReportMessages::row)
              .toList());
    }
    text.table("Audit", notice.facts());
    text.say(Draft.SENDER);
    return text.toString();
  }

  private static List<String> row(ReportLine line) {
    List<String> row = new ArrayList<>();
    row.add(line.id());
    row.addAll(line.columns());
    return row;
  }

  private Map<String, Object> json(List<ReportLine> lines, String subject, String counted) {
    Map<String, Object> json =
        ReportOutcomeJson.part(
            outcome,
            lines.stream().flatMap(l -> l.outcome().stream()).distinct().toList(),
            ids(lines));
    if (!counted.isEmpty()) {
      json.put("part", counted.substring(2, counted.length() - 1));
    }
    json.put("subject", subject);
    json.put("summary", notice.summary());
    json.put("warnings", notice.warnings().stream().map(Bounded::text).toList());
    json.put("steps", notice.steps().stream().map(ReportMessages::json).toList());
    return json;
  }

  private static Map<String, Object> json(Step step) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("words", Bounded.text(step.words()));
    json.put("commands", step.commands());
    return json;
  }

  private Map<String, Object> chat(String subject) {
    return ChatNotification.ofReport(subject, notice.summary(), notice.warnings(), notice.steps());
  }

  private Map<String, List<String>> attributes(List<ReportLine> lines) {
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    attributes.put("outcome", List.of("Report"));
    attributes.put("account", List.of(outcome.report().account()));
    Set<String> ids = ids(lines);
    if (!ids.isEmpty()) {
      attributes.put("distributionId", List.copyOf(ids));
    }
    Set<String> owners =
        lines.stream()
            .flatMap(line -> line.outcome().stream())
            .map(Outcome.Concerning::about)
            .flatMap(about -> Message.owner(about, ownerTag).stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (!owners.isEmpty()) {
      attributes.put("owner", List.copyOf(owners));
    }
    return attributes;
  }

  private static Set<String> ids(List<ReportLine> lines) {
    return lines.stream().map(ReportLine::id).collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
