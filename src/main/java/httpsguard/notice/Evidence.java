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

  private final Outcome.About about;
  private final Paragraphs text;

  Evidence(Outcome.About about, Paragraphs text) {
    this.about = about;
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
    text.table("Exempt, and so left alone", new ExemptionWords(about, assessment).rows());
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
  static String inShort(Outcome.About about) {
    return switch (about.trigger()) {
      case Trigger.Called called -> inShort(about, called.call());
      case Trigger.Audited audited ->
          "Found by the audit of "
              + TIME.format(audited.time())
              + ", request "
              + Quoted.plain(audited.requestId())
              + ", account "
              + about.trigger().account()
              + ". Who wrote last is not known.";
    };
  }

  private static String inShort(Outcome.About about, Call call) {
    return (about.lastWritten() ? "Last written by " : "Call (who wrote last is not known) by ")
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
        + about.trigger().account()
        + ".";
  }

  private void call() {
    switch (about.trigger()) {
      case Trigger.Change(var change) ->
          text.table(
              about.lastWritten()
                  ? "Last written by (before HTTPS Guard looked)"
                  : "The call that made HTTPS Guard look (who wrote last is not known)",
              rows(change.call()));
      case Trigger.Tags(var change) -> {
        List<List<String>> rows = new ArrayList<>(rows(change.call()));
        rows.add(List.of("Tags", TagChangeWords.keys(change)));
        text.table("The tags were changed by (who wrote the config last is not known)", rows);
      }
      case Trigger.Audited audited -> {
        text.table("Found by an audit (who wrote last is not known)", FoundByAudit.rows(audited));
        text.items(
            "Who wrote: CloudTrail's event history tells, for 90 days",
            List.of("       " + FoundByAudit.whoWrote(audited)));
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
