package httpsguard.advice;

import httpsguard.CallOutcome;
import httpsguard.Outcome;
import httpsguard.cloudtrail.DistributionChange;
import httpsguard.cloudtrail.Tool;
import httpsguard.distribution.PathPattern;
import httpsguard.policy.Assessment;
import httpsguard.policy.JudgedBehavior;
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
  private final Source source;

  public Remedy(CallOutcome.Told told, Assessment found) {
    this.found = found;
    about = told.outcome().about();
    source = Source.of(writer(told, found), about.kind(), about.tags());
  }

  /** The tool of the call, where the call wrote what was found, as far as is known. */
  private static Tool writer(CallOutcome.Told told, Assessment found) {
    return told.trigger().event() instanceof DistributionChange change
            && wrote(change, found).orElse(told.lastWritten())
        ? change.call().actor().tool()
        : Tool.UNKNOWN;
  }

  /** Empty where the record does not tell. */
  private static Optional<Boolean> wrote(DistributionChange change, Assessment found) {
    List<Optional<PathPattern>> drift =
        found.drift().stream().map(finding -> finding.behavior().pathPattern()).toList();
    return change
        .written()
        .map(
            written ->
                written.behaviors().stream()
                    .filter(behavior -> behavior.viewerProtocolPolicy().servesHttp())
                    .anyMatch(behavior -> drift.contains(behavior.pathPattern())));
  }

  /** Where the findings were repaired. */
  public List<Step> afterRepair() {
    List<Step> steps = new ArrayList<>();
    steps.add(atTheSource(source.correct() + source.setting(found) + source.expected()));
    if (new Consequences(found).mayBreakClients()) {
      steps.add(
          Step.of(
              "Find the clients that send data over http:// (in CloudFront's access logs, cs-protocol"
                  + " is http) and move them to https://."));
    }
    steps.add(check());
    List<JudgedBehavior> atTheEdge = Consequences.atTheEdge(found);
    if (!atTheEdge.isEmpty()) {
      steps.add(
          Step.of(
              "Check the functions at "
                  + Labels.of(atTheEdge)
                  + ": HTTPS Guard does not know where they send requests."));
    }
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
        atTheSource(
            ("Correct it %s: %s Or have HTTPS Guard correct it: whoever runs HTTPS Guard sets the"
                    + " parameter Mode of its stack to remediate, or removes from its policy the"
                    + " rule that sets notify. Its next audit of all distributions then repairs"
                    + " this one.")
                .formatted(source.where(), source.setting(found))));
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
    steps.add(atTheSource("Correct it yourself " + source.where() + ": " + source.setting(found)));
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
    steps.add(atTheSource(source.check() + source.setting(found)));
    addCures(steps, live);
    return steps;
  }

  /** Whether the last step is an exemption. */
  public boolean endsWithExemption() {
    return exemptionTag(found).isPresent();
  }

  /**
   * If the source is a template and no tag names its stack, the step has the command that finds it.
   * Resources of the Cloud Control API are CloudFormation's, but in no stack (Cloud Control API
   * guide, resource-operations).
   */
  private Step atTheSource(String words) {
    return source.isUnknownStack()
        ? Step.of(
            words
                + " Its stack is not known here: the command finds it if it is in us-east-1. If it"
                + " is not, run the command for the other Regions where you deploy stacks. If none"
                + " has the distribution, the call may have come through the Cloud Control API,"
                + " which Terraform's awscc provider and Pulumi AWS Native use: correct it there"
                + " instead.",
            "aws cloudformation describe-stack-resources --physical-resource-id %s --region us-east-1"
                .formatted(about.distribution()))
        : Step.of(words);
  }

  /** Before the connection to S3 is fixed, invalidating caches does not help. */
  private void addCures(List<Step> steps, Assessment live) {
    steps.addAll(cures(live, Installed.YES));
    steps.add(CachedCopies.clear(about, found, live));
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
            key ->
                new Step(
                    ("Only if viewers must have plain HTTP for a while: set the tag %s of the"
                            + " distribution to YYYY-MM-DD REASON, the last exempt day (UTC) and"
                            + " why. A tag takes letters, digits, spaces and _.:/=+-@ only (no"
                            + " commas). %s%s (The tag exempts the whole distribution. A rule of"
                            + " HTTPS Guard's policy can exempt a single path pattern, and can"
                            + " overrule the tag: ask whoever runs HTTPS Guard.)")
                        .formatted(Quoted.of(key), source.tagging().orElse(BY_THE_COMMAND), then),
                    source.tagging().isPresent() ? List.of() : List.of(tag(key))));
  }

  private String tag(String key) {
    return ("aws cloudfront tag-resource --resource arn:aws:cloudfront::%s:distribution/%s"
            + " --tags 'Items=[{Key=%s,Value=YYYY-MM-DD REASON}]'")
        .formatted(about.account(), about.distribution(), Quoted.inCommand(key));
  }

  /** The key of the tag, where tags can exempt and none does. */
  public static Optional<String> exemptionTag(Assessment found) {
    return switch (found.tagClaim()) {
      case TagClaim.Absent(var key) -> Optional.of(key);
      case TagClaim.Refused(var key, var _, var _) -> Optional.of(key);
      case TagClaim.Granted(var _), TagClaim.Off(), TagClaim.Unknown() -> Optional.empty();
    };
  }
}
