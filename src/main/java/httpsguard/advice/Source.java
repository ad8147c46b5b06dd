package httpsguard.advice;

import httpsguard.cloudtrail.Tool;
import httpsguard.distribution.DistributionKind;
import java.util.Optional;

/**
 * Where a tool keeps a distribution's config, in its users' words, or that this is not known.
 *
 * @param where follows "correct it"
 * @param correct begins the sentence that asks to correct it; what to set follows
 * @param check the same for what may be corrected already
 * @param tags where to set a tag; empty where no tool is known to write all of them
 * @param names what the tool calls what is to be set
 */
record Source(String where, String correct, String check, Optional<String> tags, Names names) {

  /**
   * @param in what holds the settings, with a comma; empty where that need not be said
   * @param also follows them; may be empty
   */
  record Names(String in, String setting, String forDefault, String forPaths, String also) {
    private static Names of(String setting, String forDefault, String forPaths) {
      return new Names("", setting, forDefault, forPaths, "");
    }

    private Names in(String what) {
      return new Names("in " + what + ", ", setting, forDefault, forPaths, also);
    }

    private Names also(String what) {
      return new Names(in, setting, forDefault, forPaths, " (" + what + ")");
    }
  }

  private static final Names API =
      Names.of("ViewerProtocolPolicy", "DefaultCacheBehavior", "CacheBehaviors");

  private static final Names TERRAFORM =
      Names.of("viewer_protocol_policy", "default_cache_behavior", "ordered_cache_behavior")
          .in("resource aws_cloudfront_distribution");

  /** Where the tool's own names are not known. */
  private static final Names ANY =
      Names.of(
          "ViewerProtocolPolicy (Terraform: viewer_protocol_policy)",
          "the default cache behavior",
          "the cache behaviors");

  /** Of Terraform's resource for multi-tenant distributions. */
  private static final Names OF_MULTI_TENANT =
      Names.of("viewer_protocol_policy", "the default cache behavior", "the cache behaviors");

  private static final String NEXT_RUN = "its next run can";

  /**
   * @param detail what is known of the place, such as a stack's name, with a space before it; may
   *     be empty
   * @param kind empty where it is not known
   */
  static Source of(Tool tool, String detail, Optional<DistributionKind> kind) {
    return switch (tool) {
      case CLOUDFORMATION ->
          whole(
              "the CloudFormation template" + detail,
              "the resource's Tags in the template",
              "a later deployment can",
              API.also("in a CDK app: viewerProtocolPolicy"));
      case CDK ->
          whole(
              "the CDK app",
              "the distribution in the app",
              "a later deployment can",
              Names.of("viewerProtocolPolicy", "defaultBehavior", "additionalBehaviors"));
      case SAM ->
          whole(
              "the SAM template",
              "the resource's Tags in the template",
              "a later deployment can",
              API);
      case TERRAFORM, OPENTOFU ->
          whole(
              (tool == Tool.OPENTOFU ? "the OpenTofu" : "the Terraform (or OpenTofu)")
                  + " configuration",
              "the resource's tags in the configuration",
              "the next apply can",
              kind.equals(Optional.of(DistributionKind.MULTI_TENANT))
                  ? OF_MULTI_TENANT
                  : TERRAFORM);
      case PULUMI ->
          whole(
              "the Pulumi program",
              "the distribution's tags in the program",
              "a later update can",
              Names.of("viewerProtocolPolicy", "defaultCacheBehavior", "orderedCacheBehaviors")
                  .also("in Python: viewer_protocol_policy, and so on"));
      case CROSSPLANE ->
          whole(
              "the Crossplane resource" + detail + " (or the composition that makes it)",
              "the tags in that resource",
              "its controller can at any time",
              Names.of("viewerProtocolPolicy", "defaultCacheBehavior", "the cache behaviors")
                  .in("the resource of kind Distribution"));
      case ACK ->
          whole(
              "the Kubernetes resource" + detail + " of AWS Controllers for Kubernetes",
              "the tags in that resource",
              "its controller can at any time",
              Names.of("viewerProtocolPolicy", "defaultCacheBehavior", "cacheBehaviors")
                  .in("spec.distributionConfig of the resource of kind Distribution"));
      case ANSIBLE ->
          run(
              "the Ansible playbook",
              Names.of("viewer_protocol_policy", "default_cache_behavior", "cache_behaviors")
                  .in("module cloudfront_distribution"));
      case CLI, SDK -> run("the script or program that called CloudFront", API);
      case POWERSHELL -> run("the PowerShell script that called CloudFront", API);
      case SSM_AUTOMATION ->
          run(
              "the Systems Manager runbook that called CloudFront (AWS Config may have started it)",
              API);
      case AWS_CONFIG -> run("the remediation of the AWS Config rule", API);
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

  /**
   * Of a tool that writes the resource as a whole, tags included.
   *
   * @param tags what holds them there
   */
  private static Source whole(String place, String tags, String next, Names names) {
    String add = "Add it to %s, because %s remove a tag that is not there.".formatted(tags, next);
    return in(place, next, Optional.of(add), names);
  }

  /** Of a tool that writes only what it is told to. */
  private static Source run(String place, Names names) {
    return in(place, NEXT_RUN, Optional.empty(), names);
  }

  private static Source in(String place, String next, Optional<String> tags, Names names) {
    return of(
        "in " + place,
        "Correct " + place,
        "Check that " + place + " is corrected",
        next,
        tags,
        names);
  }

  private static Source unknown(String where, String before, String correct, String check) {
    return of(where, before + correct, before + check, NEXT_RUN, Optional.empty(), ANY);
  }

  private static Source of(
      String where, String correct, String check, String next, Optional<String> tags, Names names) {
    String comesBack = ", or " + next + " bring plain HTTP back";
    return new Source(
        where, correct + comesBack + ": ", check + comesBack + ". If it is not: ", tags, names);
  }
}
