package httpsguard.notice;

import httpsguard.advice.Consequences;
import httpsguard.advice.ExemptionWords;
import httpsguard.advice.Installed;
import httpsguard.advice.LeftOpen;
import httpsguard.advice.Remedy;
import httpsguard.advice.S3Origins;
import httpsguard.advice.TagChangeWords;
import httpsguard.cloudtrail.DistributionChange;
import httpsguard.cloudtrail.TagChange;
import httpsguard.policy.Assessment;
import httpsguard.text.Step;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The notice that there is nothing to repair. It never claims who corrected it. */
record NothingToRepairNotice(NoticeBuilder draft) {
  private static final String NO = "No: nothing is left to repair.";

  private static final String PERHAPS =
      "Only if some viewers cannot use HTTPS: an earlier attempt at this event may have repaired"
          + " the distribution. Whoever runs HTTPS Guard can exempt it.";

  Notice alreadyBack(Assessment live, Optional<Assessment> carried) {
    return switch (draft.trigger().event()) {
      case DistributionChange _ -> changed(live, carried);
      case TagChange change -> tagsChanged(live, change);
    };
  }

  private Notice changed(Assessment live, Optional<Assessment> carried) {
    draft.begin(
        carried.map(written -> putRight(live, written)).orElseGet(() -> nothingKnown(live))
            + " HTTPS Guard changed nothing this time.",
        draft.mayHaveRepairedBefore()
            ? PERHAPS
            : carried.filter(written -> !written.drift().isEmpty()).isPresent()
                ? "No: nothing is left to repair. But do step 2 before your next deployment, which"
                    + " can bring plain HTTP back."
                : NO);
    List<String> warnings = new ArrayList<>();
    if (draft.mayHaveRepairedBefore()) {
      carried
          .flatMap(written -> new Consequences(written).sending(Installed.YES))
          .ifPresent(warnings::add);
    }
    warnings.addAll(S3Origins.words(live.behaviors(), Installed.YES));
    warnings.addAll(LeftOpen.words(live, Installed.YES));
    draft.warn(live, warnings);
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
      return ("A call to CloudFront changed %s. There is nothing to repair now: %s There was"
              + " nothing to repair in the config that the call wrote either, but that config's"
              + " ETag is not known to be the one that HTTPS Guard read.")
          .formatted(draft.distribution(), nothingToRepair(live));
    }
    return ("A call to CloudFront %s viewers use plain HTTP to reach S3 through %s. The config is"
            + " in policy again: %s Who corrected it is not known here.")
        .formatted(draft.letOrMayHaveLet(), draft.distribution(), nothingToRepair(live));
  }

  private String nothingKnown(Assessment live) {
    return ("A call to CloudFront changed %s. There is nothing to repair now: %s The config that"
            + " the call wrote is not known: CloudTrail leaves out configs over 100 KB, or its"
            + " record of the config cannot be read. So whether the call let viewers use plain"
            + " HTTP is not known either.")
        .formatted(draft.distribution(), nothingToRepair(live));
  }

  private static String nothingToRepair(Assessment live) {
    if (!live.enabled()) {
      return "the distribution is disabled and serves no one.";
    }
    return live.exempt().isEmpty()
        ? "no cache behavior that leads to S3 lets viewers use plain HTTP."
        : "the only cache behaviors that lead to S3 and let viewers use plain HTTP are exempt from"
            + " the HTTPS policy.";
  }

  private List<Step> steps(Assessment live, Optional<Assessment> carried) {
    List<Step> steps = new ArrayList<>();
    steps.add(
        Step.of(
            "Look for an earlier notice about this distribution. A notice with the same CloudTrail"
                + " event id is about the same call, which was delivered twice."
                + (carried.isPresent() ? " The steps below may already be done." : "")));
    carried
        .filter(written -> !written.drift().isEmpty())
        .map(written -> draft.remedy(written).afterwards(live))
        .ifPresentOrElse(steps::addAll, () -> steps.addAll(Remedy.cures(live, Installed.YES)));
    return steps;
  }

  /** Whoever changed the tags, and whatever they were before. */
  private Notice tagsChanged(Assessment live, TagChange change) {
    draft.begin(
        ("%s%s. HTTPS Guard checked the distribution and found nothing to repair: %s It changed"
                + " nothing this time.")
            .formatted(
                TagChangeWords.whatHappened(change), draft.distribution(), nothingToRepair(live)),
        draft.mayHaveRepairedBefore() ? PERHAPS : NO);
    draft.warn(live, List.of());
    draft.ask(TagChangeWords.stepsInPolicy(live));
    draft.show(live, JudgedTables.Findings.LEFT_ALONE);
    draft.say(Consequences.limits(live));
    return draft.finish("Tags changed, nothing to repair: ", "");
  }

  Notice exempt(Assessment live) {
    ExemptionWords words = draft.exemptions(live);
    List<Step> cures = LeftOpen.cures(live, Installed.YES);
    boolean bySeveral = words.sources().size() > 1;
    LocalDate until = words.lastDays().getFirst();
    boolean isPlainHttp =
        live.exempt().stream()
            .anyMatch(each -> each.behavior().viewerProtocolPolicy().servesHttp());
    draft.begin(
        ("Viewers %s plain HTTP to reach S3 through %s. An exemption from the HTTPS policy allows"
                + " this until %s (inclusive, UTC).%s HTTPS Guard changed nothing.%s")
            .formatted(
                isPlainHttp ? "can use" : "may be able to use",
                draft.distribution(),
                until,
                words.lastDays().size() > 1
                    ? " This is the first of several exemptions to end."
                    : "",
                TagChangeWords.why(draft.trigger())),
        "No, if the exemption is intended. Otherwise, end it now (%s %d%s)."
            .formatted(bySeveral ? "from step" : "step", cures.size() + 2, bySeveral ? " on" : ""));
    draft.warn(live, LeftOpen.words(live, Installed.YES));
    draft.ask(TagChangeWords.stepsWhileExempt(draft.trigger(), words, cures));
    draft.show(live, JudgedTables.Findings.LEFT_ALONE);
    draft.sayOfUnchanged(live);
    return draft.finish(
        "Exempt until " + until + ": ", (isPlainHttp ? " serves" : " may serve") + " S3 over HTTP");
  }

  Notice disabled(Assessment live) {
    draft.begin(
        whatTheCallDid()
            + draft.distribution()
            + ". The distribution is now disabled and serves no one, so HTTPS Guard left it"
            + " alone.",
        "No. But before you enable the distribution, correct the viewer protocol policies below."
            + " When it is enabled, HTTPS Guard checks it again.");
    draft.warn(live, LeftOpen.words(live, Installed.YES));
    draft.show(live, JudgedTables.Findings.LEFT_ALONE);
    return draft.finish("Disabled, left alone: ", "");
  }

  Notice gone() {
    draft.begin(
        whatTheCallDid()
            + draft.distribution()
            + ". The distribution has since been deleted, so there is nothing to repair.",
        "No, unless the distribution should still exist: then look in CloudTrail for who called"
            + " DeleteDistribution.");
    draft.show();
    return draft.finish("Deleted, nothing to repair: ", "");
  }

  /** Ends where the distribution's name follows. */
  private String whatTheCallDid() {
    return switch (draft.trigger().event()) {
      case DistributionChange _ when draft.trigger().isRepeat() -> "A call to CloudFront changed ";
      case DistributionChange change ->
          "A call to CloudFront%s %s viewers use plain HTTP to reach S3 through "
              .formatted(
                  change.written().isPresent() ? "" : ", with a config that is not known,",
                  draft.letOrMayHaveLet());
      case TagChange change -> TagChangeWords.whatHappened(change);
    };
  }
}
