package httpsguard.notice;

import httpsguard.Outcome;
import httpsguard.Trigger;
import httpsguard.advice.ExemptionWords;
import httpsguard.advice.FoundByAudit;
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
  private final Outcome.About about;
  private final List<Part> parts;

  Evidence(Outcome.About about, List<Part> parts) {
    this.about = about;
    this.parts = parts;
  }

  void distributionAndCall() {
    distribution();
    call();
  }

  void behaviors(Assessment assessment, BehaviorTable.Findings findings) {
    behaviors("Cache behaviors, in the order in which CloudFront tries them", assessment, findings);
  }

  void behaviors(String heading, Assessment assessment, BehaviorTable.Findings findings) {
    table(heading, BehaviorTable.rows(assessment.behaviors(), findings));
    table("Origins", OriginTable.rows(assessment.behaviors()));
    exemptions(assessment);
  }

  private void exemptions(Assessment assessment) {
    table("Exempt, and so left alone", new ExemptionWords(about, assessment).rows());
  }

  private void distribution() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Id", about.trigger().distribution().value()));
    about.kind().flatMap(Evidence::kind).ifPresent(kind -> rows.add(List.of("Kind", kind)));
    about.domainName().ifPresent(name -> rows.add(List.of("Domain name", Quoted.host(name))));
    if (!about.aliases().isEmpty()) {
      rows.add(List.of("Aliases", Labels.list(about.aliases(), Quoted::host)));
    }
    rows.add(List.of("Account", about.trigger().account()));
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
  static String inShort(Outcome.About about) {
    String account = about.trigger().account();
    return switch (about.trigger()) {
      case Trigger.Called called ->
          "%s by %s with %s: %s, %s, CloudTrail event %s, account %s."
              .formatted(
                  about.lastWritten() ? "Last written" : "Call (who wrote last is not known)",
                  Quoted.of(called.call().actor().name()),
                  called.call().actor().tool().label(),
                  called.call().operation(),
                  Times.of(called.call().time()),
                  Quoted.plain(called.call().eventId()),
                  account);
      case Trigger.Audited audited ->
          "Found by the audit of %s, request %s, account %s. Who wrote last is not known."
              .formatted(Times.of(audited.time()), Quoted.plain(audited.requestId()), account);
    };
  }

  private void call() {
    switch (about.trigger()) {
      case Trigger.Change(var change) ->
          table(
              about.lastWritten()
                  ? "Last written by (before HTTPS Guard looked)"
                  : "The call that made HTTPS Guard look (who wrote last is not known)",
              rows(change.call()));
      case Trigger.Tags(var change) -> {
        List<List<String>> rows = new ArrayList<>(rows(change.call()));
        rows.add(List.of("Tags", TagChangeWords.keys(change)));
        table("The tags were changed by (who wrote the config last is not known)", rows);
      }
      case Trigger.Audited audited -> {
        table("Found by an audit (who wrote last is not known)", FoundByAudit.rows(audited));
        parts.add(
            new Part.Items(
                "Who wrote: CloudTrail's event history tells, for 90 days",
                List.of("       " + FoundByAudit.whoWrote(audited))));
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
