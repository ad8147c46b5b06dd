package httpsguard.notice;

import httpsguard.CallOutcome;
import httpsguard.Outcome;
import httpsguard.advice.Labels;
import httpsguard.advice.TagChangeWords;
import httpsguard.cloudtrail.Actor;
import httpsguard.cloudtrail.Call;
import httpsguard.cloudtrail.DistributionChange;
import httpsguard.cloudtrail.TagChange;
import httpsguard.distribution.DistributionKind;
import httpsguard.text.Part;
import httpsguard.text.Quoted;
import httpsguard.text.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part of a notice that shows what the guard saw: which distribution, and who called. */
final class Evidence {
  private Evidence() {}

  static List<Part> of(CallOutcome.Told told) {
    return List.of(
        new Part.Paragraph("---- For reference: what HTTPS Guard saw " + "-".repeat(35)),
        new Part.Table("Distribution", distribution(told.outcome().about())),
        call(told));
  }

  private static List<List<String>> distribution(Outcome.About about) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Id", about.distribution().value()));
    about.kind().flatMap(Evidence::kind).ifPresent(kind -> rows.add(List.of("Kind", kind)));
    about.domainName().ifPresent(name -> rows.add(List.of("Domain name", Quoted.host(name))));
    if (!about.aliases().isEmpty()) {
      rows.add(List.of("Aliases", Labels.list(about.aliases(), Quoted::host)));
    }
    rows.add(List.of("Account", about.account()));
    return rows;
  }

  private static Optional<String> kind(DistributionKind kind) {
    return switch (kind) {
      case STANDARD -> Optional.empty();
      case STAGING ->
          Optional.of(
              "staging distribution: it serves what a continuous deployment policy sends to it."
                  + " Promoting it copies its config to the primary distribution.");
      case MULTI_TENANT ->
          Optional.of("multi-tenant distribution: viewers reach it through its tenants' domains");
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

  private static Part call(CallOutcome.Told told) {
    Call call = told.trigger().call();
    Actor actor = call.actor();
    String service =
        actor
            .invokedBy()
            .filter(by -> !actor.userAgent().equals(Optional.of(by)))
            .map(by -> ", invoked by " + Quoted.of(by))
            .orElse("");
    String agent = actor.userAgent().map(words -> ", user agent " + Quoted.of(words)).orElse("");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Who", Quoted.of(actor.name()) + " (" + Quoted.plain(actor.type()) + ")"));
    rows.add(List.of("Call", call.operation() + ", " + Times.of(call.time())));
    rows.add(List.of("With", actor.tool().label() + service + agent));
    rows.add(List.of("Event id", Quoted.plain(call.eventId()) + " (CloudTrail)"));
    return switch (told.trigger().event()) {
      case DistributionChange _ ->
          new Part.Table(
              told.lastWritten()
                  ? "Last write before HTTPS Guard looked"
                  : "The call that made HTTPS Guard look (who wrote last is not known)",
              rows);
      case TagChange change -> {
        rows.add(List.of("Tags", TagChangeWords.keys(change)));
        yield new Part.Table(
            "The tags were changed by (who wrote the config last is not known)", rows);
      }
    };
  }
}
