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
import httpsguard.text.Part;
import httpsguard.text.Quoted;
import httpsguard.text.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part of a notice that shows what the guard saw: which distribution, who, which behaviors. */
final class Evidence {
  private static final Part REFERENCE =
      new Part.Paragraph("---- For reference: what HTTPS Guard saw " + "-".repeat(35));

  private final CallOutcome.Told told;
  private final Outcome.About about;
  private final List<Part> parts;

  Evidence(CallOutcome.Told told, List<Part> parts) {
    this.told = told;
    about = told.outcome().about();
    this.parts = parts;
  }

  void distributionAndCall() {
    parts.add(REFERENCE);
    distribution();
    call();
  }

  void all(Assessment assessment, JudgedTables.Findings findings) {
    distributionAndCall();
    behaviors("Cache behaviors, in the order in which CloudFront tries them", assessment, findings);
  }

  void behaviors(String heading, Assessment assessment, JudgedTables.Findings findings) {
    table(heading, JudgedTables.behaviors(assessment.behaviors(), findings));
    table("Origins", JudgedTables.origins(assessment.behaviors()));
    exemptions(assessment);
  }

  private void exemptions(Assessment assessment) {
    table("Exempt, and so left alone", ExemptionWords.of(told, assessment).rows());
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
    table("Distribution", rows);
  }

  private void table(String heading, List<List<String>> rows) {
    parts.add(new Part.Table(heading, rows));
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
    return "%s by %s with %s: %s, %s, CloudTrail event %s, account %s."
        .formatted(
            told.lastWritten() ? "Last written" : "Call (who wrote last is not known)",
            Quoted.of(call.actor().name()),
            call.actor().tool().label(),
            call.operation(),
            Times.of(call.time()),
            Quoted.plain(call.eventId()),
            call.account());
  }

  private void call() {
    switch (told.trigger()) {
      case Trigger.Change(var change, var _) ->
          table(
              told.lastWritten()
                  ? "Last written by (before HTTPS Guard looked)"
                  : "The call that made HTTPS Guard look (who wrote last is not known)",
              rows(change.call()));
      case Trigger.Tags(var change, var _) -> {
        List<List<String>> rows = new ArrayList<>(rows(change.call()));
        rows.add(List.of("Tags", TagChangeWords.keys(change)));
        table("The tags were changed by (who wrote the config last is not known)", rows);
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
        List.of("Call", call.operation() + ", " + Times.of(call.time())),
        List.of("With", actor.tool().label() + service + agent),
        List.of("Event id", Quoted.plain(call.eventId()) + " (CloudTrail)"));
  }
}
