package httpsguard.advice;

import httpsguard.cloudtrail.Tool;
import httpsguard.distribution.DistributionKind;
import httpsguard.policy.Assessment;
import httpsguard.text.Quoted;
import java.util.Map;
import java.util.Optional;

/**
 * Where a distribution's config is kept, in the words of the tool that would bring findings back.
 *
 * @param where follows "correct it"
 * @param correct begins the sentence that asks to correct it; what to set follows
 * @param check the same for what may be corrected already
 * @param expected what should be seen then; may be empty
 * @param tagging where to set a tag; empty where no place is known that has all of them
 * @param isUnknownStack whether it is a template, and no tag names its stack
 */
public record Source(
    String where,
    String correct,
    String check,
    String expected,
    Optional<String> tagging,
    boolean isUnknownStack,
    SettingNames names) {
  private static final String STACK = "aws:cloudformation:stack-name";
  private static final String STACK_ID = "aws:cloudformation:stack-id";
  private static final String LOGICAL_ID = "aws:cloudformation:logical-id";

  /** Crossplane's providers tag what they make (crossplane-runtime, GetExternalTags). */
  private static final String CROSSPLANE_KIND = "crossplane-kind";

  private static final String CROSSPLANE_NAME = "crossplane-name";

  /** So do those of AWS Controllers for Kubernetes (its runtime, pkg/config/config.go). */
  private static final String ACK_CONTROLLER = "services.k8s.aws/controller-version";

  private static final String ACK_NAMESPACE = "services.k8s.aws/namespace";

  private static final String NEXT_RUN = "its next run can";

  /**
   * What the tags say comes before who wrote it.
   *
   * @param writer the tool that wrote the config, as far as is known
   * @param kind empty where it is not known
   * @param tags empty where they are not known
   */
  public static Source of(
      Tool writer, Optional<DistributionKind> kind, Optional<Map<String, String>> tags) {
    Map<String, String> known = tags.orElse(Map.of());
    if (known.containsKey(STACK)) {
      return of(Tool.CLOUDFORMATION, kind, known);
    }
    if (known.containsKey(CROSSPLANE_KIND)) {
      return of(Tool.CROSSPLANE, kind, known);
    }
    return of(known.containsKey(ACK_CONTROLLER) ? Tool.ACK : writer, kind, known);
  }

  private static Source of(Tool tool, Optional<DistributionKind> kind, Map<String, String> tags) {
    return switch (tool) {
      case CLOUDFORMATION -> template(tags);
      case CDK ->
          whole(
              "the CDK app",
              "the distribution in the app",
              "a later deployment can",
              SettingNames.of("viewerProtocolPolicy", "defaultBehavior", "additionalBehaviors"));
      case SAM ->
          whole(
              "the SAM template",
              "the resource's Tags in the template",
              "a later deployment can",
              SettingNames.API);
      case TERRAFORM, OPENTOFU ->
          whole(
                  (tool == Tool.OPENTOFU ? "the OpenTofu" : "the Terraform (or OpenTofu)")
                      + " configuration",
                  "the resource's tags in the configuration",
                  "the next apply can",
                  kind.equals(Optional.of(DistributionKind.MULTI_TENANT))
                      ? SettingNames.TERRAFORM_MULTI_TENANT
                      : SettingNames.TERRAFORM)
              .expecting(
                  " The next plan should then show no change to viewer_protocol_policy. If an apply"
                      + " brings allow-all back, HTTPS Guard repairs it again, with minutes of plain"
                      + " HTTP in between.");
      case PULUMI ->
          whole(
              "the Pulumi program",
              "the distribution's tags in the program",
              "a later update can",
              SettingNames.of(
                      "viewerProtocolPolicy", "defaultCacheBehavior", "orderedCacheBehaviors")
                  .also("in Python: viewer_protocol_policy, and so on"));
      case CROSSPLANE ->
          whole(
              "the Crossplane resource"
                  + named(tags, CROSSPLANE_NAME, " ")
                  + " (or the composition that makes it)",
              "the tags in that resource",
              "its controller can at any time",
              SettingNames.of("viewerProtocolPolicy", "defaultCacheBehavior", "the cache behaviors")
                  .in("the resource of kind Distribution"));
      case ACK ->
          whole(
              "the Kubernetes resource"
                  + named(tags, ACK_NAMESPACE, " in namespace ")
                  + " of AWS Controllers for Kubernetes",
              "the tags in that resource",
              "its controller can at any time",
              SettingNames.of("viewerProtocolPolicy", "defaultCacheBehavior", "cacheBehaviors")
                  .in("spec.distributionConfig of the resource of kind Distribution"));
      case ANSIBLE ->
          run(
              "the Ansible playbook",
              SettingNames.of("viewer_protocol_policy", "default_cache_behavior", "cache_behaviors")
                  .in("module cloudfront_distribution"));
      case CLI, SDK -> run("the script or program that called CloudFront", SettingNames.API);
      case POWERSHELL -> run("the PowerShell script that called CloudFront", SettingNames.API);
      case SSM_AUTOMATION ->
          run(
              "the Systems Manager runbook that called CloudFront (AWS Config may have started it)",
              SettingNames.API);
      case AWS_CONFIG -> run("the remediation of the AWS Config rule", SettingNames.API);
      case SERVERLESS ->
          unknown(
              "where the Serverless Framework defines it, which is not known here",
              "The Serverless Framework manages this distribution, but where it is defined is not"
                  + " known here. ",
              "Correct it there",
              "Check that it is corrected there");
      case AWS_SERVICE, CONSOLE, UNKNOWN ->
          unknown(
              "where it is managed (Terraform, CloudFormation, a script, or by hand)",
              (tool == Tool.AWS_SERVICE ? "An AWS service made the call. If it, " : "If ")
                  + "Terraform, CloudFormation or a script manages this distribution, ",
              "correct it there",
              "check that it is corrected there");
    };
  }

  private static Source template(Map<String, String> tags) {
    String id =
        Optional.ofNullable(tags.get(STACK_ID))
            .map(arn -> " (" + Quoted.plain(arn) + ")")
            .orElse("");
    SettingNames names = SettingNames.API.also("in a CDK app: viewerProtocolPolicy");
    Source template =
        whole(
            "the CloudFormation template" + named(tags, STACK, " of stack ") + id,
            "the resource's Tags in the template",
            "a later deployment can",
            Optional.ofNullable(tags.get(LOGICAL_ID))
                .map(name -> names.in("resource " + Quoted.of(name)))
                .orElse(names));
    return tags.containsKey(STACK) || tags.containsKey(STACK_ID)
        ? template
        : template.ofUnknownStack();
  }

  private static String named(Map<String, String> tags, String key, String before) {
    return Optional.ofNullable(tags.get(key)).map(name -> before + Quoted.of(name)).orElse("");
  }

  /**
   * Of a tool that writes the resource as a whole, tags included.
   *
   * @param tags what holds them there
   */
  private static Source whole(String place, String tags, String next, SettingNames names) {
    String add = "Add it to %s, because %s remove a tag that is not there.".formatted(tags, next);
    return in(place, next, Optional.of(add), names);
  }

  /** Of a tool that writes only what it is told to. */
  private static Source run(String place, SettingNames names) {
    return in(place, NEXT_RUN, Optional.empty(), names);
  }

  private static Source in(
      String place, String next, Optional<String> tagging, SettingNames names) {
    String correct = "Correct " + place;
    String check = "Check that " + place + " is corrected";
    return of("in " + place, correct, check, next, tagging, names);
  }

  private static Source unknown(String where, String before, String correct, String check) {
    Optional<String> none = Optional.empty();
    return of(where, before + correct, before + check, NEXT_RUN, none, SettingNames.ANY);
  }

  private static Source of(
      String where,
      String correct,
      String check,
      String next,
      Optional<String> tagging,
      SettingNames names) {
    String comesBack = ", or " + next + " bring plain HTTP back";
    return new Source(
        where,
        correct + comesBack + ": ",
        check + comesBack + ". If it is not: ",
        "",
        tagging,
        false,
        names);
  }

  private Source expecting(String words) {
    return new Source(where, correct, check, words, tagging, isUnknownStack, names);
  }

  private Source ofUnknownStack() {
    return new Source(where, correct, check, expected, Optional.empty(), true, names);
  }

  /** What to set there, a sentence with its full stop. */
  public String setting(Assessment found) {
    return names.toSet(found.drift());
  }
}
