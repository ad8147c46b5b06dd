package httpsguard.advice;

import httpsguard.Outcome;
import httpsguard.cloudtrail.Tool;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.DistributionKind;
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
    correction =
        new Correction(Optional.of(about.distribution()), about.kind(), about.tags(), found, tool);
  }

  /** Where the findings were repaired. */
  public List<Step> afterRepair() {
    List<Step> steps = new ArrayList<>();
    steps.add(correction.atTheSource());
    new Consequences(found).moveClients().ifPresent(steps::add);
    steps.add(check());
    Consequences.checkEdgeFunctions(found).ifPresent(steps::add);
    addCures(steps, cures(found, Installed.YES));
    exemption(
            " Deploy the tag first. Only then set the viewer protocol policy back to allow-all"
                + " where viewers need it: in the other order, HTTPS Guard would repair it again.")
        .ifPresent(steps::add);
    return steps;
  }

  /** Where they stay until someone acts. */
  public List<Step> instead() {
    List<Step> steps = new ArrayList<>();
    steps.add(
        correction.step(
            ("Correct it%s: %s Or have HTTPS Guard correct it: whoever runs HTTPS Guard sets the"
                    + " parameter Mode of its stack to remediate, or removes from its policy the"
                    + " rule that sets notify. Its next audit of all distributions then repairs"
                    + " this one.")
                .formatted(correction.where(), correction.setting())));
    steps.add(check());
    addCures(steps, cures(found, Installed.YES));
    exemption("").ifPresent(steps::add);
    return steps;
  }

  /**
   * Where only someone else can correct it.
   *
   * @param permission what lets the guard do so the next time
   */
  public List<Step> byHand(Step permission) {
    List<Step> steps = new ArrayList<>();
    steps.add(
        correction.step("Correct it yourself" + correction.where() + ": " + correction.setting()));
    addCures(steps, cures(found, Installed.YES));
    steps.add(permission);
    return steps;
  }

  /**
   * Where someone has corrected it already.
   *
   * @param cures what fixes the connection to S3 now
   */
  public List<Step> afterwards(List<Step> cures) {
    List<Step> steps = new ArrayList<>();
    steps.add(correction.atTheSource());
    addCures(steps, cures);
    return steps;
  }

  /** Before the connection to S3 is fixed, invalidating caches does not help. */
  private void addCures(List<Step> steps, List<Step> cures) {
    steps.addAll(cures);
    steps.add(CachedCopies.clear(about, found.drift()));
  }

  /** What fixes the connection to S3, and what is left open. */
  public static List<Step> cures(Assessment assessment, Installed installed) {
    return Stream.concat(
            S3Origins.cures(assessment.behaviors()).stream(),
            LeftOpen.cures(assessment, installed).stream())
        .toList();
  }

  public static Step check() {
    return Step.of(
        "Check the cache behaviors: does any of them need plain HTTP for some viewers? Are their"
            + " order and their origins what you want?");
  }

  /**
   * @param then what else is to be done for it
   */
  private Optional<Step> exemption(String then) {
    return exemptionTag(found)
        .map(
            key ->
                Step.of(
                    ("Only if viewers must have plain HTTP for a while: set the tag %s of the"
                            + " distribution to a last day and a reason of your own. If a"
                            + " template manages the tags, set it there, because the next"
                            + " deployment removes a tag that the template does not have;"
                            + " otherwise, use the command.%s (The tag exempts the whole"
                            + " distribution. A rule of HTTPS Guard's policy can exempt a single"
                            + " path pattern, and can overrule the tag: ask whoever runs HTTPS"
                            + " Guard.)")
                        .formatted(Quoted.of(key), then),
                    ("aws cloudfront tag-resource --resource arn:aws:cloudfront::%s:distribution/%s"
                            + " --tags 'Items=[{Key=%s,Value=YYYY-MM-DD REASON}]'")
                        .formatted(about.account(), about.distribution(), Quoted.inCommand(key))));
  }

  /** Of a distribution that only a file shows: no HTTPS Guard has looked yet. */
  public static Optional<Step> exemptionBeforeInstalling(Assessment found) {
    return exemptionTag(found)
        .map(
            key ->
                Step.of(
                    ("Only if viewers must have plain HTTP for a while: before you install HTTPS"
                            + " Guard, set the tag %s of the distribution to the last day and the"
                            + " reason, such as \"2027-03-31 set-top boxes\", or add a rule for"
                            + " it to the policy.")
                        .formatted(Quoted.of(key))));
  }

  /** Of a distribution that only a file shows; its id may not be known. */
  public static Step clearCaches(
      Optional<DistributionId> distribution, DistributionKind kind, Assessment found) {
    return CachedCopies.clear(
        distribution.map(DistributionId::value).orElse("DISTRIBUTION_ID"),
        Optional.of(kind),
        found.drift());
  }

  /** The key of the tag, where tags can exempt and none does. */
  private static Optional<String> exemptionTag(Assessment found) {
    return switch (found.tagClaim()) {
      case TagClaim.Absent(var key) -> Optional.of(key);
      case TagClaim.Refused(var key, var _, var _) -> Optional.of(key);
      case TagClaim.Granted(var _), TagClaim.Off(), TagClaim.Unknown() -> Optional.empty();
    };
  }
}
