package httpsguard.notice;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import httpsguard.ReportOutcome;
import httpsguard.audit.Report;
import httpsguard.distribution.Configs;
import httpsguard.json.AsciiJson;
import httpsguard.lambda.DestinationRecords;
import httpsguard.lambda.Lab;
import httpsguard.local.PublishedNotice;
import httpsguard.notice.Message.HttpsFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However much an audit found, and however strange, its notice is one that SNS takes. */
@Execution(ExecutionMode.CONCURRENT)
class ReportMessagesTest {
  /** Which may name path patterns once more. */
  private static final Pattern COMMAND = Pattern.compile("(?m)^ {7}aws .*$");

  private static final Pattern SUBJECT = Pattern.compile("[!-~][ -~]{0,98}");
  private static final List<String> LISTS = List.of("distributions", "leftAlone", "unreadable");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void eachPartOfALargeReportIsOneThatSnsTakes(long seed) throws Exception {
    ReportOutcome outcome = new RandomReports(new Random(seed)).next();
    for (HttpsFormat format : HttpsFormat.values()) {
      for (Message part : messages(outcome, Optional.of("team"), format)) {
        assertTrue(SnsSize.of(part) <= SnsSize.MOST, () -> "takes " + SnsSize.of(part));
        assertTrue(SUBJECT.matcher(part.subject()).matches(), part.subject());
        JsonObject body = json(part.body());
        for (String line : body.getString("email").lines().toList()) {
          assertTrue(line.chars().allMatch(c -> c >= ' ' && c <= '~'), line);
        }
        assertFalse(body.getString("email").contains("left out for length"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void eachDistributionStandsInOnePlaceAndNoneIsLost(long seed) throws Exception {
    ReportOutcome outcome = new RandomReports(new Random(seed)).next();
    Map<String, Integer> told = new TreeMap<>();
    StringBuilder emails = new StringBuilder();
    for (Message part : messages(outcome, Optional.empty(), HttpsFormat.OUTCOME)) {
      JsonObject body = json(part.body());
      emails.append(COMMAND.matcher(body.getString("email")).replaceAll(""));
      JsonObject json = json(body.getString("default"));
      for (String list : LISTS) {
        for (Object each : json.getArray(list)) {
          var _ = told.merge(((JsonObject) each).getString("distributionId"), 1, Integer::sum);
        }
      }
    }
    Map<String, Integer> expected = new TreeMap<>();
    outcome.report().distributions().forEach(each -> expected.put(each.id().value(), 1));
    outcome.report().unreadable().forEach(each -> expected.put(each.id(), 1));
    assertEquals(expected, told);
    for (String id : expected.keySet()) {
      assertEquals(1, occurrences("\n  " + id + "(?!,?\\s+continued)\\b", emails), id);
    }
    for (String pattern : RandomReports.patterns(outcome)) {
      assertEquals(1, occurrences(pattern, emails), pattern);
    }
  }

  @Test
  void partsSayWhichTheyAreAndWhereToReadWhatToDo() throws Exception {
    ReportOutcome outcome = new RandomReports(new Random(1)).next();
    List<Message> parts = messages(outcome, Optional.empty(), HttpsFormat.OUTCOME);
    int last = parts.size();
    assertTrue(last > 2, "parts: " + last);
    assertTrue(parts.getFirst().subject().endsWith(" (1/" + last + ")"), parts.toString());
    assertTrue(parts.getLast().subject().endsWith(" (" + last + "/" + last + ")"));
    String first = words(parts.getFirst());
    assertTrue(first.contains("This notice has " + last + " parts"), first);
    assertTrue(first.contains("What to do"), first);
    String second = words(parts.get(1));
    assertTrue(second.contains("Part 1 of " + last + ", a separate message, says"));
    assertFalse(second.contains("What to do"), second);
    JsonObject json = json(json(parts.get(1).body()).getString("default"));
    assertEquals(2, json.getInt("part"));
    assertEquals(last, json.getInt("parts"));
  }

  /** Half a number would be a wrong one. */
  @Test
  void aSubjectThatIsTooLongIsCutBetweenNumbers() {
    RandomReports reports = new RandomReports(new Random(3));
    for (int report = 0; report < 20; report++) {
      String subject =
          messages(reports.next(), Optional.empty(), HttpsFormat.OUTCOME).getFirst().subject();
      assertTrue(
          subject.matches(
              "\\[HTTPS Guard] Audit of account 111122223333: (changes may go unseen, )?"
                  + "(\\d+ [A-Za-z ]+, )*(\\d+ [A-Za-z ]+|\\.\\.\\.)( \\(1/\\d+\\))?"),
          subject);
    }
  }

  /** What the summary counts is what follows. */
  @Test
  void theNumbersOfTheSummaryComeToThoseThatWereToBeRepaired() {
    RandomReports reports = new RandomReports(new Random(4));
    for (int report = 0; report < 20; report++) {
      ReportOutcome outcome = reports.next();
      Report.Totals totals = outcome.report().totals();
      String summary = new ReportNotice(outcome).summary();
      String became = summary.replaceFirst(".*What became of them: ([^.]*)\\..*", "$1");
      int sum =
          Pattern.compile("\\d+")
              .matcher(became)
              .results()
              .mapToInt(n -> Integer.parseInt(n.group()))
              .sum();
      assertEquals(totals.toRepair(), sum, summary);
    }
  }

  @Test
  void filtersFindAReportByEachOwnerAndEachDistribution() throws Exception {
    try (Lab lab = new Lab().set("OWNER_TAG", "team").withTimeLeft(Duration.ofMinutes(3))) {
      put(lab, "EFIRST1", "storefront");
      put(lab, "ESECOND1", "payments");
      put(lab, "ETHIRD1", "storefront");

      lab.auditAndHandOver("repair");

      Map<String, PublishedNotice.Attribute> attributes = lab.onlyNotice().attributes();
      assertEquals(new PublishedNotice.Attribute("String", "Report"), attributes.get("outcome"));
      assertEquals(
          new PublishedNotice.Attribute("String", "111122223333"), attributes.get("account"));
      assertEquals(
          List.of("payments", "storefront"), array(attributes.get("owner")), attributes.toString());
      assertEquals(
          List.of("EFIRST1", "ESECOND1", "ETHIRD1"), array(attributes.get("distributionId")));
    }
  }

  @Test
  void oneOwnerIsAStringAsInOtherNotices() {
    try (Lab lab = new Lab().set("OWNER_TAG", "team").withTimeLeft(Duration.ofMinutes(3))) {
      put(lab, "EFIRST1", "storefront");
      lab.auditAndHandOver("repair");
      Map<String, PublishedNotice.Attribute> attributes = lab.onlyNotice().attributes();
      assertEquals(new PublishedNotice.Attribute("String", "storefront"), attributes.get("owner"));
      assertEquals(
          new PublishedNotice.Attribute("String", "EFIRST1"), attributes.get("distributionId"));
    }
  }

  @Test
  void aChatClientGetsTheIdsToo() throws Exception {
    try (Lab lab = new Lab().set("HTTPS_FORMAT", "chat").withTimeLeft(Duration.ofMinutes(3))) {
      put(lab, "EFIRST1", "storefront");
      lab.auditAndHandOver("repair");
      JsonObject chat = json(lab.onlyNotice().messageFor("https"));
      String description = chat.getObject("content").getString("description");
      assertTrue(description.contains("Repaired: EFIRST1."), description);
    }
  }

  /** As repaired as it is, it is told: who repaired it may have died before it could tell. */
  @Test
  void aRepairThatWasNotToldIsToldThoughTheRestIsExempt() {
    try (Lab lab = new Lab().withTimeLeft(Duration.ofMinutes(3))) {
      lab.set(
          "HTTPS_POLICY",
          "{\"policy\": \"redirect-to-https\", \"rules\": [{\"pathPattern\": \"/legacy/*\","
              + " \"policy\": \"allow-all\", \"until\": \"2027-03-31\", \"reason\": \"old\"}]}");
      lab.put(Configs.config().path("/legacy/*", "s3", "allow-all"));
      String handedOver =
          DestinationRecords.success("repair", lab.audit(DestinationRecords.input("repair")));
      lab.handle(lab.guard(), handedOver);
      assertEquals(1, lab.cloud().published().size());
      JsonObject again = lab.handle(lab.guard(), handedOver);
      assertEquals(1, again.getObject("counts").getInt("AlreadyBack"));
      assertEquals(2, lab.cloud().published().size());
    }
  }

  @Test
  void aReportByHandListsEachDistributionHoweverManyThereAre() {
    Report report = new RandomReports(new Random(5)).next().report();
    String text = ReportText.of(report, Integer.MAX_VALUE);
    report
        .distributions()
        .forEach(each -> assertEquals(1, occurrences("\n  " + each.id() + "\\b", text)));
    assertFalse(text.contains("left out for length"), text);
    assertTrue(text.chars().allMatch(c -> (c >= ' ' && c <= '~') || c == '\n'));
  }

  @Test
  void aTextByHandThatIsTooLongSaysHowManyStandInTheJsonOnly() {
    Report report = new RandomReports(new Random(5)).next().report();
    String text = ReportText.of(report, 20_000);
    int shown =
        (int)
            report.distributions().stream()
                .filter(each -> occurrences("\n  " + each.id() + "\\b", text) == 1)
                .count();
    int left = report.distributions().size() - shown;
    assertTrue(shown > 0 && left > 0, shown + " shown, " + left + " left");
    assertTrue(text.contains(left + " more are in the JSON's"), text);
    assertTrue(AsciiJson.of(text).length() < 100_000);
  }

  private static List<Message> messages(
      ReportOutcome outcome, Optional<String> ownerTag, HttpsFormat format) {
    return ReportParts.of(outcome, ownerTag).stream()
        .map(part -> Message.of(part, format))
        .toList();
  }

  private static void put(Lab lab, String id, String team) {
    lab.cloud().distributions().put(id, Configs.config().xml());
    lab.cloud().distributions().tag(id, "team", team);
  }

  private static int occurrences(String pattern, CharSequence text) {
    return (int) Pattern.compile(pattern).matcher(text).results().count();
  }

  private static List<Object> array(PublishedNotice.@Nullable Attribute attribute)
      throws JsonParserException {
    assertEquals("String.Array", requireNonNull(attribute).type());
    JsonArray array = JsonParser.array().from(attribute.value());
    return new ArrayList<>(array);
  }

  private static String words(Message message) throws JsonParserException {
    return json(message.body()).getString("email").replaceAll("\\s+", " ");
  }

  private static JsonObject json(String text) throws JsonParserException {
    return JsonParser.object().from(text);
  }
}
