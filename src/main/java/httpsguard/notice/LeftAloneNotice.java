package httpsguard.notice;

import httpsguard.Trigger;
import httpsguard.advice.AuditorControls;
import httpsguard.advice.Consequences;
import httpsguard.advice.ExemptionWords;
import httpsguard.advice.TagChangeWords;
import httpsguard.policy.Assessment;
import java.time.LocalDate;
import java.util.List;

/** Tells of distributions that HTTPS Guard does not touch. */
final class LeftAloneNotice {
  private final NoticeBuilder draft;

  LeftAloneNotice(NoticeBuilder draft) {
    this.draft = draft;
  }

  Notice exempt(Assessment live) {
    ExemptionWords words = new ExemptionWords(draft.about(), live);
    String until = words.firstToEnd().map(LocalDate::toString).orElse("further notice");
    draft.summarize(
        ("Viewers can use plain HTTP to reach S3 through %s, and may until %s (that day included, UTC):"
                + " an exemption from the HTTPS policy allows it.%s HTTPS Guard changed nothing.%s")
            .formatted(
                draft.distribution(),
                until,
                words.haveDifferentEnds() ? " It is the first of several to end." : "",
                TagChangeWords.why(draft.about().trigger())));
    draft.warn(live, List.of());
    draft.ask(TagChangeWords.stepsWhileExempt(draft.about(), live));
    draft.facts().distributionAndCall();
    draft.facts().behaviors(live, BehaviorTable.Findings.LEFT_ALONE);
    draft.say(Consequences.limits(live));
    draft.say(new AuditorControls(live).unchanged());
    return draft.finish("Exempt until " + until + ": " + draft.label() + " serves S3 over HTTP");
  }

  Notice disabled(Assessment live) {
    String what =
        switch (draft.about().trigger()) {
          case Trigger.Change _ -> whatTheCallDid();
          case Trigger.Tags(var change) -> TagChangeWords.whatHappened(change);
          case Trigger.Audited _ ->
              "An audit found that viewers could use plain HTTP to reach S3 through ";
        };
    draft.summarize(
        ("%s%s. The distribution is disabled now and serves nobody, so HTTPS Guard left it alone. Before"
                + " you enable it, correct the viewer protocol policies below; when it is enabled, HTTPS"
                + " Guard looks at it again.")
            .formatted(what, draft.distribution()));
    draft.warn(live, List.of());
    draft.facts().distributionAndCall();
    draft.facts().behaviors(live, BehaviorTable.Findings.LEFT_ALONE);
    return draft.finish("Disabled, left alone: " + draft.label());
  }

  Notice gone() {
    draft.summarize(
        ("%s%s. The distribution has been deleted since: there is nothing to repair. If it should be"
                + " there, look in CloudTrail for who called DeleteDistribution.")
            .formatted(whatTheCallDid(), draft.distribution()));
    draft.facts().distributionAndCall();
    return draft.finish("Deleted, nothing to repair: " + draft.label());
  }

  /** Ends where the distribution's name goes. */
  private String whatTheCallDid() {
    return configIsKnown()
        ? "A call to CloudFront let viewers use plain HTTP to reach S3 through "
        : "A call to CloudFront, whose config is not known, may have let viewers use plain HTTP to"
            + " reach S3 through ";
  }

  /** What the call wrote is told only where it carried drift, or where it is not known. */
  private boolean configIsKnown() {
    return switch (draft.about().trigger()) {
      case Trigger.Change(var change) -> change.written().isPresent();
      case Trigger.Audited _ -> true;
      case Trigger.Tags _ -> false;
    };
  }
}
