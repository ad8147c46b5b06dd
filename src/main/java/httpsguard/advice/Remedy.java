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
  private static final String BY_THE_COMMAND =
      "Use the command. But if Terraform, CloudFormation or the like manages the distribution, add"
          + " it there, because its next run can remove a tag that is not there.";

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
    steps.add(correction.afterRepair());
    new Consequences(found).moveClients().ifPresent(steps::add);
    steps.add(check());
    Consequences.checkEdgeFunctions(found).ifPresent(steps::add);
    addCures(steps, found);
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
    addCures(steps, found);
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
    addCures(steps, found);
    steps.add(permission);
    return steps;
  }

  /**
   * Where someone has corrected it already.
   *
   * @param live how it is now
   */
  public List<Step> afterwards(Assessment live) {
    List<Step> steps = new ArrayList<>();
    steps.add(correction.check());
    addCures(steps, live);
    return steps;
  }

  /** Whether the last step is an exemption. */
  public boolean endsWithExemption() {
    return exemptionTag(found).isPresent();
  }

  /** Before the connection to S3 is fixed, invalidating caches does not help. */
  private void addCures(List<Step> steps, Assessment live) {
    steps.addAll(cures(live, Installed.YES));
    steps.add(CachedCopies.clear(about, found.drift(), live.behaviors()));
  }

  /** What fixes the connection to S3, and what is left open. */
  public static List<Step> cures(Assessment assessment, Installed installed) {
    return Stream.concat(
            S3Origins.cures(assessment.behaviors()).stream(),
            LeftOpen.cures(assessment, installed).stream())
        .toList();
  }

  public static Step check() {
    return Step.of("Check the cache behaviors: does any of them need plain HTTP for some viewers?");
  }

  /**
   * @param then what else is to be done for it
   */
  private Optional<Step> exemption(String then) {
    return exemptionTag(found)
        .map(
            key -> {
              String words =
                  ("Only if viewers must have plain HTTP for a while: set the tag %s of the"
                          + " distribution to YYYY-MM-DD REASON, the last exempt day (UTC) and"
                          + " why. A tag takes letters, digits, spaces and _.:/=+-@ only (no"
                          + " commas). %s%s (The tag exempts the whole distribution. A rule of"
                          + " HTTPS Guard's policy can exempt a single path pattern, and can"
                          + " overrule the tag: ask whoever runs HTTPS Guard.)")
                      .formatted(Quoted.of(key), correction.tagging().orElse(BY_THE_COMMAND), then);
              return correction.tagging().isPresent() ? Step.of(words) : Step.of(words, tag(key));
            });
  }

  private String tag(String key) {
    return ("aws cloudfront tag-resource --resource arn:aws:cloudfront::%s:distribution/%s"
            + " --tags 'Items=[{Key=%s,Value=YYYY-MM-DD REASON}]'")
        .formatted(about.account(), about.distribution(), Quoted.inCommand(key));
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
        found.drift(),
        found.behaviors());
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
