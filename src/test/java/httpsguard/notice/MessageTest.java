package httpsguard.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import httpsguard.CallOutcome;
import httpsguard.Outcome;
import httpsguard.Trigger;
import httpsguard.cloudtrail.Actor;
import httpsguard.cloudtrail.Call;
import httpsguard.cloudtrail.DistributionChange;
import httpsguard.cloudtrail.Events;
import httpsguard.distribution.CacheBehavior;
import httpsguard.distribution.Configs;
import httpsguard.distribution.DistributionConfig;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.DistributionKind;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.Origin;
import httpsguard.distribution.PathPattern;
import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.lambda.Lab;
import httpsguard.local.PublishedNotice;
import httpsguard.notice.Message.HttpsFormat;
import httpsguard.policy.Assessment;
import httpsguard.policy.HttpsPolicy;
import httpsguard.policy.Subject;
import httpsguard.text.Part;
import httpsguard.text.Quoted;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However large and strange a distribution is, its notice is one that SNS takes. */
@Execution(ExecutionMode.CONCURRENT)
class MessageTest {
  @ParameterizedTest
  @ValueSource(strings = {"outcome", "chat"})
  void tellsTheLargestDistributionThatCloudFrontTakes(String httpsFormat) throws Exception {
    try (Lab lab = new Lab().set("HTTPS_FORMAT", httpsFormat)) {
      Configs config = Configs.config();
      for (int origin = 0; origin < 98; origin++) {
        config.custom(
            "o".repeat(120) + origin, "b".repeat(50) + origin + ".s3.amazonaws.com", "http-only");
      }
      for (int behavior = 0; behavior < 75; behavior++) {
        config.path(
            "/" + "p".repeat(246) + behavior + "/*", "o".repeat(120) + behavior, "allow-all");
      }
      lab.put(config.allowingAllMethods().withEdgeFunctions());

      assertEquals("Repaired", lab.handle(Events.update("allow-all")).getString("outcome"));

      PublishedNotice notice = lab.onlyNotice();
      String email = notice.messageFor("email").replaceAll("\\s+", " ");
      assertTrue(email.contains("it set 76 cache behaviors to redirect-to-https"), email);
      assertTrue(email.contains("What to do"), email);
      assertTrue(email.contains("more, left out for length"), email);
      assertTrue(email.contains("and 66 more"), email);
      JsonObject json = json(notice.messageFor("sqs"));
      assertEquals(76, json.getArray("behaviors").size(), "behaviors for programs");
      assertFalse(json.has("truncated"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\"", "\\", "\u0001", "\u00e9", "\ud83d\ude80", "<", "a b", "\n"})
  void takesAbsurdTextsInAbsurdNumbers(String part) throws Exception {
    String absurd = part.repeat(3_000);
    for (CallOutcome.Told told : outcomes(absurd, 300)) {
      for (HttpsFormat format : HttpsFormat.values()) {
        Message message = Message.of(OutcomeNotice.of(told, Optional.of("team")), format);
        assertTrue(
            SnsSize.of(message) <= SnsSize.MOST,
            () -> told.outcome().getClass() + " takes " + SnsSize.of(message));
        JsonObject body = json(message.body());
        for (String line : body.getString("email").lines().toList()) {
          assertTrue(line.chars().allMatch(c -> c >= ' ' && c <= '~'), line);
        }
        assertTrue(
            json(body.getString("default")).has("truncated")
                || told.outcome() instanceof Outcome.Gone);
        assertTrue(
            body.getString("email").contains("more characters]")
                || body.getString("email").contains("more lines are left out"),
            body.getString("email"));
      }
    }
  }

  @Test
  void leavesNothingOutOfAnOrdinaryNotice() throws Exception {
    for (CallOutcome.Told told : outcomes("ordinary", 3)) {
      JsonObject body =
          json(Message.of(OutcomeNotice.of(told, Optional.empty()), HttpsFormat.CHAT).body());
      assertFalse(json(body.getString("default")).has("truncated"));
      assertFalse(body.getString("email").contains("left out"), body.getString("email"));
      assertFalse(body.getString("email").contains("more characters"), body.getString("email"));
    }
  }

  /** A filter that does not match is a loss to some; words that are cut, to all. */
  @Test
  void longListsOfAttributesGoBeforeWords() throws Exception {
    List<String> ids = IntStream.range(0, 9_000).mapToObj(id -> "E" + id + "0".repeat(9)).toList();
    String summary = "s".repeat(20_000);
    Notice notice =
        new Notice(
            new Notice.Envelope(
                "Report",
                "111122223333",
                ids,
                List.of("storefront"),
                Optional.empty(),
                _ -> Map.of("fields", "f".repeat(100_000))),
            SubjectLine.of("Report"),
            summary,
            List.of(),
            List.of(),
            List.of(new Part.Paragraph(summary)),
            List.of());
    Message message = Message.of(notice, HttpsFormat.OUTCOME);
    assertEquals(Set.of("outcome", "account", "owner"), message.attributes().keySet());
    assertTrue(json(message.body()).getString("email").startsWith(summary));
    assertTrue(SnsSize.of(message) <= SnsSize.MOST, () -> "takes " + SnsSize.of(message));
  }

  /** A code mark that nothing closes would turn what is ours and theirs around. */
  @Test
  void aChatTextIsCutBeforeCodeForWhichThereIsNoRoom() throws Exception {
    JsonObject body = json(Message.of(told("s".repeat(7_950)), HttpsFormat.CHAT).body());
    String description =
        json(body.getString("https")).getObject("content").getString("description");
    assertTrue(description.endsWith(" [cut for length]"), description);
    assertFalse(description.contains("`"), description);
  }

  @Test
  void wordsForProgramsAreCutBeforeQuotesForWhichThereIsNoRoom() throws Exception {
    JsonObject body = json(Message.of(told("w".repeat(3_950)), HttpsFormat.OUTCOME).body());
    String warning = json(body.getString("default")).getArray("warnings").getString(0);
    assertTrue(warning.contains("more characters]"), warning);
    assertFalse(warning.contains("\""), warning);
  }

  /** With others' words behind ours. */
  private static Notice told(String ours) {
    String words = ours + " " + Quoted.of("x".repeat(100));
    return new Notice(
        new Notice.Envelope(
            "Repaired", "111122223333", List.of(), List.of(), Optional.empty(), _ -> Map.of()),
        SubjectLine.of("Repaired"),
        words,
        List.of(words),
        List.of(),
        List.of(new Part.Paragraph(words)),
        List.of());
  }

  /** What a chat client would make a mention, a link, code or bold print of, it gets as text. */
  @Test
  void chatClientsDoNotActUponWhatOthersWrote() throws Exception {
    String hostile = "<!channel> <https://attacker.example|click> `rm` *now*";
    CallOutcome.Told told = outcomes(hostile, 3).getFirst();
    JsonObject body =
        json(Message.of(OutcomeNotice.of(told, Optional.empty()), HttpsFormat.CHAT).body());
    JsonObject content = json(body.getString("https")).getObject("content");
    String shown = content.getString("description") + content.getArray("nextSteps");
    assertFalse(shown.contains("<"), shown);
    assertFalse(shown.contains("`rm"), shown);
    assertTrue(shown.contains("`\\u003c!channel\\u003e"), shown);
    assertTrue(shown.contains("`aws cloudfront wait"), shown);
  }

  private static List<CallOutcome.Told> outcomes(String text, int number) {
    DistributionConfig config = config(text, number);
    Assessment found = assess(config);
    Outcome.About about = about(text, number);
    Distributions.Refusal refusal =
        new Distributions.Refusal("UpdateDistribution", text, text, text);
    Trigger.Called trigger = trigger(text, config);
    return Stream.of(
            new Outcome.Repaired(about, found, Instant.EPOCH),
            new Outcome.WouldRepair(about, found),
            new Outcome.AlreadyBack(about, found, Optional.of(found)),
            new Outcome.Disabled(about, found),
            new Outcome.NotRepaired(
                about, new Outcome.NotRepaired.Obstacle.Refused(Optional.of(found), refusal)),
            new Outcome.NotRepaired(
                about, new Outcome.NotRepaired.Obstacle.LeftOpen(found, Optional.of(found))),
            new Outcome.Gone(about))
        .map(outcome -> new CallOutcome.Told(trigger, outcome))
        .toList();
  }

  private static DistributionConfig config(String text, int number) {
    List<Origin> origins = new ArrayList<>();
    List<CacheBehavior> behaviors = new ArrayList<>();
    for (int n = 0; n < number; n++) {
      String host = n % 2 == 0 ? text : "b.s3-website-us-east-1.amazonaws.com";
      origins.add(
          new Origin(
              text + n,
              host,
              n % 2 == 0 ? new Origin.Kind.S3() : new Origin.Kind.Custom("http-only")));
      behaviors.add(
          new CacheBehavior(
              n,
              n == number - 1 ? Optional.empty() : Optional.of(new PathPattern(text + n)),
              text + n,
              n % 3 == 0 ? ViewerProtocolPolicy.ALLOW_ALL : new ViewerProtocolPolicy(text),
              List.of("GET", "POST"),
              true));
    }
    return new DistributionConfig(
        true,
        DistributionKind.STAGING,
        Collections.nCopies(number, text),
        origins,
        List.of(),
        behaviors);
  }

  private static Assessment assess(DistributionConfig config) {
    return new HttpsPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
        .assess(
            config,
            new Subject("111122223333", new DistributionId(Events.ID)).with(Map.of()),
            LocalDate.of(2026, 11, 24));
  }

  private static Trigger.Called trigger(String text, DistributionConfig config) {
    Actor actor =
        new Actor(
            text, Optional.of(text), Optional.empty(), Optional.empty(), Optional.of(text), false);
    Call call =
        new Call(
            text,
            "UpdateDistribution",
            Instant.parse("2026-11-24T09:59:30Z"),
            "111122223333",
            new DistributionId(Events.ID),
            actor);
    return new Trigger.Called(
        new DistributionChange(call, Optional.of(text), Optional.of(text), Optional.of(config)),
        /* isRepeat= */ false);
  }

  private static Outcome.About about(String text, int number) {
    return new Outcome.About(
        new DistributionId(Events.ID),
        "111122223333",
        Optional.of(text),
        Optional.of(text),
        Collections.nCopies(number, text),
        Optional.of(DistributionKind.STAGING),
        Optional.of(
            Map.of(
                "aws:cloudformation:stack-name", text,
                "aws:cloudformation:stack-id", text,
                "aws:cloudformation:logical-id", text)),
        Optional.of(text));
  }

  private static JsonObject json(String text) throws JsonParserException {
    return JsonParser.object().from(text);
  }
}
