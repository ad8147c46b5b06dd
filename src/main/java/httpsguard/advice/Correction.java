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

  /** Crossplane's providers tag what they make (crossplane-runtime, GetExternalTags). */
  private static final String CROSSPLANE_KIND = "crossplane-kind";

  private static final String CROSSPLANE_NAME = "crossplane-name";

  /** So do those of AWS Controllers for Kubernetes (its runtime, pkg/config/config.go). */
  private static final String ACK_CONTROLLER = "services.k8s.aws/controller-version";

  private static final String ACK_NAMESPACE = "services.k8s.aws/namespace";

  private final Outcome.About about;
  private final Assessment found;

  Correction(Outcome.About about, Assessment found) {
    this.about = about;
    this.found = found;
  }

  /** Names the source of what was found; stands behind "correct it". */
  String where() {
    return source().where();
  }

  /** So that it does not come back. */
  Step atTheSource() {
    return step(source().correct() + setting());
  }

  /** What to set, a sentence with its full stop. */
  String setting() {
    Source.Names names = names();
    return resource() + names.in() + "set " + settings(names) + names.also() + ".";
  }

  /**
   * A step that tells to correct it at the source; where that is a template whose stack no tag
   * names, with the command that does. Resources of the Cloud Control API are CloudFormation's, but
   * in no stack (Cloud Control API guide, resource-operations).
   */
  Step step(String words) {
    if (tool() != Tool.CLOUDFORMATION || tag(STACK).isPresent()) {
      return Step.of(words);
    }
    return Step.of(
        words
            + " Its stack is not known here: the command finds it, if it is in"
            + " us-east-1. If not, ask each other Region that you deploy stacks to. If none has the"
            + " distribution, the call may have come through the Cloud Control API, which"
            + " Terraform's awscc provider and Pulumi AWS Native use: then correct it there.",
        "aws cloudformation describe-stack-resources --physical-resource-id "
            + about.trigger().distribution().value()
            + " --region us-east-1");
  }

  /** Each value with the places that it is for. */
  private String settings(Source.Names names) {
    Map<ViewerProtocolPolicy, List<JudgedBehavior>> findings =
        found.findings().stream()
            .collect(
                Collectors.groupingBy(this::repairedTo, LinkedHashMap::new, Collectors.toList()));
    return findings.entrySet().stream()
        .map(
            entry ->
                names.setting()
                    + " to \""
                    + entry.getKey().value()
                    + "\" in "
                    + places(entry.getValue(), names))
        .collect(Collectors.joining("; set "));
  }

  private static String places(List<JudgedBehavior> behaviors, Source.Names names) {
    List<JudgedBehavior> paths =
        behaviors.stream().filter(judged -> !judged.behavior().isDefault()).toList();
    List<String> places = new ArrayList<>();
    if (paths.size() < behaviors.size()) {
      places.add(names.forDefault());
    }
    if (!paths.isEmpty()) {
      places.add(names.forPaths() + " for " + Labels.of(paths));
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

  private Source source() {
    Tool tool = tool();
    return Source.of(
        tool,
        switch (tool) {
          case CLOUDFORMATION -> stack();
          case CROSSPLANE -> tag(CROSSPLANE_NAME).map(name -> " " + Quoted.of(name)).orElse("");
          case ACK -> tag(ACK_NAMESPACE).map(name -> " in namespace " + Quoted.of(name)).orElse("");
          default -> "";
        });
  }

  private Source.Names names() {
    boolean isTerraform = tool() == Tool.TERRAFORM || tool() == Tool.OPENTOFU;
    return isTerraform && about.kind().equals(Optional.of(DistributionKind.MULTI_TENANT))
        ? Source.OF_MULTI_TENANT
        : source().names();
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
    return tag(STACK)
        .flatMap(_ -> tag(LOGICAL_ID))
        .map(name -> "in resource " + Quoted.of(name) + ", ")
        .orElse("");
  }

  private Optional<String> tag(String key) {
    return about.tags().flatMap(tags -> Optional.ofNullable(tags.get(key)));
  }

  /** What manages it, as its tags say; else what wrote it, if that is known. */
  private Tool tool() {
    if (tag(STACK).isPresent()) {
      return Tool.CLOUDFORMATION;
    }
    if (tag(CROSSPLANE_KIND).isPresent()) {
      return Tool.CROSSPLANE;
    }
    if (tag(ACK_CONTROLLER).isPresent()) {
      return Tool.ACK;
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
