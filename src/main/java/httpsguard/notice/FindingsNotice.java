package httpsguard.notice;

import httpsguard.advice.AuditorControls;
import httpsguard.advice.Consequences;
import httpsguard.advice.HttpToS3;
import httpsguard.advice.Labels;
import httpsguard.advice.Remedy;
import httpsguard.advice.TagChangeWords;
import httpsguard.advice.ViewerEffect;
import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.policy.Assessment;
import httpsguard.policy.JudgedBehavior;
import java.util.List;
import java.util.Map;

/** Tells of findings that were repaired, or would be in another mode. */
final class FindingsNotice {
  private final NoticeBuilder draft;
  private final Assessment found;
  private final Consequences consequences;
  private final Remedy remedy;

  FindingsNotice(NoticeBuilder draft, Assessment found) {
    this.draft = draft;
    this.found = found;
    consequences = new Consequences(found);
    remedy = new Remedy(draft.about(), found);
  }

  Notice repaired() {
    draft.summarize(
        ("Viewers could use plain HTTP to reach S3 through %s. HTTPS Guard has repaired that: it set"
                + " %s.%s")
            .formatted(
                draft.distribution(), change(), TagChangeWords.why(draft.about().trigger())));
    draft.say(
        "CloudFront needs some minutes to deploy the change. Until the distribution's status is"
            + " Deployed, edge locations may still serve objects over HTTP.");
    draft.warn(found, consequences.warnings());
    draft.ask(remedy.afterRepair());
    facts(BehaviorTable.Findings.REPAIRED, "What viewers on plain HTTP get");
    draft.say(new AuditorControls(found).afterRepair());
    return draft.finish("Repaired: " + draft.label() + " served S3 over plain HTTP" + but());
  }

  Notice wouldRepair() {
    draft.summarize(
        ("Viewers can use plain HTTP to reach S3 through %s. HTTPS Guard is in mode \"notify\" for it"
                + " and changed NOTHING: viewers still can. In mode \"remediate\" it would set %s.%s")
            .formatted(
                draft.distribution(), change(), TagChangeWords.why(draft.about().trigger())));
    draft.warn(found, consequences.warnings());
    draft.ask(remedy.instead());
    facts(BehaviorTable.Findings.WOULD_BE_REPAIRED, "What viewers on plain HTTP would get");
    draft.say(new AuditorControls(found).unchanged());
    return draft.finish(
        "Not changed (mode notify): " + draft.label() + " serves S3 over plain HTTP");
  }

  private void facts(BehaviorTable.Findings findings, String effectsHeading) {
    draft.facts().distributionAndCall();
    draft.facts().behaviors(found, findings);
    Map<ViewerEffect, List<JudgedBehavior>> effects = consequences.effects();
    effects.forEach(
        (effect, behaviors) ->
            draft.table(
                effectsHeading
                    + (effects.size() > 1 ? " at " + Labels.of(behaviors) : "")
                    + ", once deployed",
                Consequences.rows(effect)));
    draft.say(consequences.notes());
  }

  /** What is not well yet, for a subject. */
  private String but() {
    if (consequences.mayBreakClients()) {
      return "; uploads may now fail";
    }
    return HttpToS3.among(found.behaviors()).isEmpty() ? "" : "; CloudFront to S3 is still HTTP";
  }

  private String change() {
    int findings = found.findings().size();
    List<String> to =
        found.repairs().values().stream()
            .map(ViewerProtocolPolicy::value)
            .distinct()
            .sorted()
            .toList();
    return (findings == 1 ? "1 cache behavior" : findings + " cache behaviors")
        + " to "
        + String.join(" or ", to)
        + (to.size() > 1 ? ", each as shown below" : "");
  }
}
