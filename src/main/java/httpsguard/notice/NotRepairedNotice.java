package httpsguard.notice;

import httpsguard.advice.AuditorControls;
import httpsguard.advice.Installed;
import httpsguard.advice.Labels;
import httpsguard.advice.LeftOpen;
import httpsguard.advice.Refusals;
import httpsguard.advice.TagChangeWords;
import httpsguard.distribution.Distributions;
import httpsguard.distribution.PathPattern;
import httpsguard.policy.Assessment;
import httpsguard.policy.Finding;
import httpsguard.text.Quoted;
import httpsguard.text.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The notice of what is open, and stays open until someone acts. */
record NotRepairedNotice(NoticeBuilder draft) {
  Notice refused(Optional<Assessment> found, Distributions.Refusal refusal) {
    draft.begin(
        ((found.isPresent()
                    ? "Viewers can use plain HTTP to reach S3 through %s, and HTTPS Guard could NOT"
                        + " repair that: "
                    : "HTTPS Guard could NOT look at %s: ")
                + "%s was refused%s")
            .formatted(draft.distribution(), refusal.operation(), Refusals.because(refusal)),
        found.isPresent()
            ? "Yes: viewers can use plain HTTP until someone corrects it."
            : "Yes: whether viewers can use plain HTTP is not known.");
    found.ifPresent(
        assessment -> draft.warn(assessment, LeftOpen.words(assessment, Installed.YES)));
    draft.ask(steps(found, Refusals.cure(refusal)));
    draft.table(
        "What CloudFront answered",
        List.of(
            List.of("Call", refusal.operation()),
            List.of("Error", Quoted.of(refusal.code())),
            List.of("Message", Quoted.of(refusal.message())),
            List.of("Request id", Quoted.of(refusal.requestId()))));
    found.ifPresentOrElse(
        assessment -> {
          draft.show(assessment, JudgedTables.Findings.STILL_OPEN);
          draft.say(new AuditorControls(assessment).unchanged());
        },
        draft::show);
    return draft.finish(
        found.isPresent() ? "NOT repaired: " : "NOT checked: ",
        ", " + refusal.operation() + " refused");
  }

  /** What closes it now comes before what lets the guard do so. */
  private List<Step> steps(Optional<Assessment> found, Step permission) {
    return found
        .filter(assessment -> !assessment.drift().isEmpty())
        .map(assessment -> draft.remedy(assessment).byHand(permission))
        .orElseGet(
            () ->
                List.of(
                    Step.of(
                        "Check for yourself whether any cache behavior that leads to S3 has the viewer"
                            + " protocol policy allow-all."),
                    permission));
  }

  /** Only the owner can act. */
  Notice leftOpen(Assessment live, Optional<Assessment> carried) {
    boolean isUnservable = !LeftOpen.unservable(live).isEmpty();
    boolean isPlainHttp = LeftOpen.isPlainHttpCertain(live);
    draft.begin(
        (isUnservable
                    ? "Viewers can use plain HTTP to reach S3 through %s. HTTPS Guard did NOT"
                        + " repair that: over HTTPS, they would get an error instead of the"
                        + " object. The origin has to be fixed first."
                    : isPlainHttp
                        ? "Viewers can use plain HTTP to reach S3 through %s. HTTPS Guard did NOT"
                            + " repair that: it does not know one of the origin's settings, so it"
                            + " cannot tell whether they would get an error over HTTPS."
                        : "HTTPS Guard cannot judge whether viewers can use plain HTTP to reach S3"
                            + " through %s: it does not know one of the distribution's settings.")
                .formatted(draft.distribution())
            + " HTTPS Guard changed nothing this time."
            + TagChangeWords.why(draft.trigger()),
        isUnservable
            ? "Yes: viewers can use plain HTTP until the owner fixes the origin."
            : "Yes: check it yourself, as described below.");
    draft.warn(live, LeftOpen.words(live, Installed.YES));
    carried.ifPresent(written -> draft.say(putRight(written, live)));
    draft.ask(LeftOpen.cures(live, Installed.YES));
    draft.show(live, JudgedTables.Findings.LEFT_ALONE);
    draft.sayOfUnchanged(live);
    return isUnservable
        ? draft.finish("NOT repaired: ", " would fail over HTTPS")
        : draft.finish(isPlainHttp ? "NOT repaired: " : "NOT judged: ", " has an unknown setting");
  }

  /** What the call carried, but for what is still open: none, or one paragraph. */
  private static List<String> putRight(Assessment carried, Assessment live) {
    Set<Optional<PathPattern>> open =
        live.leftOpen().stream()
            .map(judged -> judged.behavior().pathPattern())
            .collect(Collectors.toSet());
    List<Finding> noMore =
        carried.drift().stream()
            .filter(finding -> !open.contains(finding.behavior().pathPattern()))
            .toList();
    return noMore.isEmpty()
        ? List.of()
        : List.of(
            ("The call also let viewers use plain HTTP at %s. That is now in policy, or exempt; who"
                    + " corrected it is not known here.")
                .formatted(Labels.of(noMore)));
  }
}
