package httpsguard.notice;

import httpsguard.advice.AuditorControls;
import httpsguard.advice.Consequences;
import httpsguard.advice.Labels;
import httpsguard.advice.LeftOpen;
import httpsguard.advice.TagChangeWords;
import httpsguard.distribution.PathPattern;
import httpsguard.policy.Assessment;
import httpsguard.policy.Finding;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells of what stays open because only its owner can act. */
final class LeftOpenNotice {
  private final NoticeBuilder draft;
  private final Assessment live;

  LeftOpenNotice(NoticeBuilder draft, Assessment live) {
    this.draft = draft;
    this.live = live;
  }

  /**
   * @param carried the verdicts on the config that the call wrote; empty where it is not known
   */
  Notice write(Optional<Assessment> carried) {
    boolean isUnservable = !LeftOpen.unservable(live).isEmpty();
    draft.summarize(
        (isUnservable
                    ? "Viewers can use plain HTTP to reach S3 through %s. HTTPS Guard did NOT repair that:"
                        + " over HTTPS they would get an error instead of the object. First its origin has"
                        + " to be cured."
                    : "HTTPS Guard cannot judge whether viewers can use plain HTTP to reach S3 through %s:"
                        + " it does not know a setting of it.")
                .formatted(draft.distribution())
            + " HTTPS Guard changed nothing on this occasion."
            + TagChangeWords.why(draft.trigger()));
    draft.warn(live, LeftOpen.words(live));
    carried
        .map(this::noMore)
        .filter(drift -> !drift.isEmpty())
        .ifPresent(drift -> draft.say(putRight(drift)));
    draft.ask(LeftOpen.cures(live));
    draft.facts().all(live, BehaviorTable.Findings.LEFT_ALONE);
    draft.say(Consequences.limits(live));
    draft.say(new AuditorControls(live).unchanged());
    return draft.finish(
        isUnservable
            ? "NOT repaired: " + draft.label() + " would fail over HTTPS"
            : "NOT judged: " + draft.label() + " has a setting that is not known");
  }

  /** What the call carried, but for what is still open. */
  private List<Finding> noMore(Assessment carried) {
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
        + ". That is in policy now, or exempt; who put it right is not known here. (If the event of the"
        + " call was delivered before, an earlier try may have repaired it.)";
  }
}
