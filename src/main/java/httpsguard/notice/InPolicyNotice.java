package httpsguard.notice;

import httpsguard.advice.AuditorControls;
import httpsguard.advice.Consequences;
import httpsguard.advice.HttpToS3;
import httpsguard.advice.LeftOpen;
import httpsguard.advice.Remedy;
import httpsguard.advice.TagChangeWords;
import httpsguard.cloudtrail.TagChange;
import httpsguard.policy.Assessment;
import httpsguard.text.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells that there is nothing to repair, claiming nothing of who put it right. */
final class InPolicyNotice {
  private final NoticeBuilder draft;
  private final Assessment live;

  InPolicyNotice(NoticeBuilder draft, Assessment live) {
    this.draft = draft;
    this.live = live;
  }

  /**
   * @param carried the verdicts on the config that the call wrote; empty where it is not known
   */
  Notice alreadyBack(Optional<Assessment> carried) {
    draft.summarize(
        carried.map(this::putRight).orElseGet(this::nothingKnown)
            + " HTTPS Guard changed nothing on this occasion.");
    draft.warn(live, waysToS3());
    draft.ask(steps(carried));
    draft.facts().distributionAndCall();
    carried.ifPresent(
        written ->
            draft.table(
                "Cache behaviors, as the call had written them",
                JudgedTables.behaviors(written.behaviors(), JudgedTables.Findings.WRITTEN)));
    draft
        .facts()
        .behaviors(
            "Cache behaviors now, in the order in which CloudFront tries them",
            live,
            JudgedTables.Findings.LEFT_ALONE);
    draft.say(Consequences.limits(live));
    draft.say(new AuditorControls(live).unchanged());
    return carried.filter(written -> !written.open().isEmpty()).isPresent()
        ? draft.finish("Already put right: ", "; check what manages it")
        : draft.finish("Changed, nothing to repair: ", "");
  }

  private String putRight(Assessment written) {
    if (written.open().isEmpty()) {
      return "A call to CloudFront changed %s. There is nothing to repair now: %s Nor was there in the config that the call wrote; its ETag is not known to be the one that the call made."
          .formatted(draft.distribution(), nothingToRepair());
    }
    return ("A call to CloudFront %s viewers use plain HTTP to reach S3 through %s. The config is"
            + " right again: %s Who put it right is not known here.")
        .formatted(draft.let(), draft.distribution(), nothingToRepair());
  }

  private String nothingKnown() {
    return ("A call to CloudFront changed %s. There is nothing to repair now: %s The config that"
            + " the call wrote is not known: CloudTrail leaves out what is over 100 KB, or its"
            + " record of the config cannot be read. So it cannot be said whether it let"
            + " viewers use plain HTTP.")
        .formatted(draft.distribution(), nothingToRepair());
  }

  /** Whoever changed the tags, and whatever they were before. */
  Notice tagsChanged(TagChange change) {
    draft.summarize(
        ("%s%s. HTTPS Guard looked, and found nothing to repair: %s It changed nothing on this"
                + " occasion.")
            .formatted(
                TagChangeWords.whatHappened(change), draft.distribution(), nothingToRepair()));
    draft.warn(live, List.of());
    draft.ask(TagChangeWords.stepsInPolicy(live));
    draft.facts().all(live, JudgedTables.Findings.LEFT_ALONE);
    draft.say(Consequences.limits(live));
    return draft.finish("Tags changed, nothing to repair: ", "");
  }

  private String nothingToRepair() {
    if (!live.enabled()) {
      return "the distribution is disabled and serves nobody.";
    }
    return live.exempt().isEmpty()
        ? "no cache behavior that leads to S3 lets viewers use plain HTTP."
        : "the only cache behaviors that lead to S3 and let viewers use plain HTTP are exempt from"
            + " the HTTPS policy.";
  }

  private List<String> waysToS3() {
    return Stream.concat(HttpToS3.words(live.behaviors()).stream(), LeftOpen.words(live).stream())
        .toList();
  }

  private List<Step> steps(Optional<Assessment> carried) {
    List<Step> cures = Remedy.cures(live);
    List<Step> steps = new ArrayList<>();
    steps.add(
        Step.of(
            "Look for an earlier notice about this distribution. One with the same CloudTrail event"
                + " id is about the same call, delivered twice."
                + (carried.isPresent() ? " What follows may be done already." : "")));
    carried
        .filter(written -> !written.drift().isEmpty())
        .map(written -> draft.remedy(written).afterwards(cures))
        .ifPresentOrElse(steps::addAll, () -> steps.addAll(cures));
    return steps;
  }
}
