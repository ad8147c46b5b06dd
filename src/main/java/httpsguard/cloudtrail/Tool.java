package httpsguard.cloudtrail;

/**
 * What a call was made with, as far as the record tells; a user agent is the caller's own word.
 * {@link UserAgents} has the agents.
 */
public enum Tool {
  CONSOLE("AWS Management Console"),
  /** Also what CDK, SAM and the Serverless Framework deploy by it. */
  CLOUDFORMATION("AWS CloudFormation"),
  /** A call of CDK's own, without CloudFormation. */
  CDK("AWS CDK"),
  /** A call of SAM's own, without CloudFormation. */
  SAM("AWS SAM"),
  /** A call of the framework's own, without CloudFormation. */
  SERVERLESS("Serverless Framework"),
  /** Or OpenTofu: it runs the same AWS provider, which sends Terraform's name. */
  TERRAFORM("Terraform"),
  OPENTOFU("OpenTofu"),
  PULUMI("Pulumi"),
  CROSSPLANE("Crossplane"),
  ACK("AWS Controllers for Kubernetes"),
  ANSIBLE("Ansible"),
  CLI("AWS CLI"),
  POWERSHELL("AWS Tools for PowerShell"),
  SDK("AWS SDK"),
  SSM_AUTOMATION("AWS Systems Manager Automation"),
  AWS_CONFIG("AWS Config"),
  /** Any other service, in its own name or in somebody's. */
  AWS_SERVICE("AWS service"),
  UNKNOWN("unknown tool");

  private final String label;

  Tool(String label) {
    this.label = label;
  }

  /** Its name, as notices and the outcome's JSON have it. */
  public String label() {
    return label;
  }
}
