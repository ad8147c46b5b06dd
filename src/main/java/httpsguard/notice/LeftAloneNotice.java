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
    ExemptionWords words = draft.exemptions(live);
    String until = words.firstToEnd().map(LocalDate::toString).orElse("further notice");
    draft.summarize(
        ("Viewers can use plain HTTP to reach S3 through %s, and may until %s (that day included, UTC):"
                + " an exemption from the HTTPS policy allows it.%s HTTPS Guard changed nothing.%s")
            .formatted(
                draft.distribution(),
                until,
                words.haveDifferentEnds() ? " It is the first of several to end." : "",
                TagChangeWords.why(draft.trigger())));
    draft.warn(live, List.of());
    draft.ask(TagChangeWords.stepsWhileExempt(draft.trigger(), live));
    draft.facts().all(live, BehaviorTable.Findings.LEFT_ALONE);
    draft.say(Consequences.limits(live));
    draft.say(new AuditorControls(live).unchanged());
    return draft.finish("Exempt until " + until + ": " + draft.label() + " serves S3 over HTTP");
  }

  Notice disabled(Assessment live) {
    String what =
        switch (draft.trigger()) {
          case Trigger.Change _ -> whatTheCallDid();
          case Trigger.Tags(var change) -> TagChangeWords.whatHappened(change);
        };
    draft.summarize(
        what
            + draft.distribution()
            + ". The distribution is disabled now and serves nobody, so HTTPS Guard left it alone."
            + " Before you enable it, correct the viewer protocol policies below; when it is enabled,"
            + " HTTPS Guard looks at it again.");
    draft.warn(live, List.of());
    draft.facts().all(live, BehaviorTable.Findings.LEFT_ALONE);
    return draft.finish("Disabled, left alone: " + draft.label());
  }

  Notice gone() {
    draft.summarize(
        whatTheCallDid()
            + draft.distribution()
            + ". The distribution has been deleted since: there is nothing to repair. If it should be"
            + " there, look in CloudTrail for who called DeleteDistribution.");
    draft.facts().distributionAndCall();
    return draft.finish("Deleted, nothing to repair: " + draft.label());
  }

  /** Ends where the distribution's name goes. */
  private String whatTheCallDid() {
    return "A call to CloudFront"
        + (draft.isConfigKnown() ? " " : ", whose config is not known, ")
        + draft.let()
        + " viewers use plain HTTP to reach S3 through ";
  }
}
