package httpsguard.notice;

import httpsguard.advice.AuditorControls;
import httpsguard.advice.Consequences;
import httpsguard.advice.Installed;
import httpsguard.advice.Labels;
import httpsguard.advice.LeftOpen;
import httpsguard.advice.S3Origins;
import httpsguard.advice.TagChangeWords;
import httpsguard.advice.ViewerEffect;
import httpsguard.policy.Assessment;
import httpsguard.policy.Finding;
import httpsguard.text.Step;
import httpsguard.text.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The notice of findings that were repaired, or would be in another mode. */
record FindingsNotice(NoticeBuilder draft, Assessment found) {
  Notice repaired(Instant at) {
    boolean inPart = !found.leftOpen().isEmpty();
    List<Step> steps = draft.remedy(found).afterRepair();
    draft.begin(
        ("Viewers could use plain HTTP to reach S3 through %s. HTTPS Guard repaired that%s at %s:"
                + " it set %s.%s")
            .formatted(
                draft.distribution(),
                inPart ? " in part" : "",
                Times.of(at),
                Consequences.change(found.findings()),
                TagChangeWords.why(draft.trigger())),
        urgency(steps));
    draft.say(
        "CloudFront takes a few minutes to deploy the change. Until the distribution's status is"
            + " Deployed, edge locations may still serve objects over HTTP.");
    draft.warn(found, consequences().warnings(Installed.YES));
    draft.ask(steps);
    facts(JudgedTables.Findings.REPAIRED, "What viewers on plain HTTP get");
    draft.say(new AuditorControls(found).afterRepair());
    return draft.finish(inPart ? "Repaired in part: " : "Repaired: ", endOfSubject());
  }

  Notice wouldRepair() {
    draft.begin(
        ("Viewers can use plain HTTP to reach S3 through %s. HTTPS Guard is in mode \"notify\" for"
                + " this distribution and changed NOTHING: viewers can still use plain HTTP. In"
                + " mode \"remediate\" it would %s.%s")
            .formatted(draft.distribution(), wouldChange(), TagChangeWords.why(draft.trigger())),
        "Yes: viewers can use plain HTTP until someone corrects it.");
    draft.warn(found, consequences().warnings(Installed.YES));
    draft.ask(draft.remedy(found).instead());
    facts(JudgedTables.Findings.WOULD_BE_REPAIRED, "What viewers on plain HTTP would get");
    draft.say(new AuditorControls(found).unchanged());
    return draft.finish("Not changed (mode notify): ", " serves S3 over HTTP");
  }

  private void facts(JudgedTables.Findings findings, String effectsHeading) {
    draft.show(found, findings);
    Map<ViewerEffect, List<Finding>> effects = consequences().effects();
    effects.forEach(
        (effect, behaviors) ->
            draft.table(
                effectsHeading
                    + (effects.size() > 1 ? " at " + Labels.of(behaviors) : "")
                    + ", once deployed",
                effect.rows()));
    draft.say(consequences().notes());
  }

  /** What follows the distribution. */
  private String endOfSubject() {
    if (consequences().mayBreakClients()) {
      return " served S3 over HTTP; uploads may now fail";
    }
    return S3Origins.overHttp(found.behaviors()).isEmpty()
        ? " served S3 over HTTP"
        : ", but CloudFront to S3 is still HTTP";
  }

  private String urgency(List<Step> steps) {
    if (!found.leftOpen().isEmpty()) {
      return "Yes: viewers can still use plain HTTP for part of the distribution, and only its"
          + " owner can change that"
          + LeftOpen.cures(found, Installed.YES).stream()
              .findFirst()
              .map(cure -> " (step " + (steps.indexOf(cure) + 1) + ")")
              .orElse("")
          + ".";
    }
    String exempt =
        draft.remedy(found).endsWithExemption()
            ? "go to step " + steps.size()
            : "ask whoever runs HTTPS Guard for a rule of its policy that exempts them";
    if (consequences().mayBreakClients()) {
      return "Yes: clients that send data over http:// may fail from now on. Go to step 2. If they"
          + " need plain HTTP for a while, "
          + exempt
          + ".";
    }
    return "Only if some viewers cannot use HTTPS: their requests fail as soon as the change is"
        + " deployed. For them, "
        + exempt
        + ". Otherwise, do step 1 before your next deployment, which can bring plain HTTP back.";
  }

  /** Tags that could not be read may decide otherwise. */
  private String wouldChange() {
    List<String> parts = new ArrayList<>();
    if (!found.findings().isEmpty()) {
      parts.add("set " + Consequences.change(found.findings()));
    }
    if (!found.undecided().isEmpty()) {
      parts.add(
          "set "
              + Consequences.change(found.undecided())
              + " (unless the tags, which could not be read, decide otherwise)");
    }
    return String.join(", and ", parts);
  }

  private Consequences consequences() {
    return new Consequences(found);
  }
}
