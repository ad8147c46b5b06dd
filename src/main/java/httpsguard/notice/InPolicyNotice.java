package httpsguard.notice;

import httpsguard.cloudtrail.TagChange;
import httpsguard.policy.Assessment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells that there is nothing to repair, claiming nothing of who put it right. */
final class InPolicyNotice {
  private final Draft draft;
  private final Assessment live;

  InPolicyNotice(Draft draft, Assessment live) {
    this.draft = draft;
    this.live = live;
  }

  /**
   * @param carried the verdicts on the config that the call wrote; empty where it is not known
   */
  Notice alreadyBack(Optional<Assessment> carried) {
    String inPolicy = "in policy now" + (live.exempt().isEmpty() ? "" : ", but for what is exempt");
    draft.summarize(
        (carried.isPresent()
                ? "A call let viewers use plain HTTP to reach S3 through "
                    + draft.distribution()
                    + ". The distribution is "
                    + inPolicy
                    + ". Who put it right is not known here."
                : draft.distribution()
                    + " was changed, and is "
                    + inPolicy
                    + ". The config that the call wrote is not known (CloudTrail leaves out what is"
                    + " over 100 KB), so it cannot be said whether it let viewers use plain HTTP.")
            + " HTTPS Guard changed nothing on this occasion.");
    draft.warn(HttpToS3.words(live.behaviors()));
    draft.ask(steps(carried));
    draft.facts().distributionAndCall();
    carried.ifPresent(
        written ->
            draft.table(
                "Cache behaviors, as the call had written them",
                BehaviorTable.rows(written.behaviors(), BehaviorTable.Findings.WRITTEN)));
    draft
        .facts()
        .behaviors(
            "Cache behaviors now, in the order in which CloudFront tries them",
            live,
            BehaviorTable.Findings.LEFT_ALONE);
    draft.say(Consequences.limits(live));
    draft.say(new AuditorControls(live).unchanged());
    return draft.finish("In policy again: " + draft.label());
  }

  /** Whoever changed the tags, and whatever they were before. */
  Notice tagsChanged(TagChange change) {
    draft.summarize(
        TagChangeWords.whatHappened(change)
            + draft.distribution()
            + ". HTTPS Guard found nothing to repair: "
            + (live.enabled()
                ? "no cache behavior lets viewers use plain HTTP to reach S3."
                : "the distribution is disabled and serves nobody.")
            + " Should this event have been delivered before, that try may have repaired"
            + " something.");
    draft.ask(TagChangeWords.stepsInPolicy(live));
    draft.facts().distributionAndCall();
    draft.facts().behaviors(live, BehaviorTable.Findings.LEFT_ALONE);
    return draft.finish("Tags changed, nothing to repair: " + draft.label());
  }

  private List<Step> steps(Optional<Assessment> carried) {
    List<Step> steps = new ArrayList<>();
    steps.add(
        Step.of(
            "Look for an earlier notice about this distribution. One with the same CloudTrail event"
                + " id is about the same call, delivered twice."
                + (carried.isPresent() ? " What follows may be done already." : "")));
    carried
        .map(written -> new Remedy(draft.about(), written).afterwards())
        .ifPresent(steps::addAll);
    steps.addAll(HttpToS3.cures(live.behaviors()));
    return steps;
  }
}
