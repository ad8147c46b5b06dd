package httpsguard.notice;

import httpsguard.Outcome;
import httpsguard.Trigger;
import httpsguard.cloudtrail.DistributionChange;
import httpsguard.cloudtrail.Tool;
import httpsguard.distribution.DistributionKind;
import httpsguard.distribution.PathPattern;
import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.policy.Assessment;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.TagClaim;
import httpsguard.policy.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What people are to do about findings, so that plain HTTP goes and stays away. */
final class Remedy {
  private static final String STACK = "aws:cloudformation:stack-name";
  private static final String STACK_ID = "aws:cloudformation:stack-id";
  private static final String LOGICAL_ID = "aws:cloudformation:logical-id";

  private final Outcome.About about;
  private final Assessment found;

  Remedy(Outcome.About about, Assessment found) {
    this.about = about;
    this.found = found;
  }

  /** Where the findings were repaired. */
  List<Step> afterRepair() {
    List<Step> steps = new ArrayList<>();
    steps.add(atTheSource());
    steps.add(check());
    steps.addAll(HttpToS3.cures(found.behaviors()));
    steps.add(CachedCopies.clear(about, found.findings()));
    exemption(", and then allow-all again").ifPresent(steps::add);
    return steps;
  }

  /** Where they stay until somebody acts. */
  List<Step> instead() {
    List<Step> steps = new ArrayList<>();
    steps.add(check());
    steps.add(
        Step.of(
            "Then correct it: "
                + setting()
                + " Or let HTTPS Guard do so: set its Mode to remediate, or take away the rule that"
                + " sets notify for this distribution; then change the distribution in any way, its"
                + " comment for example, so that HTTPS Guard looks at it again."));
    steps.addAll(HttpToS3.cures(found.behaviors()));
    steps.add(CachedCopies.clear(about, found.findings()));
    exemption("").ifPresent(steps::add);
    return steps;
  }

  /**
   * Where somebody put it right already.
   *
   * @param cures what cures the way to S3 now: before that, clearing caches does not help
   */
  List<Step> afterwards(List<Step> cures) {
    List<Step> steps = new ArrayList<>();
    steps.add(atTheSource());
    steps.addAll(cures);
    steps.add(CachedCopies.clear(about, found.findings()));
    return steps;
  }

  private static Step check() {
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
    Optional<String> key =
        switch (found.tagClaim()) {
          case TagClaim.Absent(var tag) -> Optional.of(tag);
          case TagClaim.Refused(var tag, var _, var _) -> Optional.of(tag);
          case TagClaim.Granted(var _), TagClaim.Off(), TagClaim.Unknown() -> Optional.empty();
        };
    return key.map(
        tag ->
            Step.of(
                "Only if viewers must have plain HTTP for a while: set the tag "
                    + Quoted.of(tag)
                    + " of the distribution to the last day and the reason, such as \"2027-03-31"
                    + " set-top boxes\""
                    + then
                    + ". It counts where no rule of the HTTPS policy decides."));
  }

  private Step atTheSource() {
    String setting = setting();
    return Step.of(
        switch (source()) {
          case CLOUDFORMATION ->
              "Correct the CloudFormation template, or a later deployment"
                  + stack()
                  + " can bring plain HTTP back: "
                  + setting;
          case TERRAFORM ->
              "Correct the Terraform configuration, or the next apply brings plain HTTP back: "
                  + setting;
          case CLI, SDK ->
              "Correct the script or program that called CloudFront, or its next run can bring"
                  + " plain HTTP back: "
                  + setting;
          case CONSOLE, AWS_SERVICE, UNKNOWN ->
              "If Terraform, CloudFormation or a script manages this distribution, correct it there,"
                  + " or its next run can bring plain HTTP back: "
                  + setting;
        });
  }

