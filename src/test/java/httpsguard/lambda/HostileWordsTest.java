package httpsguard.lambda;

import static httpsguard.distribution.Configs.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.cloudtrail.Events;
import httpsguard.cloudtrail.MalformedEventException;
import httpsguard.distribution.Configs;
import httpsguard.local.Fault;
import httpsguard.local.PublishedNotice;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others wrote, in what people and terminals get: theirs is told from ours. */
class HostileWordsTest {
  /** Line breaks, a false end of the quote, terminal and bidi controls, invisible ones, links. */
  private static final String WORDS =
      "ATTACKER\"\n\nATTACKER What to do\r\n  1. ATTACKER \u001b[2J\u001b]8;;x\u0007 \u202eATTACKER\u2066"
          + " \u200b\ufeff\u00ad\u061c\u2028\u0085\udb40\udc41 https://ATTACKER.example www.ATTACKER.example"
          + " mailto:ATTACKER@attacker.example '; rm -rf ~ #` $(ATTACKER) \\\" ATTACKER ";

  /** The same without what XML cannot hold. */
  private static final String IN_XML =
      WORDS.replaceAll("[\u001b\u0007]", "").replace("\n", "&#10;").replace("\r", "&#13;");

  private static final Pattern LINK =
      Pattern.compile("://|\\bwww\\.(?!example\\.com)|mailto:", Pattern.CASE_INSENSITIVE);

  private final Lab lab = new Lab();

  @BeforeEach
  void tagsAreHostileToo() {
    lab.set("HTTPS_FORMAT", "chat").set("OWNER_TAG", "team");
  }

  @AfterEach
  void close() {
    lab.close();
  }

  record Situation(String outcome, GoesAs goesAs) {
    @Override
    public String toString() {
      return outcome;
    }
  }

  @FunctionalInterface
  interface GoesAs {
    void in(Lab lab, String words);
  }

  static List<Situation> situations() {
    return List.of(
        new Situation("Repaired", (lab, words) -> lab.put(hostile())),
        new Situation(
            "WouldRepair",
            (lab, words) -> lab.set("MODE", "notify").put(hostile().path("/d", "web", IN_XML))),
        new Situation("AlreadyBack", (lab, words) -> lab.put(hostile("https-only"))),
        new Situation(
            "Exempt",
            (lab, words) -> {
              lab.put(hostile());
              lab.cloud()
                  .distributions()
                  .tag(Events.ID, "https-guard-exempt", "2027-03-31 " + inError(words));
            }),
        new Situation("Disabled", (lab, words) -> lab.put(hostile().disabled())),
        new Situation(
            "NotRepaired",
            (lab, words) -> {
              lab.put(hostile());
              lab.cloud()
                  .faults()
                  .always(
                      "UpdateDistribution", new Fault.Refuse(403, "AccessDenied", inError(words)));
            }),
        new Situation("Gone", (lab, words) -> {}));
  }

  @ParameterizedTest
  @MethodSource("situations")
  void readersTellTheirsFromOurs(Situation situation) {
    situation.goesAs().in(lab, WORDS);
    if (lab.cloud().distributions().find(Events.ID).isPresent()) {
      lab.cloud().distributions().tag(Events.ID, "team", inError(WORDS));
      lab.cloud().distributions().tag(Events.ID, "aws:cloudformation:stack-name", inError(WORDS));
      lab.cloud().distributions().tag(Events.ID, "aws:cloudformation:stack-id", inError(WORDS));
      lab.cloud().distributions().tag(Events.ID, "aws:cloudformation:logical-id", inError(WORDS));
    }

    assertEquals(situation.outcome(), lab.handle(hostileEvent(WORDS)).getString("outcome"));

    PublishedNotice notice = lab.onlyNotice();
    assertSafeText(notice.messageFor("email"));
    assertPrintable(notice.message());
    assertPrintable(notice.messageFor("sqs"));
    assertPrintable(notice.messageFor("https"));
    assertFalse(notice.messageFor("https").contains("<"), notice.messageFor("https"));
    assertFalse(notice.subject().orElseThrow().contains("ATTACKER"));
    assertOneLogLine();
  }

  @ParameterizedTest
  @MethodSource("situations")
  void whatIsLongIsCutAndTheCutIsSaid(Situation situation) {
    String words = "ATTACKER".repeat(250);
    situation.goesAs().in(lab, words);

    assertEquals(situation.outcome(), lab.handle(hostileEvent(words)).getString("outcome"));

    String email = lab.notice();
    assertTrue(email.length() < 30_000, () -> "characters: " + email.length());
    assertTrue(email.contains("more characters]"), email);
    assertSafeText(email);
    assertOneLogLine();
  }

  /** A long user agent was broken over lines, of which one could pass for a heading of ours. */
  @Test
  void noLineOfTheNoticeBeginsWithinWhatSomebodyWrote() {
    lab.put(config());
    lab.cloud()
        .distributions()
        .tag(Events.ID, "https-guard-exempt", "What to do ".repeat(22) + "\"");
    lab.handle(hostileEvent("x ".repeat(40) + "What to do " + "x ".repeat(40)));
    List<String> lines = lab.notice().lines().toList();
    assertEquals(1, lines.stream().filter(line -> line.strip().startsWith("What to do")).count());
  }

