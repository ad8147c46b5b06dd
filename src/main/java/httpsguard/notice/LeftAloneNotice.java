package httpsguard.notice;

import httpsguard.Trigger;
import httpsguard.advice.AuditorControls;
import httpsguard.advice.Consequences;
import httpsguard.advice.ExemptionWords;
import httpsguard.advice.Labels;
import httpsguard.advice.LeftOpen;
import httpsguard.advice.TagChangeWords;
import httpsguard.distribution.PathPattern;
import httpsguard.policy.Assessment;
import httpsguard.policy.Finding;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells of distributions that HTTPS Guard does not touch. */
final class LeftAloneNotice {
  private final NoticeBuilder draft;

  LeftAloneNotice(NoticeBuilder draft) {
    this.draft = draft;
  }

  Notice exempt(Assessment live) {
    ExemptionWords words = draft.exemptions(live);
    String until = words.firstToEnd().map(LocalDate::toString).orElse("further notice");
    boolean isPlainHttp =
        live.exempt().stream()
            .anyMatch(each -> each.behavior().viewerProtocolPolicy().servesHttp());
    draft.summarize(
        ("Viewers %s plain HTTP to reach S3 through %s, and may until %s (that day included, UTC):"
                + " an exemption from the HTTPS policy allows it.%s HTTPS Guard changed nothing.%s")
            .formatted(
                isPlainHttp ? "can use" : "may be able to use",
                draft.distribution(),
                until,
                words.haveDifferentEnds() ? " It is the first of several to end." : "",
                TagChangeWords.why(draft.trigger())));
    draft.warn(live, List.of());
    draft.ask(TagChangeWords.stepsWhileExempt(draft.trigger(), live));
    draft.facts().all(live, JudgedTables.Findings.LEFT_ALONE);
    draft.say(Consequences.limits(live));
    draft.say(new AuditorControls(live).unchanged());
    return draft.finish(
        "Exempt until " + until + ": ", (isPlainHttp ? " serves" : " may serve") + " S3 over HTTP");
  }

  Notice disabled(Assessment live) {
    draft.summarize(
        whatTheCallDid()
            + draft.distribution()
            + ". The distribution is disabled now and serves nobody, so HTTPS Guard left it alone."
            + " Before you enable it, correct the viewer protocol policies below; when it is"
            + " enabled, HTTPS Guard looks at it again.");
    draft.warn(live, List.of());
    draft.facts().all(live, JudgedTables.Findings.LEFT_ALONE);
    return draft.finish("Disabled, left alone: ", "");
  }

  /**
   * Stays open because only its owner can act.
   *
   * @param carried the verdicts on the config that the call wrote; empty where it is not known
   */
  Notice leftOpen(Assessment live, Optional<Assessment> carried) {
    boolean isUnservable = !LeftOpen.unservable(live).isEmpty();
    boolean isPlainHttp = LeftOpen.isPlainHttpCertain(live);
    draft.summarize(
        (isUnservable
                    ? "Viewers can use plain HTTP to reach S3 through %s. HTTPS Guard did NOT"
                        + " repair that: over HTTPS they would get an error instead of the"
                        + " object. First its origin has to be cured."
                    : isPlainHttp
                        ? "Viewers can use plain HTTP to reach S3 through %s. HTTPS Guard did NOT"
                            + " repair that: it does not know a setting of the origin, and cannot"
                            + " tell whether they would get an error over HTTPS."
                        : "HTTPS Guard cannot judge whether viewers can use plain HTTP to reach S3"
                            + " through %s: it does not know a setting of it.")
                .formatted(draft.distribution())
            + " HTTPS Guard changed nothing on this occasion."
            + TagChangeWords.why(draft.trigger()));
    draft.actNow(
        isUnservable
            ? "Yes: viewers can use plain HTTP until its owner cures the origin."
            : "Yes: look yourself, as below.");
    draft.warn(live, LeftOpen.words(live));
    carried
        .map(written -> noMore(written, live))
        .filter(drift -> !drift.isEmpty())
        .ifPresent(drift -> draft.say(putRight(drift)));
    draft.ask(LeftOpen.cures(live));
    draft.facts().all(live, JudgedTables.Findings.LEFT_ALONE);
    draft.say(Consequences.limits(live));
    draft.say(new AuditorControls(live).unchanged());
    return isUnservable
        ? draft.finish("NOT repaired: ", " would fail over HTTPS")
        : draft.finish(
            isPlainHttp ? "NOT repaired: " : "NOT judged: ", " has a setting that is not known");
  }

  Notice gone() {
    draft.summarize(
        whatTheCallDid()
            + draft.distribution()
            + ". The distribution has been deleted since: there is nothing to repair. If it should"
            + " be there, look in CloudTrail for who called DeleteDistribution.");
    draft.facts().distributionAndCall();
    return draft.finish("Deleted, nothing to repair: ", "");
  }

  /** Ends where the distribution's name goes. */
  private String whatTheCallDid() {
    return switch (draft.trigger()) {
      case Trigger.Change(var _, var isRepeat) when isRepeat -> "A call to CloudFront changed ";
      case Trigger.Change _ ->
          "A call to CloudFront"
              + (draft.isConfigKnown() ? " " : ", whose config is not known, ")
              + draft.let()
              + " viewers use plain HTTP to reach S3 through ";
      case Trigger.Tags(var change, var _) -> TagChangeWords.whatHappened(change);
    };
  }

  /** What the call carried, but for what is still open. */
  private static List<Finding> noMore(Assessment carried, Assessment live) {
    Set<Optional<PathPattern>> open =
        live.leftOpen().stream()
            .map(judged -> judged.behavior().pathPattern())
            .collect(Collectors.toSet());
    return carried.drift().stream()
        .filter(finding -> !open.contains(finding.behavior().pathPattern()))
        .toList();
  }

  private static String putRight(List<Finding> drift) {
    return "The call had also let viewers use plain HTTP at "
        + Labels.of(drift)
        + ". That is in policy now, or exempt; who put it right is not known here.";
  }
}
