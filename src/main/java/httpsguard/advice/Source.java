package httpsguard.advice;

import httpsguard.cloudtrail.Tool;

/**
 * Where a tool keeps a distribution's config, in its users' words, or that this is not known.
 *
 * @param where follows "correct it"
 * @param correct begins the sentence that asks to correct it; what to set follows
 * @param names what the tool calls what is to be set
 */
record Source(String where, String correct, Names names) {

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

  /** For Terraform's resource of another kind. */
  static final Names OF_MULTI_TENANT =
      Names.of("viewer_protocol_policy", "the default cache behavior", "the cache behaviors");

  private static final String NEXT_RUN = "its next run can bring";

  /**
   * @param detail what is known of the place, such as a stack's name, with a space before it; may
   *     be empty
   */
  static Source of(Tool tool, String detail) {
    return switch (tool) {
      case CLOUDFORMATION ->
          in(
              "the CloudFormation template" + detail,
              "a later deployment can bring",
              API.also("in a CDK app: viewerProtocolPolicy"));
      case CDK ->
          in(
              "the CDK app",
              "a later deployment can bring",
              Names.of("viewerProtocolPolicy", "defaultBehavior", "additionalBehaviors"));
      case SAM -> in("the SAM template", "a later deployment can bring", API);
      case TERRAFORM ->
          in("the Terraform (or OpenTofu) configuration", "the next apply can bring", TERRAFORM);
      case OPENTOFU -> in("the OpenTofu configuration", "the next apply can bring", TERRAFORM);
      case PULUMI ->
          in(
              "the Pulumi program",
              "a later update can bring",
              Names.of("viewerProtocolPolicy", "defaultCacheBehavior", "orderedCacheBehaviors")
                  .also("in Python: viewer_protocol_policy, and so on"));
      case CROSSPLANE ->
          in(
              "the Crossplane resource" + detail + " (or the composition that makes it)",
              "its controller can at any time bring",
              Names.of("viewerProtocolPolicy", "defaultCacheBehavior", "the cache behaviors")
                  .in("the resource of kind Distribution"));
      case ACK ->
          in(
              "the Kubernetes resource" + detail + " of AWS Controllers for Kubernetes",
              "its controller can at any time bring",
              Names.of("viewerProtocolPolicy", "defaultCacheBehavior", "cacheBehaviors")
                  .in("spec.distributionConfig of the resource of kind Distribution"));
      case ANSIBLE ->
          in(
              "the Ansible playbook",
              NEXT_RUN,
              Names.of("viewer_protocol_policy", "default_cache_behavior", "cache_behaviors")
                  .in("module cloudfront_distribution"));
      case CLI, SDK -> in("the script or program that called CloudFront", NEXT_RUN, API);
      case POWERSHELL -> in("the PowerShell script that called CloudFront", NEXT_RUN, API);
      case SSM_AUTOMATION ->
          in(
              "the Systems Manager runbook that called CloudFront (AWS Config may have started it)",
              NEXT_RUN,
              API);
      case AWS_CONFIG -> in("the remediation of the AWS Config rule", NEXT_RUN, API);
      case SERVERLESS ->
          new Source(
              " where the Serverless Framework defines it, which is not known here",
              "The Serverless Framework manages this distribution, but where it is defined is not"
                  + " known here. Correct it there, or its next run can bring plain HTTP back: ",
              ANY);
      case AWS_SERVICE ->
          managed(
              "An AWS service made the call. If it, Terraform, CloudFormation or a script manages");
      case CONSOLE, UNKNOWN -> managed("If Terraform, CloudFormation or a script manages");
    };
  }

  private static Source in(String place, String comesBack, Names names) {
    return new Source(
        " in " + place, "Correct " + place + ", or " + comesBack + " plain HTTP back: ", names);
  }

  private static Source managed(String whatMay) {
    return new Source(
        " where it is managed (Terraform, CloudFormation, a script, or by hand)",
        whatMay
            + " this distribution, correct it there, or its next run can bring plain HTTP back: ",
        ANY);
  }
}
