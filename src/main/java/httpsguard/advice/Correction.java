package httpsguard.advice;

import httpsguard.CallOutcome;
import httpsguard.cloudtrail.DistributionChange;
import httpsguard.cloudtrail.Tool;
import httpsguard.distribution.DistributionId;
import httpsguard.distribution.DistributionKind;
import httpsguard.distribution.PathPattern;
import httpsguard.policy.Assessment;
import httpsguard.policy.Finding;
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
 *
 * @param distribution empty where only its config is known
 * @param writer the tool that wrote the config, as far as is known
 */
public record Correction(
    Optional<DistributionId> distribution,
    Optional<DistributionKind> kind,
    Optional<Map<String, String>> tags,
    Assessment found,
    Tool writer) {
  private static final String STACK = "aws:cloudformation:stack-name";
  private static final String STACK_ID = "aws:cloudformation:stack-id";
  private static final String LOGICAL_ID = "aws:cloudformation:logical-id";

  /** Crossplane's providers tag what they make (crossplane-runtime, GetExternalTags). */
  private static final String CROSSPLANE_KIND = "crossplane-kind";

  private static final String CROSSPLANE_NAME = "crossplane-name";

  /** So do those of AWS Controllers for Kubernetes (its runtime, pkg/config/config.go). */
  private static final String ACK_CONTROLLER = "services.k8s.aws/controller-version";

  private static final String ACK_NAMESPACE = "services.k8s.aws/namespace";

  /** The tool of the call, where the call wrote what was found, as far as is known. */
  public static Tool toolOf(CallOutcome told, Assessment found) {
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

  /** Names the source of what was found; follows "correct it". */
  public String where() {
    return source().where();
  }

  /** Where HTTPS Guard has repaired it. */
  Step afterRepair() {
    return step(
        source().correct()
            + setting()
            + (isTerraform()
                ? " The next plan should then show no change to viewer_protocol_policy. If an apply"
                    + " brings allow-all back, HTTPS Guard repairs it again, with minutes of"
                    + " plain HTTP in between."
                : ""));
  }

  /** Where someone has corrected it, perhaps not at the source. */
  Step check() {
    return step(source().check() + setting());
  }

  /** Where to set a tag; empty where no place is known that has all of them. */
  Optional<String> tagging() {
    return isOfUnknownStack() ? Optional.empty() : source().tags();
  }

  /** What to set, a sentence with its full stop. */
  public String setting() {
    Source.Names names = names();
    return resource() + names.in() + "set " + settings(names) + names.also() + ".";
  }

  /**
   * A step to correct it at the source. If that is a template and no tag names its stack, the step
   * has the command that finds it. Resources of the Cloud Control API are CloudFormation's, but in
   * no stack (Cloud Control API guide, resource-operations).
   */
  Step step(String words) {
    if (!isOfUnknownStack() || distribution.isEmpty()) {
      return Step.of(words);
    }
    return Step.of(
        words
            + " Its stack is not known here: the command finds it if it is in us-east-1. If it is"
            + " not, run the command for the other Regions where you deploy stacks. If none has"
            + " the distribution, the call may have come through the Cloud Control API, which"
            + " Terraform's awscc provider and Pulumi AWS Native use: correct it there instead.",
        "aws cloudformation describe-stack-resources --physical-resource-id %s --region us-east-1"
            .formatted(distribution.get()));
  }

  private boolean isOfUnknownStack() {
    return tool() == Tool.CLOUDFORMATION && tag(STACK).isEmpty();
  }

  /** Each value with the places that it is for. */
  private String settings(Source.Names names) {
    return found.drift().stream()
        .collect(Collectors.groupingBy(Finding::to, LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(
            entry ->
                "%s to \"%s\" in %s"
                    .formatted(
                        names.setting(), entry.getKey().value(), places(entry.getValue(), names)))
        .collect(Collectors.joining("; set "));
  }

  private static String places(List<Finding> findings, Source.Names names) {
    List<Finding> paths =
        findings.stream().filter(finding -> !finding.behavior().isDefault()).toList();
    List<String> places = new ArrayList<>();
    if (paths.size() < findings.size()) {
      places.add(names.forDefault());
    }
    if (!paths.isEmpty()) {
      places.add(names.forPaths() + " for " + Labels.of(paths));
    }
    return String.join(" and in ", places);
  }

  private Source source() {
    return Source.of(
        tool(),
        switch (tool()) {
          case CLOUDFORMATION ->
              tag(STACK).map(name -> " of stack " + Quoted.of(name) + stackId()).orElse("");
          case CROSSPLANE -> tag(CROSSPLANE_NAME).map(name -> " " + Quoted.of(name)).orElse("");
          case ACK -> tag(ACK_NAMESPACE).map(name -> " in namespace " + Quoted.of(name)).orElse("");
          default -> "";
        });
  }

  private String stackId() {
    return tag(STACK_ID).map(id -> " (" + Quoted.plain(id) + ")").orElse("");
  }

  private Source.Names names() {
    return isTerraform() && kind.equals(Optional.of(DistributionKind.MULTI_TENANT))
        ? Source.OF_MULTI_TENANT
        : source().names();
  }

  private boolean isTerraform() {
    return tool() == Tool.TERRAFORM || tool() == Tool.OPENTOFU;
  }

  private String resource() {
    return tag(STACK)
        .flatMap(_ -> tag(LOGICAL_ID))
        .map(name -> "in resource " + Quoted.of(name) + ", ")
        .orElse("");
  }

  private Optional<String> tag(String key) {
    return tags.flatMap(known -> Optional.ofNullable(known.get(key)));
  }

  /** What the tags say comes before who wrote it. */
  private Tool tool() {
    if (tag(STACK).isPresent()) {
      return Tool.CLOUDFORMATION;
    }
    if (tag(CROSSPLANE_KIND).isPresent()) {
      return Tool.CROSSPLANE;
    }
    return tag(ACK_CONTROLLER).isPresent() ? Tool.ACK : writer;
  }
}
