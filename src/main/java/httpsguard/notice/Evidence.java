package httpsguard.notice;

import httpsguard.CallOutcome;
import httpsguard.Outcome;
import httpsguard.Trigger;
import httpsguard.advice.ExemptionWords;
import httpsguard.advice.Labels;
import httpsguard.advice.TagChangeWords;
import httpsguard.cloudtrail.Actor;
import httpsguard.cloudtrail.Call;
import httpsguard.distribution.DistributionKind;
import httpsguard.policy.Assessment;
import httpsguard.text.Paragraphs;
import httpsguard.text.Quoted;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The part of a notice that shows what the guard saw: which distribution, who, which behaviors. */
final class Evidence {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final CallOutcome.Told told;
  private final Outcome.About about;
  private final Paragraphs text;

  Evidence(CallOutcome.Told told, Paragraphs text) {
    this.told = told;
    about = told.outcome().about();
    this.text = text;
  }

  void distributionAndCall() {
    distribution();
    call();
  }

  void behaviors(Assessment assessment, BehaviorTable.Findings findings) {
    behaviors("Cache behaviors, in the order in which CloudFront tries them", assessment, findings);
  }

  void behaviors(String heading, Assessment assessment, BehaviorTable.Findings findings) {
    text.table(heading, BehaviorTable.rows(assessment.behaviors(), findings));
    text.table("Origins", OriginTable.rows(assessment.behaviors()));
    exemptions(assessment);
  }

  private void exemptions(Assessment assessment) {
    text.table("Exempt, and so left alone", ExemptionWords.of(told, assessment).rows());
  }

  private void distribution() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Id", about.distribution().value()));
    about.kind().flatMap(Evidence::kind).ifPresent(kind -> rows.add(List.of("Kind", kind)));
    about.domainName().ifPresent(name -> rows.add(List.of("Domain name", Quoted.host(name))));
    if (!about.aliases().isEmpty()) {
      rows.add(List.of("Aliases", Labels.list(about.aliases(), Quoted::host)));
    }
    rows.add(List.of("Account", about.account()));
    text.table("Distribution", rows);
  }

  private static Optional<String> kind(DistributionKind kind) {
    return switch (kind) {
      case STANDARD -> Optional.empty();
      case STAGING ->
          Optional.of(
              "staging distribution: it serves what a continuous deployment policy sends to it."
                  + " Promoting it copies its config to the primary distribution.");
      case MULTI_TENANT ->
          Optional.of("multi-tenant distribution: viewers reach it by its tenants' domains");
    };
  }

  /** The call in one sentence. */
  static String inShort(CallOutcome.Told told) {
    Call call = told.trigger().call();
    return (told.lastWritten() ? "Last written by " : "Call (who wrote last is not known) by ")
        + Quoted.of(call.actor().name())
        + " with "
        + call.actor().tool().label()
        + ": "
        + call.operation()
        + ", "
        + TIME.format(call.time())
        + ", CloudTrail event "
        + Quoted.plain(call.eventId())
        + ", account "
        + call.account()
        + ".";
  }

  private void call() {
    switch (told.trigger()) {
      case Trigger.Change(var change) ->
          text.table(
              told.lastWritten()
                  ? "Last written by (before HTTPS Guard looked)"
                  : "The call that made HTTPS Guard look (who wrote last is not known)",
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
    String service =
        actor
            .invokedBy()
            .filter(by -> !actor.userAgent().equals(Optional.of(by)))
            .map(by -> ", invoked by " + Quoted.of(by))
            .orElse("");
    String agent = actor.userAgent().map(words -> ", user agent " + Quoted.of(words)).orElse("");
    return List.of(
        List.of("Who", Quoted.of(actor.name()) + " (" + Quoted.plain(actor.type()) + ")"),
        List.of("Call", call.operation() + ", " + TIME.format(call.time())),
        List.of("With", actor.tool().label() + service + agent),
        List.of("Event id", Quoted.plain(call.eventId()) + " (CloudTrail)"));
  }
}
