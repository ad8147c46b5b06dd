package httpsguard.notice;

import httpsguard.Outcome;
import httpsguard.ReportOutcome;
import httpsguard.distribution.DistributionId;
import httpsguard.json.AsciiJson;
import httpsguard.json.JsonLimits;
import httpsguard.text.Paragraphs;
import httpsguard.text.Quoted;
import httpsguard.text.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The one notice of a report, in as many parts as SNS's limit asks for. */
public final class ReportMessages {
  /**
   * In bytes, of the distributions in one part, all forms together. What stands around them takes
   * less than 100,000, and SNS takes 256 KB (SNS quotas).
   */
  private static final int MAX_ENTRIES = 120_000;

  /** In characters, of the distributions in one mail: more at once is not read. */
  private static final int MAX_TEXT = 24_000;

  /** In bytes, of each warning and step for programs. */
  private static final int MAX_WORDS = 2_000;

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
   * @param number from 1 on
   * @param of how many there are
   */
  private record Part(List<ReportEntry> entries, int number, int of) {
    String counted() {
      return of == 1 ? "" : " (" + number + "/" + of + ")";
    }
  }

  /**
   * @param ownerTag the key of the tag that names the owning team
   */
  public static List<Message> of(
      ReportOutcome outcome, Optional<String> ownerTag, HttpsFormat httpsFormat) {
    return new ReportMessages(outcome, ownerTag, httpsFormat).all();
  }

  private List<Message> all() {
    List<List<ReportEntry>> parts = parts(ReportEntries.of(outcome));
    List<Message> messages = new ArrayList<>();
    for (List<ReportEntry> entries : parts) {
      messages.add(message(new Part(entries, messages.size() + 1, parts.size())));
    }
    return messages;
  }

  /** At least one, which may be empty. */
  private static List<List<ReportEntry>> parts(List<ReportEntry> entries) {
    List<List<ReportEntry>> parts = new ArrayList<>();
    List<ReportEntry> part = new ArrayList<>();
    int bytes = 0;
    int characters = 0;
    for (ReportEntry entry : entries) {
      boolean fits =
          bytes + entry.size() <= MAX_ENTRIES && characters + entry.text().length() <= MAX_TEXT;
      if (!fits && !part.isEmpty()) {
        parts.add(part);
        part = new ArrayList<>();
        bytes = 0;
        characters = 0;
      }
      part.add(entry);
      bytes += entry.size();
      characters += entry.text().length();
    }
    parts.add(part);
    return parts;
  }

  private Message message(Part part) {
    String subject = notice.subject(part.counted());
    String email = email(part);
    Map<String, String> body = new LinkedHashMap<>();
    body.put("default", AsciiJson.of(json(part, subject)));
    body.put("email", email);
    body.put("email-json", email);
    body.put("sms", subject);
    if (httpsFormat == HttpsFormat.CHAT) {
      body.put("https", AsciiJson.of(chat(part, subject)));
    }
    return new Message(subject, AsciiJson.of(body), attributes(part.entries()));
  }

  private String email(Part part) {
    Paragraphs text = new Paragraphs();
    if (part.number() == 1) {
      text.say(notice.summary());
      notice.warnings().forEach(text::say);
      if (part.of() > 1) {
        text.say(
            "This notice has "
                + part.of()
                + " parts, each a message of its own. This one says what to do; all of them name"
                + " distributions.");
      }
      text.steps("What to do", notice.steps());
    } else {
      text.say(
          "The notice of one audit goes on here. Part 1 of "
              + part.of()
              + ", which is a message of its own, says what to do.");
    }
    for (ReportEntry.Section section : ReportEntry.Section.values()) {
      text.items(
          section.heading(), in(section, part.entries()).stream().map(ReportEntry::text).toList());
    }
    text.table("Audit", notice.facts());
    text.say(NoticeBuilder.SENDER);
    return text.toString();
  }

  private Map<String, Object> json(Part part, String subject) {
    Map<String, Object> json = ReportOutcomeJson.frame(outcome);
    json.put("part", part.number());
    json.put("parts", part.of());
    for (String list : List.of("distributions", "leftAlone", "unreadable")) {
      json.put(
          list,
          part.entries().stream()
              .filter(entry -> entry.section().list().equals(list))
              .flatMap(entry -> entry.json().stream())
              .toList());
    }
    json.put("subject", subject);
    json.put("summary", notice.summary());
    json.put(
        "warnings",
        notice.warnings().stream().map(words -> JsonLimits.text(words, MAX_WORDS)).toList());
    json.put("steps", notice.steps().stream().map(ReportMessages::json).toList());
    return json;
  }

  private static Map<String, Object> json(Step step) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("words", JsonLimits.text(step.words(), MAX_WORDS));
    json.put("commands", step.commands());
    return json;
  }

  /** A chat client has no room for tables: each section in a sentence. */
  private Map<String, Object> chat(Part part, String subject) {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(notice.summary());
    paragraphs.addAll(notice.warnings());
    for (ReportEntry.Section section : ReportEntry.Section.values()) {
      List<String> names =
          in(section, part.entries()).stream()
              .map(entry -> Quoted.plain(entry.id()))
              .distinct()
              .toList();
      if (!names.isEmpty()) {
        paragraphs.add(section.heading() + ": " + String.join(", ", names) + ".");
      }
    }
    paragraphs.add("Request id of the audit: " + Quoted.plain(outcome.report().requestId()) + ".");
    return ChatNotification.ofReport(subject, paragraphs, notice.steps());
  }

  private static List<ReportEntry> in(ReportEntry.Section section, List<ReportEntry> entries) {
    return entries.stream().filter(entry -> entry.section() == section).toList();
  }

  private Map<String, List<String>> attributes(List<ReportEntry> entries) {
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    attributes.put("outcome", List.of("Report"));
    attributes.put("account", List.of(outcome.report().account()));
    put(
        attributes,
        "distributionId",
        entries.stream()
            .map(ReportEntry::id)
            .filter(DistributionId::isId)
            .collect(Collectors.toCollection(TreeSet::new)));
    put(
        attributes,
        "owner",
        entries.stream()
            .flatMap(entry -> entry.outcome().stream())
            .map(Outcome.Concerning::about)
            .flatMap(about -> Message.owner(about, ownerTag).stream())
            .collect(Collectors.toCollection(TreeSet::new)));
    return attributes;
  }

  private static void put(Map<String, List<String>> attributes, String name, Set<String> values) {
    if (!values.isEmpty()) {
      attributes.put(name, List.copyOf(values));
    }
  }
}
