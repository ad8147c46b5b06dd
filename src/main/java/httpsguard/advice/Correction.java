package httpsguard.advice;

import httpsguard.Outcome;
import httpsguard.Trigger;
import httpsguard.cloudtrail.DistributionChange;
import httpsguard.cloudtrail.Tool;
import httpsguard.distribution.DistributionKind;
import httpsguard.distribution.PathPattern;
import httpsguard.distribution.ViewerProtocolPolicy;
import httpsguard.policy.Assessment;
import httpsguard.policy.JudgedBehavior;
import httpsguard.policy.Verdict;
import httpsguard.text.Quoted;
import httpsguard.text.Step;
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

  private final Outcome.About about;
  private final Assessment found;

  Correction(Outcome.About about, Assessment found) {
    this.about = about;
    this.found = found;
  }

  /** Names the source of what was found; stands behind "correct it". */
  String where() {
    return switch (source()) {
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

  /** What to set, a sentence with its full stop. */
  String setting() {
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
      case Trigger.Tags _, Trigger.Audited _ -> Tool.UNKNOWN;
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
