package httpsguard.notice;

import httpsguard.Trigger;
import httpsguard.advice.Consequences;
import httpsguard.advice.ExemptionWords;
import httpsguard.advice.Installed;
import httpsguard.advice.LeftOpen;
import httpsguard.advice.Remedy;
import httpsguard.advice.TagChangeWords;
import httpsguard.advice.WayToS3;
import httpsguard.cloudtrail.TagChange;
import httpsguard.policy.Assessment;
import httpsguard.text.Step;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells that there is nothing to repair, claiming nothing of who put it right. */
final class NothingToRepairNotice {
  private final NoticeBuilder draft;

  NothingToRepairNotice(NoticeBuilder draft) {
    this.draft = draft;
  }

  /**
   * In policy.
   *
   * @param carried the verdicts on the config that the call wrote; empty where it is not known
   */
  Notice alreadyBack(Assessment live, Optional<Assessment> carried) {
    return switch (draft.trigger()) {
      case Trigger.Change _ -> changed(live, carried);
      case Trigger.Tags(var change, var _) -> tagsChanged(live, change);
    };
  }

  private Notice changed(Assessment live, Optional<Assessment> carried) {
    draft.summarize(
        carried.map(written -> putRight(live, written)).orElseGet(() -> nothingKnown(live))
            + " HTTPS Guard changed nothing on this occasion.");
    draft.warn(
        live,
        Stream.concat(
                WayToS3.words(live.behaviors(), Installed.YES).stream(),
                LeftOpen.words(live, Installed.YES).stream())
            .toList());
    draft.ask(steps(live, carried));
    draft.show();
    carried.ifPresent(
        written ->
            draft.table(
                "Cache behaviors, as the call had written them",
                JudgedTables.behaviors(written.behaviors(), JudgedTables.Findings.WRITTEN)));
    draft.behaviors(
        "Cache behaviors now, in the order in which CloudFront tries them",
        live,
        JudgedTables.Findings.LEFT_ALONE);
    draft.sayOfUnchanged(live);
    return carried.filter(written -> !written.open().isEmpty()).isPresent()
        ? draft.finish("Already put right: ", "; check what manages it")
        : draft.finish("Changed, nothing to repair: ", "");
  }

  private String putRight(Assessment live, Assessment written) {
    if (written.open().isEmpty()) {
      return ("A call to CloudFront changed %s. There is nothing to repair now: %s Nor was there in the"
              + " config that the call wrote; its ETag is not known to be the one that the call made.")
          .formatted(draft.distribution(), nothingToRepair(live));
    }
    return ("A call to CloudFront %s viewers use plain HTTP to reach S3 through %s. The config is"
            + " right again: %s Who put it right is not known here.")
        .formatted(draft.let(), draft.distribution(), nothingToRepair(live));
  }

  private String nothingKnown(Assessment live) {
    return ("A call to CloudFront changed %s. There is nothing to repair now: %s The config that"
            + " the call wrote is not known: CloudTrail leaves out what is over 100 KB, or its"
            + " record of the config cannot be read. So it cannot be said whether it let"
            + " viewers use plain HTTP.")
        .formatted(draft.distribution(), nothingToRepair(live));
  }

  private static String nothingToRepair(Assessment live) {
    if (!live.enabled()) {
      return "the distribution is disabled and serves nobody.";
    }
    return live.exempt().isEmpty()
        ? "no cache behavior that leads to S3 lets viewers use plain HTTP."
        : "the only cache behaviors that lead to S3 and let viewers use plain HTTP are exempt from"
            + " the HTTPS policy.";
  }

  private List<Step> steps(Assessment live, Optional<Assessment> carried) {
    List<Step> cures = Remedy.cures(live, Installed.YES);
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

  /** Whoever changed the tags, and whatever they were before. */
  private Notice tagsChanged(Assessment live, TagChange change) {
    draft.summarize(
        ("%s%s. HTTPS Guard looked, and found nothing to repair: %s It changed nothing on this"
                + " occasion.")
            .formatted(
                TagChangeWords.whatHappened(change), draft.distribution(), nothingToRepair(live)));
    draft.warn(live, List.of());
    draft.ask(TagChangeWords.stepsInPolicy(live));
    draft.show(live, JudgedTables.Findings.LEFT_ALONE);
    draft.say(Consequences.limits(live));
    return draft.finish("Tags changed, nothing to repair: ", "");
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
    draft.show(live, JudgedTables.Findings.LEFT_ALONE);
    draft.sayOfUnchanged(live);
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
    draft.show(live, JudgedTables.Findings.LEFT_ALONE);
    return draft.finish("Disabled, left alone: ", "");
  }

  Notice gone() {
    draft.summarize(
        whatTheCallDid()
            + draft.distribution()
            + ". The distribution has been deleted since: there is nothing to repair. If it should"
            + " be there, look in CloudTrail for who called DeleteDistribution.");
    draft.show();
    return draft.finish("Deleted, nothing to repair: ", "");
  }

  /** Ends where the distribution's name goes. */
  private String whatTheCallDid() {
    return switch (draft.trigger()) {
      case Trigger.Change(var _, var isRepeat) when isRepeat -> "A call to CloudFront changed ";
      case Trigger.Change(var change, var _) ->
          "A call to CloudFront%s %s viewers use plain HTTP to reach S3 through "
              .formatted(
                  change.written().isPresent() ? "" : ", whose config is not known,", draft.let());
      case Trigger.Tags(var change, var _) -> TagChangeWords.whatHappened(change);
    };
  }
}
