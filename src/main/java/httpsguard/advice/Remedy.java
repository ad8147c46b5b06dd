package httpsguard.advice;

import httpsguard.Outcome;
import httpsguard.cloudtrail.Tool;
import httpsguard.policy.Assessment;
import httpsguard.policy.TagClaim;
import httpsguard.text.Quoted;
import httpsguard.text.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What people are to do about findings, so that plain HTTP goes and stays away. */
public final class Remedy {
  private final Outcome.About about;
  private final Assessment found;
  private final Correction correction;

  /**
   * @param tool by which it was written, as far as is known
   */
  public Remedy(Outcome.About about, Assessment found, Tool tool) {
    this.about = about;
    this.found = found;
    correction = new Correction(about, found, tool);
  }

  /** Where the findings were repaired. */
  public List<Step> afterRepair() {
    List<Step> steps = new ArrayList<>();
    exemption(", and then the viewer protocol policy back to allow-all, where it is managed")
        .ifPresent(steps::add);
    steps.add(correction.atTheSource());
    new Consequences(found).moveClients().ifPresent(steps::add);
    steps.add(check());
    Consequences.checkEdgeFunctions(found).ifPresent(steps::add);
    steps.addAll(cures(found));
    steps.add(CachedCopies.clear(about, found.drift()));
    return steps;
  }

  /** Where they stay until somebody acts. */
  public List<Step> instead() {
    List<Step> steps = new ArrayList<>();
    exemption("").ifPresent(steps::add);
    steps.add(check());
    steps.add(
        correction.step(
            ("Then correct it%s: %s Or have HTTPS Guard do so: who runs it sets the"
                    + " parameter Mode of its stack to remediate, or takes the rule that sets"
                    + " notify out of its policy. Its next audit of all distributions then"
                    + " repairs this one.")
                .formatted(correction.where(), correction.setting())));
    steps.addAll(cures(found));
    steps.add(CachedCopies.clear(about, found.drift()));
    return steps;
  }

  /**
   * Where only somebody else can put it right.
   *
   * @param permission what lets the guard do so the next time
   */
  public List<Step> byHand(Step permission) {
    List<Step> steps = new ArrayList<>();
    steps.add(
        correction.step("Correct it yourself" + correction.where() + ": " + correction.setting()));
    steps.addAll(cures(found));
    steps.add(CachedCopies.clear(about, found.drift()));
    steps.add(permission);
    return steps;
  }

  /**
   * Where somebody put it right already.
   *
   * @param cures what cures the way to S3 now: before that, clearing caches does not help
   */
  public List<Step> afterwards(List<Step> cures) {
    List<Step> steps = new ArrayList<>();
    steps.add(correction.atTheSource());
    steps.addAll(cures);
    steps.add(CachedCopies.clear(about, found.drift()));
    return steps;
  }

  /** What cures the way to S3, and what is left open. */
  public static List<Step> cures(Assessment assessment) {
    return Stream.concat(
            HttpToS3.cures(assessment.behaviors()).stream(), LeftOpen.cures(assessment).stream())
        .toList();
  }

  /** The same where no HTTPS Guard is at work. */
  public static List<Step> curesIfInstalled(Assessment assessment) {
    return Stream.concat(
            HttpToS3.cures(assessment.behaviors()).stream(),
            LeftOpen.curesIfInstalled(assessment).stream())
        .toList();
  }

  public static Step check() {
    return Step.of(
        "Check the cache behaviors: each path pattern should match only requests that viewers are to"
            + " make over HTTPS, and their order and origins should be what you want.");
  }

  /**
   * Where tags can exempt, and none does.
   *
   * @param then what else is to be done for it
   */
  private Optional<Step> exemption(String then) {
    return exemption(found, then);
  }

  public static Optional<Step> exemption(Assessment found, String then) {
    Optional<String> key =
        switch (found.tagClaim()) {
          case TagClaim.Absent(var tag) -> Optional.of(tag);
          case TagClaim.Refused(var tag, var _, var _) -> Optional.of(tag);
          case TagClaim.Granted(var _), TagClaim.Off(), TagClaim.Unknown() -> Optional.empty();
        };
    return key.map(
        tag ->
            Step.of(
                "If viewers must have plain HTTP for a while, do only this: set the tag "
                    + Quoted.of(tag)
                    + " of the distribution to the last day and the reason, such as \"2027-03-31"
                    + " set-top boxes\""
                    + then
                    + ". (Where a rule of HTTPS Guard's policy names the distribution, the tag does"
                    + " not count; who runs HTTPS Guard can tell.) Otherwise, go on."));
  }
}
