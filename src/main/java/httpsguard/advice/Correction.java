package httpsguard.advice;

import httpsguard.cloudtrail.Tool;
import httpsguard.distribution.DistributionKind;
import httpsguard.policy.Assessment;
import httpsguard.policy.Finding;
import httpsguard.text.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where findings come from, in the words of the tool that would bring them back, and what to set.
 *
 * @param writer the tool that wrote the config, as far as is known
 */
public record Correction(
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

  /** Names the source of what was found; follows "correct it". */
  public String where() {
    return source().where();
  }

  /** Where HTTPS Guard has repaired it. */
  String afterRepair() {
    return source().correct()
        + setting()
        + (tool() == Tool.TERRAFORM || tool() == Tool.OPENTOFU
            ? " The next plan should then show no change to viewer_protocol_policy. If an apply"
                + " brings allow-all back, HTTPS Guard repairs it again, with minutes of"
                + " plain HTTP in between."
            : "");
  }

  /** Where someone has corrected it, perhaps not at the source. */
  String check() {
    return source().check() + setting();
  }

  /** Where to set a tag; empty where no place is known that has all of them. */
  Optional<String> tagging() {
    return isOfUnknownStack() ? Optional.empty() : source().tags();
  }

  /** Whether it comes from a template, and no tag names its stack. */
  boolean isOfUnknownStack() {
    return tool() == Tool.CLOUDFORMATION && tag(STACK).isEmpty();
  }

  /** What to set, a sentence with its full stop. */
  public String setting() {
    Source.Names names = source().names();
    String resource =
        tag(STACK)
            .flatMap(_ -> tag(LOGICAL_ID))
            .map(name -> "in resource " + Quoted.of(name) + ", ")
            .orElse("");
    return resource + names.in() + "set " + settings(names) + names.also() + ".";
  }

  /** Each value with the places that it is for. */
  private String settings(Source.Names names) {
    List<String> settings = new ArrayList<>();
    found.drift().stream()
        .collect(Collectors.groupingBy(Finding::to, LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (to, findings) ->
                settings.add(
                    "%s to \"%s\" in %s"
                        .formatted(names.setting(), to.value(), places(findings, names))));
    return String.join("; set ", settings);
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
    String detail =
        switch (tool()) {
          case CLOUDFORMATION ->
              tag(STACK).map(name -> " of stack " + Quoted.of(name) + stackId()).orElse("");
          case CROSSPLANE -> tag(CROSSPLANE_NAME).map(name -> " " + Quoted.of(name)).orElse("");
          case ACK -> tag(ACK_NAMESPACE).map(name -> " in namespace " + Quoted.of(name)).orElse("");
          default -> "";
        };
    return Source.of(tool(), detail, kind);
  }

  private String stackId() {
    return tag(STACK_ID).map(id -> " (" + Quoted.plain(id) + ")").orElse("");
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
