package httpsguard.notice;

import httpsguard.Outcome;
import httpsguard.Trigger;
import httpsguard.cloudtrail.Actor;
import httpsguard.cloudtrail.Call;
import httpsguard.distribution.Origin;
import httpsguard.policy.Assessment;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.Verdict;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the notice of one outcome. */
final class NoticeWriter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

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
      case Outcome.AlreadyBack alreadyBack -> alreadyBack(alreadyBack);
      case Outcome.Disabled disabled -> disabled(disabled);
      case Outcome.NotRepaired notRepaired -> notRepaired(notRepaired);
      case Outcome.Gone _ -> gone();
      case Outcome.InPolicy _ -> throw new IllegalArgumentException("InPolicy is not told");
    };
  }

  private Notice repaired(Outcome.Repaired repaired) {
    text.say(
        "Viewers could use plain HTTP to reach S3 through CloudFront distribution "
            + id
            + ". HTTPS Guard has put the HTTPS policy back.");
    distribution();
    findings("What was repaired (viewer protocol policy)", repaired.found());
    trigger();
    text.say(
        "CloudFront needs some minutes to deploy the change. Until the distribution's status is"
            + " Deployed, some edge locations still serve objects over HTTP.");
    text.steps("What to do", whatToDo(repaired.found()));
    return notice("Repaired: " + id + " served S3 over plain HTTP");
  }

  private Notice wouldRepair(Outcome.WouldRepair wouldRepair) {
    text.say(
        "Viewers can use plain HTTP to reach S3 through CloudFront distribution "
            + id
            + ". HTTPS Guard is in mode \"notify\": nothing was changed.");
    distribution();
    findings("What it would repair (viewer protocol policy)", wouldRepair.found());
    trigger();
    List<String> steps = whatToDo(wouldRepair.found());
    List<String> all = new ArrayList<>();
    all.add("Set the viewer protocol policy of these cache behaviors as shown above.");
    all.addAll(steps);
    text.steps("What to do", all);
    return notice("Not changed (mode notify): " + id + " serves S3 over plain HTTP");
  }

  private Notice alreadyBack(Outcome.AlreadyBack alreadyBack) {
    if (alreadyBack.carried().isPresent()) {
      text.say(
          "A call let viewers use plain HTTP to reach S3 through CloudFront distribution "
              + id
              + ". The distribution is in policy now; this notice does not know who put it right."
              + " HTTPS Guard changed nothing on this occasion.");
      distribution();
      findings("What the call had written (viewer protocol policy)", alreadyBack.carried().get());
    } else {
      text.say(
          "CloudFront distribution "
              + id
              + " was changed, and is in policy now. The config that the call wrote is not known:"
              + " CloudTrail leaves out what is over 100 KB. Whether it let viewers use plain"
              + " HTTP cannot be said. HTTPS Guard changed nothing on this occasion.");
      distribution();
    }
    trigger();
    text.steps(
        "What to do",
        List.of(
            "Look for an earlier notice about this distribution: an event can be delivered twice,"
                + " with the same CloudTrail event id.",
            "If the call above comes from a template or a pipeline, correct it there: the next"
                + " deployment would bring plain HTTP back."));
    return notice("In policy again: " + id);
  }

  private Notice disabled(Outcome.Disabled disabled) {
    text.say(
        "A call let viewers use plain HTTP to reach S3 through CloudFront distribution "
            + id
            + ". The distribution is disabled now and serves nobody, so HTTPS Guard left it alone."
            + " It will be repaired when it is enabled.");
    distribution();
    behaviors(
        "What is not in policy (viewer protocol policy)",
        disabled.assessment().behaviors().stream().filter(JudgedBehavior::isFinding).toList());
    trigger();
    return notice("Disabled, left alone: " + id);
  }

  private Notice notRepaired(Outcome.NotRepaired notRepaired) {
    String operation = notRepaired.refusal().operation();
    text.say(
        (notRepaired.found().isPresent()
                ? "Viewers can use plain HTTP to reach S3 through CloudFront distribution "
                    + id
                    + ", and HTTPS Guard could NOT repair it: "
                : "HTTPS Guard could NOT look at CloudFront distribution " + id + ": ")
            + operation
            + " was refused. Trying again would not help, so it does not.");
    distribution();
    notRepaired.found().ifPresent(found -> findings("What is still open", found));
    List<List<String>> answer = new ArrayList<>();
    answer.add(List.of("Call", operation));
    answer.add(List.of("Error", Quoted.of(notRepaired.refusal().code())));
    answer.add(List.of("Message", Quoted.of(notRepaired.refusal().message())));
    answer.add(List.of("Request id", Quoted.of(notRepaired.refusal().requestId())));
    text.table("What CloudFront answered", answer);
    trigger();
    text.steps(
        "What to do",
        List.of(
            "Remove what the error names: for AccessDenied, look at the guard's role, its"
                + " permissions boundary and service control policies.",
            "Then change the distribution in any way, its comment for example: the guard looks at"
                + " it again. Or set the viewer protocol policy by hand."));
    return notice("NOT repaired: " + id + " (" + operation + " refused)");
  }

  private Notice gone() {
    text.say(
        "A call let viewers use plain HTTP to reach S3 through CloudFront distribution "
            + id
            + ", or may have. The distribution does not exist any more: there is nothing to repair.");
    distribution();
    trigger();
    return notice("Gone: " + id);
  }

  private Notice notice(String subject) {
    return new Notice("[HTTPS Guard] " + subject, text.toString());
  }

  private void distribution() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Id", id));
    outcome.about().domainName().ifPresent(name -> rows.add(List.of("Domain name", host(name))));
    List<String> aliases = outcome.about().aliases();
    if (!aliases.isEmpty()) {
      rows.add(List.of("Aliases", aliases(aliases)));
    }
    rows.add(List.of("Account", outcome.about().trigger().account()));
    text.table("Distribution", rows);
  }

  private static String aliases(List<String> aliases) {
    int shown = Math.min(aliases.size(), 5);
    String names =
        aliases.stream().limit(shown).map(NoticeWriter::host).collect(Collectors.joining(", "));
    return shown == aliases.size() ? names : names + " and " + (aliases.size() - shown) + " more";
  }

  private static String host(String name) {
    return name.matches("[A-Za-z0-9.*_-]{1,253}") ? name : Quoted.of(name);
  }

  private void findings(String heading, Assessment assessment) {
    behaviors(heading, assessment.findings());
  }

  private void behaviors(String heading, List<JudgedBehavior> behaviors) {
    text.table(heading, behaviors.stream().map(NoticeWriter::row).toList());
  }

  private static List<String> row(JudgedBehavior judged) {
    String from = judged.behavior().viewerProtocolPolicy().value();
    String change =
        switch (judged.verdict()) {
          case Verdict.Finding(var to) -> from + " -> " + to.value();
          case Verdict.InPolicy(), Verdict.NotS3() -> from;
        };
    return List.of(
        judged.behavior().isDefault()
            ? judged.behavior().label()
            : Quoted.of(judged.behavior().label()),
        change,
        judged.origins().stream().map(NoticeWriter::origin).collect(Collectors.joining(", ")));
  }

  private static String origin(Origin origin) {
    return "origin " + Quoted.of(origin.id()) + " at " + host(origin.domainName());
  }

  private void trigger() {
    switch (outcome.about().trigger()) {
      case Trigger.Called called -> call(called.call());
    }
  }

  private void call(Call call) {
    Actor actor = call.actor();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Who", Quoted.of(actor.name()) + " (" + Quoted.plain(actor.type()) + ")"));
    rows.add(List.of("Call", call.operation() + ", " + TIME.format(call.time())));
    rows.add(
        List.of(
            "With",
            actor.tool().label()
                + actor.userAgent().map(agent -> ", user agent " + Quoted.of(agent)).orElse("")));
    rows.add(List.of("Event id", Quoted.plain(call.eventId()) + " (CloudTrail)"));
    text.table(
        outcome.about().lastWritten()
            ? "Last written by"
            : "The call that made the guard look (who wrote last is not known)",
        rows);
  }

  private List<String> whatToDo(Assessment found) {
    String policies =
        found.repairs().values().stream()
            .map(policy -> policy.value())
            .distinct()
            .collect(Collectors.joining(" or "));
    String permanent =
        source().orElse("Correct it at its source too (Terraform, CloudFormation, a pipeline)");
    return List.of(
        permanent
            + ": the viewer protocol policy there must be "
            + policies
            + ", or the next deployment brings plain HTTP back.",
        "Check clients that only speak HTTP: they now get a redirect, or are refused.",
        "Copies that CloudFront fetched over HTTP stay in its caches. To clear them, wait for the"
            + " deployment first:\n"
            + "  aws cloudfront wait distribution-deployed --id "
            + id
            + "\n  aws cloudfront create-invalidation --distribution-id "
            + id
            + " --paths '/*'");
  }

  private Optional<String> source() {
    return switch (outcome.about().trigger()) {
      case Trigger.Called called ->
          switch (called.call().actor().tool()) {
            case TERRAFORM -> Optional.of("Correct the Terraform code (viewer_protocol_policy)");
            case CLOUDFORMATION ->
                Optional.of("Correct the CloudFormation template (ViewerProtocolPolicy)");
            case CONSOLE, CLI, SDK, AWS_SERVICE, UNKNOWN -> Optional.empty();
          };
    };
  }
}
