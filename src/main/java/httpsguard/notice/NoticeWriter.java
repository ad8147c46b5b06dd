package httpsguard.notice;

import httpsguard.Distributions;
import httpsguard.Outcome;
import httpsguard.Trigger;
import httpsguard.cloudtrail.Actor;
import httpsguard.cloudtrail.Call;
import httpsguard.cloudtrail.TagChange;
import httpsguard.policy.Assessment;
import httpsguard.policy.JudgedBehavior;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the notice of one outcome. */
final class NoticeWriter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int MAX_ALIASES = 5;

  private final Outcome.Concerning outcome;
  private final String id;
  private final Paragraphs text = new Paragraphs();

  NoticeWriter(Outcome.Concerning outcome) {
    this.outcome = outcome;
    id = outcome.about().trigger().distribution().value();
  }

  Notice write() {
    return switch (outcome) {
      case Outcome.Repaired repaired -> repaired(repaired);
      case Outcome.WouldRepair wouldRepair -> wouldRepair(wouldRepair);
      case Outcome.AlreadyBack alreadyBack ->
          switch (alreadyBack.about().trigger()) {
            case Trigger.Change _ -> alreadyBack(alreadyBack);
            case Trigger.Tags(var change) -> tagsChanged(alreadyBack.assessment(), change);
          };
      case Outcome.Exempt exempt -> exempt(exempt);
      case Outcome.Disabled disabled -> disabled(disabled);
      case Outcome.NotRepaired notRepaired -> notRepaired(notRepaired);
      case Outcome.Gone _ -> gone();
      case Outcome.InPolicy _ -> throw new IllegalArgumentException("InPolicy is not told");
    };
  }

  private Notice repaired(Outcome.Repaired repaired) {
    String summary =
        "Viewers could use plain HTTP to reach S3 through CloudFront distribution "
            + id
            + ". HTTPS Guard has put the HTTPS policy back.";
    text.say(summary);
    text.say(
        "CloudFront needs some minutes to deploy the change. Until the distribution's status is"
            + " Deployed, edge locations may still serve objects over HTTP.");
    distribution();
    behaviors(repaired.found().behaviors(), "REPAIRED");
    exemptions(repaired.found());
    call();
    List<String> steps =
        consequences(repaired.found(), "What viewers on plain HTTP get, once deployed");
    return notice("Repaired: " + id + " served S3 over plain HTTP", summary, steps);
  }

  private Notice wouldRepair(Outcome.WouldRepair wouldRepair) {
    String summary =
        "Viewers can use plain HTTP to reach S3 through CloudFront distribution "
            + id
            + ". HTTPS Guard is in mode \"notify\" for it and changed NOTHING: viewers still can.";
    text.say(summary);
    distribution();
    behaviors(wouldRepair.found().behaviors(), "WOULD BE REPAIRED");
    exemptions(wouldRepair.found());
    call();
    List<String> steps =
        consequences(wouldRepair.found(), "What viewers on plain HTTP would get, once repaired");
    return notice(
        "Not changed (mode notify): " + id + " serves S3 over plain HTTP", summary, steps);
  }

  private List<String> consequences(Assessment found, String heading) {
    Consequences consequences = new Consequences(found);
    text.table(heading, consequences.effects());
    consequences.warnings().forEach(text::say);
    List<String> steps = new Remedy(outcome.about(), found).steps();
    text.steps("What to do", steps);
    text.say(consequences.controls());
    return steps;
  }

  private Notice alreadyBack(Outcome.AlreadyBack alreadyBack) {
    String butForExempt =
        alreadyBack.assessment().exempt().isEmpty() ? "" : ", but for what is exempt";
    String summary =
        alreadyBack.carried().isPresent()
            ? "A call let viewers use plain HTTP to reach S3 through CloudFront distribution "
                + id
                + ". The distribution is in policy now"
                + butForExempt
                + ". Who put it right is not known here, and"
                + " HTTPS Guard changed nothing on this occasion."
            : "CloudFront distribution "
                + id
                + " was changed, and is in policy now"
                + butForExempt
                + ". The config that the call wrote is not known (CloudTrail leaves out what is over"
                + " 100 KB), so it cannot be said whether it let viewers use plain HTTP. HTTPS Guard changed nothing on this occasion.";
    text.say(summary);
    distribution();
    alreadyBack
        .carried()
        .ifPresent(
            carried ->
                text.table(
                    "What the call had written",
                    BehaviorTable.rows(carried.findings(), "in policy by now")));
    exemptions(alreadyBack.assessment());
    call();
    List<String> steps =
        List.of(
            "Look for an earlier notice about this distribution. One with the same CloudTrail event"
                + " id is about the same call, delivered twice.",
            "If the call comes from a template or a pipeline, correct it there: the next deployment"
                + " would bring plain HTTP back.");
    text.steps("What to do", steps);
    return notice("In policy again: " + id, summary, steps);
  }

  private Notice disabled(Outcome.Disabled disabled) {
    String what =
        switch (disabled.about().trigger()) {
          case Trigger.Change _ ->
              "A call let viewers use plain HTTP to reach S3 through CloudFront distribution ";
          case Trigger.Tags(var change) -> TagChangeWords.whatHappened(change);
        };
    String summary =
        what
            + id
            + ". The distribution is disabled now and serves nobody, so HTTPS Guard left it alone."
            + " It looks again when the distribution is enabled.";
    text.say(summary);
    distribution();
    behaviors(disabled.assessment().behaviors(), "out of policy, left alone");
    exemptions(disabled.assessment());
    call();
    return notice("Disabled, left alone: " + id, summary, List.of());
  }

  private Notice exempt(Outcome.Exempt exempt) {
    ExemptionWords words = new ExemptionWords(exempt.about(), exempt.assessment());
    String until = words.firstToEnd().map(LocalDate::toString).orElse("further notice");
    String summary =
        "Viewers can use plain HTTP to reach S3 through CloudFront distribution "
            + id
            + ", and may until "
            + until
            + " (that day included, UTC): it is exempt. HTTPS Guard changed nothing.";
    text.say(summary);
    distribution();
    behaviors(exempt.assessment().behaviors(), "out of policy");
    exemptions(exempt.assessment());
    call();
    List<String> steps = TagChangeWords.stepsWhileExempt(exempt.about(), exempt.assessment());
    text.steps("What to do", steps);
    return notice("Exempt until " + until + ": " + id + " serves S3 over HTTP", summary, steps);
  }

  /** Claims nothing but what is: whoever changed the tags, and whatever they were before. */
  private Notice tagsChanged(Assessment live, TagChange change) {
    String summary =
        TagChangeWords.whatHappened(change)
            + id
            + ". HTTPS Guard found nothing to repair: "
            + (live.enabled()
                ? "no cache behavior lets viewers use plain HTTP to reach S3."
                : "the distribution is disabled and serves nobody.")
            + " Should this event have been delivered before, that try may have repaired"
            + " something.";
    text.say(summary);
    distribution();
    behaviors(live.behaviors(), "out of policy");
    exemptions(live);
    call();
    List<String> steps = TagChangeWords.stepsInPolicy(live);
    text.steps("What to do", steps);
    return notice("Tags changed, nothing to repair: " + id, summary, steps);
  }

  private void exemptions(Assessment assessment) {
    ExemptionWords words = new ExemptionWords(outcome.about(), assessment);
    List<List<String>> rows = words.rows();
    if (!rows.isEmpty()) {
      text.table("Exempt, and so left alone", rows);
    }
    words.remarks().forEach(text::say);
  }

  private Notice notRepaired(Outcome.NotRepaired notRepaired) {
    Distributions.Refusal refusal = notRepaired.refusal();
    String summary =
        (notRepaired.found().isPresent()
                ? "Viewers can use plain HTTP to reach S3 through CloudFront distribution "
                    + id
                    + ", and HTTPS Guard could NOT repair it: "
                : "HTTPS Guard could NOT look at CloudFront distribution " + id + ": ")
            + refusal.operation()
            + " was refused. Trying again does not help against this, so it was not tried again.";
    text.say(summary);
    text.table(
        "What CloudFront answered",
        List.of(
            List.of("Call", refusal.operation()),
            List.of("Error", Quoted.of(refusal.code())),
            List.of("Message", Quoted.of(refusal.message())),
            List.of("Request id", Quoted.of(refusal.requestId()))));
    distribution();
    notRepaired
        .found()
        .ifPresent(
            found -> {
              behaviors(found.behaviors(), "STILL OPEN");
              exemptions(found);
            });
    call();
    List<String> steps =
        List.of(
            "Remove what the error names. For AccessDenied, look at the guard's role, its"
                + " permissions boundary and the organization's service control policies.",
            "Then change the distribution in any way, its comment for example, and the guard looks"
                + " at it again. Or set the viewer protocol policy by hand.");
    text.steps("What to do", steps);
    return notice("NOT repaired: " + id + " (" + refusal.operation() + " refused)", summary, steps);
  }

  private Notice gone() {
    String summary =
        "A call let viewers use plain HTTP to reach S3 through CloudFront distribution "
            + id
            + ", or may have. The distribution does not exist any more: there is nothing to repair.";
    text.say(summary);
    distribution();
    call();
    return notice("Gone: " + id, summary, List.of());
  }

  private Notice notice(String subject, String summary, List<String> steps) {
    return new Notice("[HTTPS Guard] " + subject, summary, steps, text.toString());
  }

  private void distribution() {
    Outcome.About about = outcome.about();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Id", id));
    about.domainName().ifPresent(name -> rows.add(List.of("Domain name", Quoted.host(name))));
    if (!about.aliases().isEmpty()) {
      rows.add(List.of("Aliases", aliases(about.aliases())));
    }
    rows.add(List.of("Account", about.trigger().account()));
    text.table("Distribution", rows);
  }

  private static String aliases(List<String> aliases) {
    String names =
        aliases.stream().limit(MAX_ALIASES).map(Quoted::host).collect(Collectors.joining(", "));
    int more = aliases.size() - MAX_ALIASES;
    return more > 0 ? names + " and " + more + " more" : names;
  }

  private void behaviors(List<JudgedBehavior> behaviors, String findingsAre) {
    text.table(
        "Cache behaviors, in the order in which CloudFront tries them",
        BehaviorTable.rows(behaviors, findingsAre));
  }

  private void call() {
    switch (outcome.about().trigger()) {
      case Trigger.Change(var change) ->
          text.table(
              outcome.about().lastWritten()
                  ? "Last written by"
                  : "The call that made the guard look (who wrote last is not known)",
              rows(change.call()));
      case Trigger.Tags(var change) -> {
        List<List<String>> rows = new ArrayList<>(rows(change.call()));
        rows.add(List.of("Tags", TagChangeWords.keys(change)));
        text.table("The tags were changed by (who wrote the config last is not known)", rows);
      }
    }
  }

  private static List<List<String>> rows(Call call) {
    Actor actor = call.actor();
    String agent = actor.userAgent().map(words -> ", user agent " + Quoted.of(words)).orElse("");
    return List.of(
        List.of("Who", Quoted.of(actor.name()) + " (" + Quoted.plain(actor.type()) + ")"),
        List.of("Call", call.operation() + ", " + TIME.format(call.time())),
        List.of("With", actor.tool().label() + agent),
        List.of("Event id", Quoted.plain(call.eventId()) + " (CloudTrail)"));
  }
}