  private String setting() {
    return switch (source()) {
      case CLOUDFORMATION ->
          resource()
              + "set "
              + settings("ViewerProtocolPolicy", "DefaultCacheBehavior", "CacheBehaviors")
              + " (in a CDK app: viewerProtocolPolicy).";
      case TERRAFORM -> terraform();
      case CLI, SDK ->
          "set " + settings("ViewerProtocolPolicy", "DefaultCacheBehavior", "CacheBehaviors") + ".";
      case CONSOLE, AWS_SERVICE, UNKNOWN ->
          "set "
              + settings(
                  "ViewerProtocolPolicy (Terraform: viewer_protocol_policy)",
                  "the default cache behavior",
                  "the cache behaviors")
              + ".";
    };
  }

  /** Each value with the places that it is for. */
  private String settings(String setting, String forDefault, String forPaths) {
    Map<ViewerProtocolPolicy, List<JudgedBehavior>> findings =
        found.findings().stream()
            .collect(
                Collectors.groupingBy(this::repairedTo, LinkedHashMap::new, Collectors.toList()));
    return findings.entrySet().stream()
        .map(
            entry ->
                setting
                    + " to \""
                    + entry.getKey().value()
                    + "\" in "
                    + places(entry.getValue(), forDefault, forPaths))
        .collect(Collectors.joining("; set "));
  }

  private static String places(List<JudgedBehavior> behaviors, String forDefault, String forPaths) {
    List<JudgedBehavior> paths =
        behaviors.stream().filter(judged -> !judged.behavior().isDefault()).toList();
    List<String> places = new ArrayList<>();
    if (paths.size() < behaviors.size()) {
      places.add(forDefault);
    }
    if (!paths.isEmpty()) {
      places.add(forPaths + " for " + Labels.of(paths));
    }
    return String.join(" and in ", places);
  }

  private ViewerProtocolPolicy repairedTo(JudgedBehavior judged) {
    return switch (judged.verdict()) {
      case Verdict.Finding(var to) -> to;
      case Verdict.InPolicy(), Verdict.Exempt(var _), Verdict.NotS3() ->
          throw new IllegalStateException("findings hold findings only");
    };
  }

  private String terraform() {
    String setting = "viewer_protocol_policy";
    return about.kind().equals(Optional.of(DistributionKind.MULTI_TENANT))
        ? "set " + settings(setting, "the default cache behavior", "the cache behaviors") + "."
        : "in resource aws_cloudfront_distribution, set "
            + settings(setting, "default_cache_behavior", "ordered_cache_behavior")
            + ".";
  }

  private String stack() {
    return tag(STACK)
        .map(
            name ->
                " of stack "
                    + Quoted.of(name)
                    + tag(STACK_ID).map(id -> " (" + Quoted.plain(id) + ")").orElse(""))
        .orElse("");
  }

  private String resource() {
    return tag(LOGICAL_ID).map(name -> "in resource " + Quoted.of(name) + ", ").orElse("");
  }

  private Optional<String> tag(String key) {
    return about.tags().flatMap(tags -> Optional.ofNullable(tags.get(key)));
  }

  private Tool source() {
    if (tag(STACK).isPresent()) {
      return Tool.CLOUDFORMATION;
    }
    return switch (about.trigger()) {
      case Trigger.Change(var change) ->
          wroteHttp(change) ? change.call().actor().tool() : Tool.UNKNOWN;
      case Trigger.Tags _ -> Tool.UNKNOWN;
    };
  }

  /** Whether the call wrote what was found, as far as is known: else its tool is not at fault. */
  private boolean wroteHttp(DistributionChange change) {
    if (change.written().isEmpty()) {
      return about.lastWritten();
    }
    List<Optional<PathPattern>> findings =
        found.findings().stream().map(judged -> judged.behavior().pathPattern()).toList();
    return change.written().get().behaviors().stream()
        .filter(behavior -> behavior.viewerProtocolPolicy().servesHttp())
        .anyMatch(behavior -> findings.contains(behavior.pathPattern()));
  }
}
