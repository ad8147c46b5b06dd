package httpsguard.notice;

import httpsguard.advice.AuditorControls;
import httpsguard.advice.LeftOpen;
import httpsguard.advice.Refusals;
import httpsguard.distribution.Distributions;
import httpsguard.policy.Assessment;
import httpsguard.text.Quoted;
import httpsguard.text.Step;
import java.util.List;
import java.util.Optional;

/** Tells of what AWS refuses, and goes on refusing until somebody acts. */
final class RefusalNotice {
  private final NoticeBuilder draft;
  private final Distributions.Refusal refusal;

  RefusalNotice(NoticeBuilder draft, Distributions.Refusal refusal) {
    this.draft = draft;
    this.refusal = refusal;
  }

  /**
   * @param found empty where the config could not be read
   */
  Notice write(Optional<Assessment> found) {
    draft.summarize(
        ((found.isPresent()
                    ? "Viewers can use plain HTTP to reach S3 through %s, and HTTPS Guard could NOT repair"
                        + " it: "
                    : "HTTPS Guard could NOT look at %s: ")
                + "%s was refused%s")
            .formatted(draft.distribution(), refusal.operation(), Refusals.because(refusal)));
    draft.actNow(
        found.isPresent()
            ? "Yes: viewers can use plain HTTP until somebody corrects it."
            : "Yes: whether viewers can use plain HTTP is not known.");
    found.ifPresent(assessment -> draft.warn(assessment, LeftOpen.words(assessment)));
    draft.ask(steps(found));
    draft.table(
        "What CloudFront answered",
        List.of(
            List.of("Call", refusal.operation()),
            List.of("Error", Quoted.of(refusal.code())),
            List.of("Message", Quoted.of(refusal.message())),
            List.of("Request id", Quoted.of(refusal.requestId()))));
    found.ifPresentOrElse(
        assessment -> {
          draft.facts().all(assessment, JudgedTables.Findings.STILL_OPEN);
          draft.say(new AuditorControls(assessment).unchanged());
        },
        draft.facts()::distributionAndCall);
    return draft.finish(
        found.isPresent() ? "NOT repaired: " : "NOT checked: ",
        ", " + refusal.operation() + " refused");
  }

  /** What closes it now comes before what lets the guard do so. */
  private List<Step> steps(Optional<Assessment> found) {
    Step permission = Refusals.cure(refusal);
    return found
        .filter(assessment -> !assessment.drift().isEmpty())
        .map(assessment -> draft.remedy(assessment).byHand(permission))
        .orElseGet(
            () ->
                List.of(
                    Step.of(
                        "Look yourself whether a cache behavior that leads to S3 has the viewer"
                            + " protocol policy allow-all."),
                    permission));
  }
}
