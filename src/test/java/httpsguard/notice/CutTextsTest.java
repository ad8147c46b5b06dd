package httpsguard.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpsguard.notice.Message.HttpsFormat;
import httpsguard.text.Part;
import httpsguard.text.Quoted;
import httpsguard.text.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever a text is cut, a reader goes on telling our words from others'. */
class CutTextsTest {
  private static final int NOTICES = 300;
  private static final int WITH_ATTRIBUTES = 60;
  private static final List<String> OURS =
      List.of("HTTPS Guard", "set", "(or not)", "*", "a`b", "<c>", "redirect-to-https,", "of");

  private final Random random = new Random(20_261_124);

  @Test
  void othersWordsStandInQuotesHoweverAGeneratedNoticeIsCut() throws Exception {
    int cutInChat = 0;
    int cutInJson = 0;
    for (int number = 0; number < NOTICES; number++) {
      Notice notice = notice();
      Message message = Message.of(notice, HttpsFormat.CHAT);
      Foreign.requireQuoted(message);
      requireSubject(message.subject());
      cutInChat += message.body().contains("[cut for length]") ? 1 : 0;
      cutInJson += message.body().contains("more characters]") ? 1 : 0;
    }
    assertTrue(cutInChat > NOTICES / 2, "cut in chat: " + cutInChat);
    assertTrue(cutInJson > NOTICES / 4, "cut in JSON: " + cutInJson);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void andHoweverAReportIs(long seed) throws Exception {
    for (Notice part :
        ReportParts.of(new RandomReports(new Random(seed)).next(), Optional.of("team"))) {
      Foreign.requireQuoted(Message.of(part, HttpsFormat.CHAT));
    }
  }

  /** SNS refuses what is longer (API reference, Publish). */
  private static void requireSubject(String subject) {
    assertTrue(subject.length() < 100, subject);
  }

  /**
   * What SNS counts includes the attributes. They were not counted, so that every try was refused;
   * and they go before words, which are cut only where they alone are too many.
   */
  @Test
  void attributesOfAnyNumberNeitherMakeANoticeTooLargeNorCutItsWords() throws Exception {
    int withoutLists = 0;
    for (int number = 0; number < WITH_ATTRIBUTES; number++) {
      Notice notice = notice();
      Message message = Message.of(withAttributes(notice), HttpsFormat.CHAT);
      assertTrue(SnsSize.of(message) <= SnsSize.MOST, "takes more than SNS does");
      assertEquals(Message.of(notice, HttpsFormat.CHAT).body(), message.body());
      withoutLists += message.attributes().containsKey("distributionId") ? 0 : 1;
    }
    assertTrue(withoutLists > WITH_ATTRIBUTES / 4, "lists that went: " + withoutLists);
  }

  private Notice withAttributes(Notice notice) {
    Notice.Envelope envelope = notice.envelope();
    return new Notice(
        new Notice.Envelope(
            envelope.outcome(),
            envelope.account(),
            IntStream.range(0, 2 + random.nextInt(12_000))
                .mapToObj("E0000000000%d"::formatted)
                .toList(),
            IntStream.range(0, random.nextInt(300))
                .mapToObj(_ -> "\u00e9".repeat(random.nextInt(256)))
                .toList(),
            envelope.thread(),
            envelope.json()),
        notice.subject(),
        notice.summary(),
        notice.warnings(),
        notice.steps(),
        notice.parts(),
        notice.inShort());
  }

  private Notice notice() {
    String summary = words(40);
    List<String> warnings =
        IntStream.range(0, random.nextInt(20)).mapToObj(_ -> warning()).toList();
    return new Notice(
        new Notice.Envelope(
            "Repaired", "111122223333", List.of(), List.of(), Optional.empty(), _ -> Map.of()),
        SubjectLine.of(words(12)),
        summary,
        warnings,
        IntStream.range(0, 1 + random.nextInt(4)).mapToObj(_ -> step()).toList(),
        List.of(new Part.Paragraph(summary), new Part.Items("Warnings", warnings)),
        List.of(words(10)));
  }

  /** Some come from an error, whose words are cut before they are told. */
  private String warning() {
    return random.nextInt(3) == 0 ? Quoted.sentence(words(200)) : words(60);
  }

  private Step step() {
    return new Step(
        words(30),
        IntStream.range(0, random.nextInt(4))
            .mapToObj(_ -> "aws cloudfront wait '" + Foreign.WORDS.repeat(random.nextInt(60)) + "'")
            .toList());
  }

  private String words(int most) {
    List<String> words = new ArrayList<>();
    for (int word = random.nextInt(most); word >= 0; word--) {
      words.add(
          random.nextInt(3) == 0 ? Quoted.of(foreign()) : OURS.get(random.nextInt(OURS.size())));
    }
    return String.join(" ", words);
  }

  private String foreign() {
    StringBuilder foreign = new StringBuilder();
    for (int part = random.nextInt(60); part > 0; part--) {
      foreign.append(
          switch (random.nextInt(6)) {
            case 0 -> "\"";
            case 1 -> "\\";
            case 2 -> "`";
            case 3 -> "\u00e9";
            default -> Foreign.WORDS;
          });
    }
    return foreign.toString();
  }
}
