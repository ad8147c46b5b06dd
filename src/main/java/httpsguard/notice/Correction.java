package httpsguard.notice;

import httpsguard.CallOutcome;
import httpsguard.Trigger;
import httpsguard.cloudtrail.DistributionChange;
import httpsguard.cloudtrail.Tool;
import httpsguard.distribution.DistributionKind;
import httpsguard.distribution.PathPattern;
import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.policy.Assessment;
import httpsguard.policy.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where findings come from, in the words of the tool that would bring them back, and what to set.
 */
final class Correction {
  private static final String STACK = "aws:cloudformation:stack-name";
  private static final String STACK_ID = "aws:cloudformation:stack-id";
  private static final String LOGICAL_ID = "aws:cloudformation:logical-id";

  private final Optional<DistributionKind> kind;
  private final Optional<Map<String, String>> tags;
  private final Assessment found;
  private final Tool tool;

  /**
   * @param kind of the distribution; empty where it is not known
   * @param tags of the distribution; empty where they are not known
   * @param tool by which it was written, as far as is known
   */
  Correction(
      Optional<DistributionKind> kind,
      Optional<Map<String, String>> tags,
      Assessment found,
      Tool tool) {
    this.kind = kind;
    this.tags = tags;
    this.found = found;
    this.tool = tag(STACK).isPresent() ? Tool.CLOUDFORMATION : tool;
  }

  /** The tool of the call, where the call wrote what was found, as far as is known. */
  static Tool toolOf(CallOutcome told, Assessment found) {
    return told.trigger() instanceof Trigger.Change(var change)
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

  /** Names the source of what was found; stands behind "correct it". */
  String where() {
    return switch (tool) {
      case CLOUDFORMATION -> " in the CloudFormation template" + stack();
      case TERRAFORM -> " in the Terraform configuration";
      case CLI, SDK -> " in the script or program that called CloudFront";
      case CONSOLE, AWS_SERVICE, UNKNOWN ->
          " where it is managed (Terraform, CloudFormation, a script, or by hand)";
    };
  }

  /** So that it does not come back. */
  Step atTheSource() {
    String setting = setting();
    return Step.of(
        switch (tool) {
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

  /** What to set, a sentence with its full stop. */
  String setting() {
    return switch (tool) {
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
    Map<ViewerProtocolPolicy, List<Finding>> findings =
        found.drift().stream()
            .collect(Collectors.groupingBy(Finding::to, LinkedHashMap::new, Collectors.toList()));
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

  private static String places(List<Finding> findings, String forDefault, String forPaths) {
    List<Finding> paths =
        findings.stream().filter(finding -> !finding.behavior().isDefault()).toList();
    List<String> places = new ArrayList<>();
    if (paths.size() < findings.size()) {
      places.add(forDefault);
    }
    if (!paths.isEmpty()) {
      places.add(forPaths + " for " + Labels.of(paths));
    }
    return String.join(" and in ", places);
  }

  private String terraform() {
    String setting = "viewer_protocol_policy";
    return kind.equals(Optional.of(DistributionKind.MULTI_TENANT))
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
    return tags.flatMap(known -> Optional.ofNullable(known.get(key)));
  }
}