  /** Lambda logs the exception with its causes, of which one quoted the event. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "detail.eventTime",
        "detail.recipientAccountId",
        "detail.requestParameters.id",
        "detail.responseElements.distribution.id",
        "detail.requestParameters",
        "detail.userIdentity",
      })
  void anErrorDoesNotRepeatABrokenEvent(String path) {
    lab.put(config());
    Events event = hostileEvent(WORDS).with(path, WORDS);
    try {
      lab.handle(event);
    } catch (MalformedEventException e) {
      assertSafeTrace(e);
    }
    assertOneLogLine();
  }

  /** The JSON parser's message did. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": %s}", "{\"a\": tru%s}", "{\"%s\" 1}", "{\"a\":\"\\u%s\"}", "%s"})
  void anErrorRepeatedWhatWasNotJson(String json) {
    MalformedEventException thrown =
        assertThrows(
            MalformedEventException.class,
            () -> lab.handle(lab.guard(), json.replace("%s", WORDS.replace("\"", ""))));
    assertFalse(trace(thrown).contains("ATTACKER"), trace(thrown));
    assertTrue(trace(thrown).contains("the event is not a JSON object: line "));
    assertFalse(lab.rawLog().contains("ATTACKER"), lab.rawLog());
  }

  /** The message of an error of AWS's was repeated as it was, line breaks and all. */
  @ParameterizedTest
  @ValueSource(strings = {"GetDistributionConfig", "ListTagsForResource", "UpdateDistribution"})
  void anErrorOfAwsIsQuoted(String action) {
    lab.put(config());
    lab.cloud().faults().always(action, new Fault.Refuse(503, "Busy", inError(WORDS.repeat(9))));

    RuntimeException thrown =
        assertThrows(RuntimeException.class, () -> lab.handle(hostileEvent("somebody")));

    String trace = trace(thrown);
    assertTrue(trace.contains("failed: \"ATTACKER\\\"\\u000a\\u000aATTACKER What to do"), trace);
    assertSafeTrace(thrown);
    assertOneLogLine();
  }

  @Test
  void tagsThatCannotBeReadAreToldInQuotes() {
    lab.put(hostile()).set("MODE", "notify");
    lab.cloud()
        .faults()
        .always("ListTagsForResource", new Fault.Refuse(503, "Busy", inError(WORDS)));
    lab.handle(hostileEvent(WORDS));
    assertTrue(lab.noticeWords().contains("tags could not be read"), lab.notice());
    assertSafeText(lab.notice());
  }

  private void assertOneLogLine() {
    assertEquals(1, lab.log().size());
    assertPrintable(lab.rawLog().strip());
    assertTrue(lab.rawLog().length() < 110_000, () -> "characters: " + lab.rawLog().length());
  }

  private static void assertSafeText(String text) {
    for (String line : text.lines().toList()) {
      assertPrintable(line);
      assertTheirsIsQuoted(line);
      assertFalse(LINK.matcher(line).find(), line);
    }
  }

  private static void assertPrintable(String text) {
    assertTrue(text.chars().allMatch(c -> c >= ' ' && c <= '~'), text);
  }

  /** Every word of the attacker's stands between quotes that are ours. */
  private static void assertTheirsIsQuoted(String line) {
    String ours = line.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "");
    assertFalse(ours.contains("ATTACKER"), line);
  }

  private static void assertSafeTrace(Throwable thrown) {
    for (String line : trace(thrown).lines().toList()) {
      assertPrintable(line.replace('\t', ' '));
      assertTrue(line.length() < 2_000, line);
      assertTheirsIsQuoted(line);
    }
  }

  private static String trace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  private static String inError(String words) {
    return words.replaceAll("[\u001b\u0007]", "");
  }

  private static Configs hostile() {
    return hostile("allow-all");
  }

  private static Configs hostile(String policy) {
    return config()
        .s3("s3 " + IN_XML, "assets.s3.amazonaws.com")
        .custom("web " + IN_XML, IN_XML, "https-only")
        .custom("site " + IN_XML, IN_XML + ".s3-website-us-east-1.amazonaws.com", "http-only")
        .path("/a/" + IN_XML, "s3 " + IN_XML, policy)
        .path("/b/" + IN_XML, "site " + IN_XML, policy)
        .path("/c/" + IN_XML, "web " + IN_XML, "allow-all")
        .defaultTo("s3", policy);
  }

  private static Events hostileEvent(String words) {
    return Events.update("allow-all")
        .with("detail.userIdentity.arn", words)
        .with("detail.userIdentity.type", words)
        .with("detail.userAgent", words)
        .with("detail.eventID", words)
        .with("detail.responseElements.eTag", words)
        .with("detail.responseElements.distribution.domainName", words)
        .with("detail.unknown", Map.of(words, words));
  }
}
